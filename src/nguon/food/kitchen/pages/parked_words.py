"""Parked records and conflicts in words, for the person who judges them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from nguon.base.errors import Missing
from nguon.base.ui.parts import Pair, RecordCard, Version
from nguon.base.ui.states import State
from nguon.food.kitchen.choices import ParkedFor, RecordKind, ServingDecision
from nguon.food.kitchen.models import Dish, ParkedRecord, ServingCheck
from nguon.food.kitchen.pages.desk import Desk
from nguon.food.kitchen.pages.links import record_url
from nguon.food.kitchen.pages.subjects import subject_of
from nguon.food.kitchen.pages.telling import told
from nguon.food.kitchen.queries.inbox import FOR_A_PERSON, needs_person
from nguon.ground.journal.models import Record, RecordConflict
from nguon.ground.journal.queries import photos_missing
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Person
from nguon.ground.people.queries import roles_of


@dataclass(frozen=True)
class Waiting:
    """One parked record in words. What waits for another record settles by itself."""

    parked: ParkedRecord
    title: str
    person: str
    claimed_at: Any
    why: str
    needs_person: bool
    is_admissible: bool
    """Somebody registered signed it; and what it names is asked for when it is admitted."""

    url: str


@dataclass(frozen=True)
class Disagreement:
    """Checks of one dish of which one lets it out and another one stops it."""

    dish: Dish
    cards: Sequence[RecordCard]


@dataclass(frozen=True)
class Twins:
    """Two contents under one number, side by side."""

    cards: Sequence[RecordCard]
    url: str


def people_of(ids: Iterable[UUID]) -> Mapping[UUID, Person]:
    return Person.objects.in_bulk(list(ids))


def waiting_of(desk: Desk, parked: ParkedRecord, people: Mapping[UUID, Person]) -> Waiting:
    person = people.get(parked.actor_id)
    return Waiting(
        parked=parked,
        title=str(RecordKind(parked.kind).label),
        person=person.full_name if person else _("somebody unknown here"),
        claimed_at=parked.corrected_at,
        why=_why(desk, parked, person),
        needs_person=needs_person(parked, at=desk.at),
        is_admissible=parked.code in FOR_A_PERSON and person is not None,
        url=reverse("kitchen:parked", args=[desk.place.pk, parked.pk]),
    )


def _why(desk: Desk, parked: ParkedRecord, person: Person | None) -> str:
    match parked.code:
        case ParkedFor.DEVICE_REVOKED:
            words = {"phone": parked.device.name}
            return _("The phone “%(phone)s” was revoked before it handed this in.") % words
        case ParkedFor.PERSON_NOT_ALLOWED if person is None:
            return _("Nobody is registered here under this number.")
        case ParkedFor.PERSON_NOT_ALLOWED:
            return _("On that day this person had no role that may do this here.")
    if needs_person(parked, at=desk.at):
        return _("For more than a day it has waited for a record that it names.")
    return _("It names another record that has not come in yet. When it comes, this one follows.")


def card_of(desk: Desk, parked: ParkedRecord, people: Mapping[UUID, Person]) -> RecordCard:
    version = _version(desk, parked, people.get(parked.actor_id))
    title = str(RecordKind(parked.kind).label)
    return RecordCard(title=title, state=State.DUE, word=_("Waiting"), versions=[version])


def twins_of(desk: Desk, second: RecordConflict) -> Twins:
    first = second.record
    people = people_of({first.actor_id, second.actor_id})
    pairs = [_pairs(desk, bytes(one.raw)) for one in (first, second)]
    kept = _twin(people, first, _beside(pairs[0], pairs[1]))
    beside = _twin(people, second, _beside(pairs[1], pairs[0]))
    title = str(RecordKind(first.kind).label)
    return Twins(
        cards=[
            RecordCard(title=title, state=State.DONE, word=_("In the book"), versions=[kept]),
            RecordCard(title=title, state=State.HELD, word=_("Kept beside it"), versions=[beside]),
        ],
        url=record_url(desk.place, first.pk),
    )


def strays_in_words(desk: Desk, strays: Iterable[RecordConflict]) -> list[RecordCard]:
    """What this kitchen said; of the record that bears the number nothing, for it is not its."""
    found = list(strays)
    people = people_of({one.actor_id for one in found})
    return [
        RecordCard(
            title=_title(bytes(one.raw)),
            state=State.HELD,
            word=_("Not in the book"),
            versions=[_twin(people, one, _pairs(desk, bytes(one.raw)))],
        )
        for one in found
    ]


def _title(raw: bytes) -> str:
    said = json.loads(raw).get("type")
    return str(RecordKind(said).label) if said in RecordKind.values else str(said)


def disagreements_of(desk: Desk, groups: Sequence[Sequence[ServingCheck]]) -> list[Disagreement]:
    """Each check with the button that corrects it."""
    ids = [check.record_id for group in groups for check in group]
    records = Record.objects.in_bulk(ids)
    return [
        Disagreement(
            dish=group[0].dish,
            cards=[_check_card(desk, check, records[check.record_id]) for check in group],
        )
        for group in groups
    ]


def _check_card(desk: Desk, check: ServingCheck, record: Record) -> RecordCard:
    is_stop = check.decision == ServingDecision.STOP
    version = Version(
        person=check.actor.full_name,
        role="",
        claimed_at=check.happened_at,
        received_at=check.received_at,
        pairs=_pairs(desk, bytes(record.raw)),
        late=check.received_at - check.happened_at,
    )
    return RecordCard(
        title=str(check.get_decision_display()),
        state=State.FAILED if is_stop else State.DONE,
        versions=[version],
        word=_("Stopped") if is_stop else _("Served"),
        url=record_url(desk.place, check.record_id),
        correct_url=reverse("kitchen:correction", args=[desk.place.pk, check.record_id]),
    )


def _beside(pairs: Sequence[Pair], others: Sequence[Pair]) -> list[Pair]:
    """What the other does not say in the same way is called different; neither is struck out."""
    return [
        pair if pair in others else Pair(_("%(name)s (differs)") % {"name": pair.name}, pair.value)
        for pair in pairs
    ]


def _twin(
    people: Mapping[UUID, Person], one: Record | RecordConflict, pairs: Sequence[Pair]
) -> Version:
    person = people.get(one.actor_id)
    return Version(
        person=person.full_name if person else _("somebody unknown here"),
        role="",
        claimed_at=one.claimed_at,
        received_at=one.received_at,
        pairs=pairs,
        late=one.received_at - one.claimed_at,
    )


def _version(desk: Desk, parked: ParkedRecord, person: Person | None) -> Version:
    held = roles_of(person, desk.place, at=parked.corrected_at) if person is not None else ()
    names = [one["sha256"] if isinstance(one, dict) else one for one in parked.photos]
    here = set(names) - set(photos_missing(names, desk.place.pk))
    return Version(
        person=person.full_name if person else _("somebody unknown here"),
        role=", ".join(str(role.label) for role in Role if role in held) or _("no role that day"),
        claimed_at=parked.corrected_at,
        received_at=parked.received_at,
        pairs=_pairs(desk, bytes(parked.raw)),
        late=parked.received_at - parked.corrected_at,
        lateness_tone="neutral",
        photo_urls=[
            reverse("kitchen:photo", args=[desk.place.pk, sha256])
            for sha256 in names
            if sha256 in here
        ],
    )


def _pairs(desk: Desk, raw: bytes) -> list[Pair]:
    """In words; a body of no known form is shown member by member, for it was never judged."""
    said = json.loads(raw)
    body = said.get("body")
    body = body if isinstance(body, dict) else {}
    try:
        kind = RecordKind(said["type"])
        return told(kind, body, place=desk.place, subject=_subject(desk, kind, body))
    except (LookupError, ValueError, TypeError, ArithmeticError):
        return [Pair(str(name), str(value)) for name, value in body.items()]


def _subject(desk: Desk, kind: RecordKind, body: Mapping[str, Any]) -> Any:
    """None while what it was about has not come in: the rest is told all the same."""
    try:
        return subject_of(desk, kind, body)
    except Missing:
        return None
