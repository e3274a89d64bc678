"""The only way in: a record is stored exactly as sent, then projected."""

from dataclasses import dataclass
from datetime import datetime
from typing import overload
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.decision import Decision
from nguon.base.errors import FieldError, InputInvalid, Missing
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.models import Act as ActRow
from nguon.food.kitchen.models import Hold, RetainedSample
from nguon.food.kitchen.operations.filing import AHEAD, act_of_record
from nguon.food.kitchen.operations.item import ItemResult, Sent
from nguon.food.kitchen.operations.journal_envelope import journal_envelope
from nguon.food.kitchen.operations.run import Run
from nguon.food.kitchen.operations.settle_parked import settle_parked
from nguon.food.kitchen.operations.soundness import require_sound
from nguon.food.kitchen.operations.submit_records import submit_records
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.queries.holds import holds_on, open_holds_over
from nguon.food.kitchen.rules.acts import ACT_OF_KIND, acts_to_change
from nguon.food.kitchen.rules.bodies import (
    Body,
    HoldReleased,
    MealPlan,
    SampleDestroyed,
    read_body,
)
from nguon.food.kitchen.rules.destroying import kept_box_may_go, may_be_destroyed
from nguon.food.kitchen.rules.envelope import Envelope, read_envelope
from nguon.food.kitchen.rules.releasing import may_release
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record
from nguon.ground.journal.operations import append_record, wait_for_place
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Device, Person, Place
from nguon.ground.people.rules import may


@dataclass(frozen=True)
class Submitted:
    record: Record
    outcome: str
    """`stored`, `duplicate` (sent before, nothing changed) or `conflict` (same id, other words)."""


@overload
def submit_record(
    raw: bytes, *, by: Person, channel: Channel, received_at: datetime
) -> Submitted: ...


@overload
def submit_record(
    raw: bytes, *, by: Device, received_at: datetime, sent: Sent | None = None
) -> ItemResult: ...


def submit_record(
    raw: bytes,
    *,
    by: Person | Device,
    received_at: datetime,
    channel: Channel = Channel.WEB,
    sent: Sent | None = None,
) -> Submitted | ItemResult:
    """Store what was sent, project it and let the chain see it.

    Of a person it refuses what they may not do, what cannot be read and what names unknown
    things; a doubtful value is stored and shown as doubtful. Sending the same bytes again
    changes nothing. A phone is never refused but answered, as in `submit_records`.
    """
    if isinstance(by, Device):
        return submit_records([raw], by=by, received_at=received_at, sent=sent)[0]
    return _submit(raw, by=by, channel=channel, received_at=received_at)


@transaction.atomic
def _submit(raw: bytes, *, by: Person, channel: Channel, received_at: datetime) -> Submitted:
    envelope = read_envelope(raw)
    place = Place.objects.select_related("organisation").filter(id=envelope.place_id).first()
    if place is None:
        raise Missing(_("There is no such kitchen."))
    wait_for_place(place.id)
    _require_may(envelope, by=by, place=place, at=received_at)
    journal = journal_envelope(raw, envelope, submitted_by_id=by.id, channel=channel)
    if Record.objects.filter(id=envelope.id).exists():
        # A repeated record is not judged again: what it says may have come true meanwhile.
        appended = append_record(journal, received_at=received_at)
        return Submitted(appended.record, appended.outcome)
    body = read_body(envelope)
    table = Worktable(place)
    table.fetch([(envelope, body)])
    require_sound(envelope, body, table)
    _require_may_release(envelope, body, by=by, place=place, at=received_at)
    if channel == Channel.WEB:
        _require_possible_now(body, envelope, at=received_at)
    appended = append_record(journal, received_at=received_at)
    if appended.outcome == "stored":
        run = Run(table, at=received_at)
        run.store(appended.record, envelope, body)
        run.finish()
        settle_parked(place, _came_in(envelope.id, body), at=received_at)
    return Submitted(appended.record, appended.outcome)


def _came_in(record_id: UUID, body: Body) -> set[UUID]:
    """What records can name from now on."""
    if isinstance(body, MealPlan):
        return {record_id, body.meal_id, *(dish.id for dish in body.dishes)}
    return {record_id}


def _require_may(envelope: Envelope, *, by: Person, place: Place, at: datetime) -> None:
    if envelope.actor_id != by.id:
        reason = _("A record is signed by the person who is signed in, not for somebody else.")
        Decision(allowed=False, code="other_actor", reason=reason).require()
    may(by, ACT_OF_KIND[envelope.kind], place=place, at=at).require()
    if envelope.supersedes is not None:
        may(by, Act.CORRECT_RECORD, place=place, at=at).require()
        ours = Record.objects.filter(place_id=place.id, kind__in=RecordKind.values)
        original = ours.filter(id=envelope.supersedes).first()
        for act in acts_to_change(RecordKind(original.kind)) if original else ():
            may(by, act, place=place, at=at).require()


def _require_may_release(
    envelope: Envelope, body: Body, *, by: Person, place: Place, at: datetime
) -> None:
    """Also by way of a correction or a withdrawal, of the hold or of its release."""
    named = [body.hold_id] if isinstance(body, HoldReleased) else []
    named += [envelope.supersedes] if envelope.supersedes else []
    for hold in Hold.objects.filter(record_id__in=named).select_related("actor"):
        may_release(hold, by, place=place, at=at).require()


def _require_possible_now(body: Body, envelope: Envelope, *, at: datetime) -> None:
    """Online we can say so at once; a phone that was offline is believed and shown in red."""
    moment = body.happened_at
    if moment is not None and moment > at + AHEAD:
        _fault("body", _("This time has not come yet."), moment.isoformat())
    if envelope.supersedes is not None:
        _require_changeable(act_of_record(envelope.supersedes), envelope, at=at)
    if isinstance(body, SampleDestroyed) and envelope.supersedes is None:
        sample = RetainedSample.objects.select_related("dish").get(record_id=body.sample_id)
        may_be_destroyed(sample, at=min(at, body.destroyed_at)).require()
    if isinstance(body, HoldReleased) and envelope.supersedes is None:
        _require_open(body)


def _require_changeable(act: ActRow | None, envelope: Envelope, *, at: datetime) -> None:
    """Two who correct one version would overwrite each other; a held box is not talked away."""
    if act is not None and act.superseded_by is not None:
        reason = _("This record was corrected or withdrawn already. Open its newest version.")
        Decision(allowed=False, code="superseded", reason=reason).require()
    is_withdrawn = envelope.kind == RecordKind.WITHDRAWN
    if isinstance(act, RetainedSample) and is_withdrawn:
        standing = open_holds_over(act.place_id)
        if holds_on(act, standing):
            kept_box_may_go(act, at=at, standing=standing).require()


def _require_open(body: HoldReleased) -> None:
    act = act_of_record(body.hold_id)
    if act is not None and act.superseded_by is not None:
        _fault("body.hold_id", _("This hold was corrected or withdrawn."), body.hold_id)


def _fault(path: str, message: str, got: object) -> None:
    raise InputInvalid([FieldError(path, message, "", str(got))])
