"""Events as people read them: what, how much, where, from whom to whom, with names for ids."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from nguon.core.epcis import cbv
from nguon.core.epcis.identity import identity_of
from nguon.core.epcis.instants import read_instant
from nguon.food.trace.models import Event
from nguon.food.trace.queries.event_document import query_document
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.trace_value import Amount
from nguon.food.trace.queries.words import (
    amount_text,
    disposition_title,
    short_uri,
    step_title,
)
from nguon.ground.people.models import Organisation, Place

_LISTS = {
    "epcList": "",
    "quantityList": "",
    "childEPCs": "",
    "childQuantityList": "",
    "inputEPCList": "used",
    "inputQuantityList": "used",
    "outputEPCList": "made",
    "outputQuantityList": "made",
}


@dataclass(frozen=True, slots=True)
class SaidThing:
    """`side` is used, made, into (a container) or nothing."""

    side: str
    name: str
    code: str
    amount: str
    uri: str


@dataclass(frozen=True, slots=True)
class SaidEvent:
    """One event in plain words; what the asker may not see was never in it."""

    id: str
    at: datetime | None
    step: str
    disposition: str
    place: str
    from_: str
    to: str
    things: Sequence[SaidThing]
    more_things: int
    is_declared: bool


MOST_THINGS = 12


def said_events(events: Sequence[Event], *, scope: Scope, at: datetime) -> list[SaidEvent]:
    """Made from the very document that a program would get, so that it shows nothing more."""
    if not events:
        return []
    document = json.loads(query_document(events, scope=scope, created_at=at), parse_float=Decimal)
    members = document["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    names = _names(members)
    return [_said(one, names) for one in members]


def _said(members: Mapping[str, Any], names: Mapping[str, str]) -> SaidEvent:
    things = list(_things(members))
    step = members.get("bizStep")
    disposition = members.get("disposition")
    place = (members.get("bizLocation") or members.get("readPoint") or {}).get("id", "")
    return SaidEvent(
        id=str(members.get("eventID", "")),
        at=read_instant(members["eventTime"]),
        step=step_title(cbv.canonical_word(cbv.Vocabulary.BIZ_STEP, step) if step else None),
        disposition=disposition_title(
            cbv.canonical_word(cbv.Vocabulary.DISPOSITION, disposition) if disposition else None
        ),
        place=_name(place, names),
        from_=_parties(members.get("sourceList", ()), "source", names),
        to=_parties(members.get("destinationList", ()), "destination", names),
        things=things[:MOST_THINGS],
        more_things=max(0, len(things) - MOST_THINGS),
        is_declared="errorDeclaration" in members,
    )


def _things(members: Mapping[str, Any]) -> Iterator[SaidThing]:
    """Under the name that the event itself gives them; what was used has another name."""
    name = str(members.get("nguon:name", ""))
    number = _lot_number(members)
    parent = members.get("parentID")
    if parent:
        yield _thing("into", "", parent)
    for list_name, side in _LISTS.items():
        for one in members.get(list_name) or ():
            uri = one.get("epcClass", "") if isinstance(one, dict) else one
            amount = _amount(one) if isinstance(one, dict) else ""
            if side == "used":
                yield _thing(side, "", uri, amount=amount)
            else:
                yield _thing(side, name, uri, amount=amount, number=number)


def _thing(side: str, name: str, uri: str, *, amount: str = "", number: str = "") -> SaidThing:
    return SaidThing(side, name, number or short_uri(uri), amount, _canonical(uri))


def _lot_number(members: Mapping[str, Any]) -> str:
    """What people call the lot, if the event is about one lot only and says so."""
    about = [
        one for name, side in _LISTS.items() if side != "used" for one in members.get(name, ())
    ]
    ilmd = members.get("ilmd") or {}
    number = members.get("nguon:lotCode") or ilmd.get("cbvmda:lotNumber")
    return number if len(about) == 1 and isinstance(number, str) else ""


def _amount(element: Mapping[str, Any]) -> str:
    if element.get("quantity") is None:
        return ""
    return amount_text(Amount(Decimal(str(element["quantity"])), element.get("uom")))


def _parties(entries: Iterable[Mapping[str, str]], key: str, names: Mapping[str, str]) -> str:
    return " · ".join(dict.fromkeys(_name(one[key], names) for one in entries))


def _name(uri: str, names: Mapping[str, str]) -> str:
    return names.get(_canonical(uri)) or (short_uri(uri) if uri else "")


def _canonical(uri: str) -> str:
    return identity_of(uri).canonical


def _names(events: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Names of the places and parties that these events name, two questions for all.

    What a lot is called stands in an event, and may be kept from the asker: never looked up here.
    """
    uris = {_canonical(uri) for event in events for uri in _uris(event)}
    places = Place.objects.filter(identifier__in=uris)
    names = dict(places.values_list("identifier", "name"))
    parties = Organisation.objects.filter(identifier__in=uris)
    return names | dict(parties.values_list("identifier", "display_name"))


def _uris(event: Mapping[str, Any]) -> Iterator[str]:
    for name in ("bizLocation", "readPoint"):
        if isinstance(event.get(name), dict):
            yield event[name].get("id", "")
    for name, key in (("sourceList", "source"), ("destinationList", "destination")):
        yield from (one[key] for one in event.get(name) or ())
