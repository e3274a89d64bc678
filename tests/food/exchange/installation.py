"""An installation of its own, told from outside what to do.

Run as a program, so that its database can be killed without harm to other tests.
"""

import json
import os
import sys
from datetime import UTC, datetime

import django


def main(command: str, *arguments: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nguon.config.settings")
    django.setup()
    {"set_up": set_up, "capture": capture, "hurry": hurry, "log": log}[command](*arguments)


def set_up(dest: str) -> None:
    """One organisation whose administrator's key subscribes to everything."""
    from django.core.management import call_command  # noqa: PLC0415 Django is set up by now

    from nguon.base import clock  # noqa: PLC0415
    from nguon.core.epcis.epc_format import EpcFormat  # noqa: PLC0415
    from nguon.food.exchange.operations.name_query import name_query  # noqa: PLC0415
    from nguon.food.exchange.operations.subscribe import subscribe  # noqa: PLC0415
    from nguon.food.exchange.rules.subscription_request import (  # noqa: PLC0415
        SubscriptionRequest,
    )
    from nguon.ground.people.choices import Act, OrganisationKind  # noqa: PLC0415
    from nguon.ground.people.operations import (  # noqa: PLC0415
        issue_api_key,
        register_administrator,
        register_organisation,
    )

    call_command("migrate", verbosity=0)
    at = clock.now()
    admin = register_administrator(
        by=None, username="quantri", full_name="Lò Thị Quản", password=None, at=at
    )
    farm = register_organisation(
        by=admin, kind=OrganisationKind.COOPERATIVE, legal_name="HTX Thanh Xương", at=at
    )
    key, _secret = issue_api_key(farm, name="k", scopes=[Act.QUERY_EVENTS], by=admin, at=at)
    query = name_query("moi", query={}, tenant_id=farm.pk, by=f"key:{key.pk}", at=at)
    request = SubscriptionRequest.read(
        {"dest": dest, "stream": True},
        epc_format=EpcFormat.NEVER_TRANSLATES,
        is_local_allowed=True,
    )
    subscribe(query, request, by=f"key:{key.pk}", at=at)


def capture(step: str) -> None:
    from nguon.core.epcis import ObjectEvent  # noqa: PLC0415 Django is set up by now
    from nguon.food.trace.operations import capture_events  # noqa: PLC0415
    from nguon.ground.people.models import Organisation  # noqa: PLC0415

    event = ObjectEvent(
        event_time=datetime.now(UTC),
        event_time_zone_offset="+07:00",
        action="OBSERVE",
        biz_step=step,
        epc_list=("https://id.gs1.org/00/089300000000000019",),
    )
    tenant = Organisation.objects.get().pk
    capture_events([event], tenant_id=tenant, received_at=datetime.now(UTC))


def hurry() -> None:
    """As if the lease or the pause were over."""
    from nguon.food.exchange.models import Delivery  # noqa: PLC0415 Django is set up by now

    Delivery.objects.filter(state="waiting").update(next_attempt_at=datetime.now(UTC))


def log() -> None:
    """Each delivery: its id, how it stands, and which attempts have an end."""
    from nguon.food.exchange.models import Delivery  # noqa: PLC0415 Django is set up by now

    rows = [
        [str(one.pk), one.state, [a.ended_at is not None for a in one.attempts.order_by("number")]]
        for one in Delivery.objects.order_by("number")
    ]
    sys.stdout.write(json.dumps(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
