"""From what a page was told to the bytes of a record, the same for a form that is sent twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.operations.append_act import append_act
from nguon.food.oversight.rules.act_envelope import ActEnvelope, written_act
from nguon.ground.journal.models import Record
from nguon.ground.journal.operations import wait_for_place
from nguon.ground.journal.operations.append_record import Appended
from nguon.ground.people.models import Person

SCHEMA_VERSION = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """`record_id` was made when the form was opened; `book` is the place the record is kept for."""

    record_id: UUID
    kind: ActKind
    book: UUID
    body: Mapping[str, Any]


def say_act(said: Said, *, by: Person, at: datetime) -> Appended:
    """Raises Conflict if the form was sent before with other content: nothing is changed then."""
    appended = _appended(said, by=by, at=at)
    if appended.outcome == "conflict":
        raise Conflict(_("This form was sent before with other content. Nothing was changed."))
    return appended


@transaction.atomic
def _appended(said: Said, *, by: Person, at: datetime) -> Appended:
    """Of two presses at once the second waits, and says the moment of the first."""
    wait_for_place(said.book)
    stored = Record.objects.filter(pk=said.record_id).first()
    envelope = ActEnvelope(
        id=said.record_id,
        kind=said.kind,
        schema_version=SCHEMA_VERSION,
        place_id=said.book,
        actor_id=by.pk,
        claimed_at=at if stored is None else stored.claimed_at,
        body=said.body,
    )
    return append_act(written_act(envelope), by=by, received_at=at)
