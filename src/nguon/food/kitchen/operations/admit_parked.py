"""A manager admits to the book what a phone had handed in."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.food.kitchen.choices import ParkedOutcome
from nguon.food.kitchen.models import Hold, ParkedDecision, ParkedRecord
from nguon.food.kitchen.operations.item import Item
from nguon.food.kitchen.operations.journal_envelope import journal_envelope
from nguon.food.kitchen.operations.parked_at import parked_at
from nguon.food.kitchen.operations.run import Run
from nguon.food.kitchen.operations.settle_parked import settle_parked
from nguon.food.kitchen.operations.soundness import require_sound
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.envelope import Envelope
from nguon.food.kitchen.rules.releasing import may_release
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record
from nguon.ground.journal.operations import append_record, appended_before
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person, Place
from nguon.ground.people.rules import may


@transaction.atomic
def admit_parked(parked: ParkedRecord, *, by: Person, at: datetime) -> Record:
    """The record, signed by whom it names, with the time at which it first came in.

    Raises InputInvalid while it names something that is not here, and Conflict if somebody has
    decided already. If its number is taken by now, it is kept beside that record.
    """
    waiting = parked_at(parked, by=by, at=at)
    item = Item.of(bytes(waiting.raw))
    envelope, body, place = item.envelope, item.body, waiting.place
    _require_may_release(envelope, by=by, place=place, at=at)
    table = Worktable(place)
    table.fetch([(envelope, body)])
    if envelope.actor_id not in table.people:
        message = _("Nobody is registered under the number of the person who signed it.")
        raise InputInvalid([FieldError("actor", message, got=str(envelope.actor_id))])
    require_sound(envelope, body, table)
    journal = journal_envelope(
        item.raw,
        envelope,
        submitted_by_id=waiting.device_id,
        channel=Channel.PHONE,
        not_after=waiting.corrected_at,
    )
    ParkedDecision.objects.create(parked=waiting, outcome=ParkedOutcome.ADMITTED, by=by, at=at)
    first = Record.objects.filter(pk=envelope.id).first()
    if first is not None:
        return appended_before(first, journal.record(waiting.received_at)).record
    record = append_record(journal, received_at=waiting.received_at, admitted_at=at).record
    run = Run(table, at=at)
    run.store(record, envelope, body)
    run.finish()
    settle_parked(place, {record.pk}, at=at)
    return record


def _require_may_release(envelope: Envelope, *, by: Person, place: Place, at: datetime) -> None:
    """Who admits that a hold is withdrawn or changed is the one who releases it."""
    named = [envelope.supersedes] if envelope.supersedes else []
    for hold in Hold.objects.filter(record_id__in=named).select_related("actor"):
        may(by, Act.RELEASE_HOLD, place=place, at=at).require()
        may_release(hold, by, place=place, at=at).require()
