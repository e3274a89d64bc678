"""When a standing query reports: at once, or by a schedule (EPCIS 2.0 §8.2.5.2, REST binding)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError
from nguon.core.epcis.instants import read_instant
from nguon.food.exchange.rules.query_schedule import QuerySchedule
from nguon.food.exchange.rules.subscription_problems import SubscriptionControlsInvalid

MEMBERS = ("stream", "schedule", "reportIfEmpty", "initialRecordTime")


@dataclass(frozen=True)
class StandingControls:
    """Without a schedule it streams."""

    schedule: QuerySchedule | None
    report_if_empty: bool
    initial_record_time: datetime | None

    @classmethod
    def read(cls, members: Mapping[str, Any]) -> Self:
        """Raises `SubscriptionControlsInvalid` unless exactly one of stream and schedule is said.

        Streaming has to be asked for, so that nobody gets a flood who forgot the schedule.
        """
        stream = members.get("stream")
        if "stream" in members and stream is not True:
            raise wrong("stream", _("true, or leave it out and give a schedule"), stream)
        if ("stream" in members) == ("schedule" in members):
            both = "stream" in members
            got = _("both") if both else _("neither")
            raise wrong("stream", _("either stream: true or a schedule"), got)
        return cls(
            schedule=QuerySchedule.read(members["schedule"]) if "schedule" in members else None,
            report_if_empty=_boolean("reportIfEmpty", members.get("reportIfEmpty", False)),
            initial_record_time=_instant("initialRecordTime", members.get("initialRecordTime")),
        )


def _boolean(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong(name, "true, false", value)
    return value


def _instant(name: str, value: object) -> datetime | None:
    if value is None:
        return None
    # In a URL a plus is a blank; who forgot to write %2B meant the offset.
    moment = read_instant(value.replace(" ", "+")) if isinstance(value, str) else None
    if moment is None:
        raise wrong(name, "2026-01-31T08:00:00+07:00", value)
    return moment


def wrong(path: str, expected: str, got: object) -> SubscriptionControlsInvalid:
    message = _("This says not when or how to report.")
    return SubscriptionControlsInvalid(
        [FieldError(path, message, expected=expected, got=str(got)[:200])]
    )
