"""The stop list: what a scan refuses, with the reason in plain words and all its codes."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from nguon.core.haccp.reasons import say
from nguon.food.kitchen.queries.holds import StandingHold, open_holds_of_place
from nguon.food.kitchen.queries.sister_warnings import shared_cause
from nguon.food.kitchen.queries.stops import HeldThing, held_elsewhere, held_things
from nguon.food.kitchen.rules.bound_code import scanned_code
from nguon.food.kitchen.rules.kit.values import digest, instant
from nguon.food.kitchen.rules.said import language
from nguon.ground.people.models import Place


def stop_list_of(
    place: Place,
    *,
    at: datetime,
    own: Sequence[StandingHold] | None = None,
    elsewhere: Sequence[HeldThing] | None = None,
) -> dict[str, Any]:
    """`{version, stops}`; the version changes with the list and with nothing else.

    `own` and `elsewhere` are what the asker has fetched already.
    """
    own = open_holds_of_place(place.id) if own is None else own
    elsewhere = held_elsewhere(place, at=at) if elsewhere is None else elsewhere
    stops = [_stop(thing) for thing in held_things(place, own=own, elsewhere=elsewhere)]
    return {"version": digest(json.dumps(stops, ensure_ascii=False)), "stops": stops}


def stop_list_version_of(
    place: Place, *, at: datetime, elsewhere: Sequence[HeldThing] | None = None
) -> str:
    version: str = stop_list_of(place, at=at, elsewhere=elsewhere)["version"]
    return version


def stop_reason(thing: HeldThing) -> str:
    words = {
        "since": say(thing.hold.happened_at, language()),
        "cause": shared_cause(thing.hold) if thing.is_elsewhere else thing.hold.cause,
    }
    if thing.is_elsewhere:
        words["kitchen"] = thing.hold.place.name
        if thing.kind == "sample":
            return _("%(kitchen)s holds a lot of this dish since %(since)s: %(cause)s") % words
        return _("%(kitchen)s holds this lot since %(since)s: %(cause)s") % words
    return _("On hold since %(since)s: %(cause)s") % words


def _stop(thing: HeldThing) -> dict[str, Any]:
    spelt = [code for uri in thing.uris for code in (scanned_code(uri), uri)]
    return {
        "kind": thing.kind,
        "of": thing.of,
        "codes": [code for code in dict.fromkeys([*spelt, thing.lot_code]) if code],
        "name": thing.name,
        "reason": stop_reason(thing),
        "since": instant(thing.hold.happened_at),
        "source": "hold",
    }
