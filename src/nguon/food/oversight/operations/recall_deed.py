"""Acts of a recall: what must be true of them, and the row they become."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.decision import Decision
from nguon.base.errors import FieldError, InputInvalid
from nguon.food.kitchen.rules.reading import Reader
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.models import RecallAct
from nguon.food.oversight.operations.act_fields import act_fields
from nguon.food.oversight.queries.recalls import recall_of, recall_reach
from nguon.food.oversight.rules.act_envelope import ActEnvelope
from nguon.food.oversight.rules.recall_bodies import (
    READERS,
    Acknowledged,
    Numbered,
    RecallBody,
    RecallStarted,
    Released,
    Told,
)
from nguon.food.oversight.rules.recall_rights import may_answer, may_recall, may_release_recall
from nguon.ground.journal.models import Record
from nguon.ground.people.models import Organisation, Person


class RecallDeed:
    """A recall's own acts stand in the book of the recall itself (`kitchen` is its id), answers in
    the book of the kitchen or organisation that gives them."""

    def read(self, r: Reader, kind: ActKind) -> RecallBody:
        return READERS[kind].read(r)

    def require(self, envelope: ActEnvelope, body: RecallBody, *, by: Person, at: datetime) -> None:
        match body:
            case RecallStarted():
                _require_book(envelope, envelope.id)
                may_recall(by, drill=body.is_drill, at=at).require()
                _require_supplier(body)
            case Acknowledged():
                _require_answer(envelope, body, by=by, at=at)
            case Released():
                _require_book(envelope, body.recall_id)
                recall = recall_of(body.recall_id, recall_reach(by, at=at))
                may_release_recall(by, recall, at=at).require()
            case _:
                reason = _("Notices and reminders are the round's to write.")
                Decision(False, "not_by_hand", reason).require()

    def row(self, record: Record, envelope: ActEnvelope, body: RecallBody) -> RecallAct:
        if isinstance(body, RecallStarted):
            return RecallAct(
                **act_fields(record, body.as_json(), happened_at=body.happened_at),
                recall_id=record.pk,
                is_drill=body.is_drill,
            )
        return row_after_start(record, body, started=RecallAct.objects.get(pk=body.recall_id))


def row_after_start(
    record: Record, body: Told | Numbered | Acknowledged | Released, *, started: RecallAct
) -> RecallAct:
    """Whether it is a drill is never said again, so it can never be said differently."""
    return RecallAct(
        **act_fields(record, body.as_json(), happened_at=body.happened_at),
        recall_id=started.recall_id,
        is_drill=started.is_drill,
        place_id=body.place_id,
        organisation_id=body.organisation_id,
    )


def _require_book(envelope: ActEnvelope, recall_id: UUID) -> None:
    if envelope.place_id != recall_id:
        _fault("kitchen", _("This act stands in the book of its recall."), envelope.place_id)


def _require_supplier(body: RecallStarted) -> None:
    supplier = body.start.supplier_id
    if supplier is not None and not Organisation.objects.filter(pk=supplier).exists():
        _fault("body.start.supplier", _("There is no such supplier."), supplier)


def _require_answer(envelope: ActEnvelope, body: Acknowledged, *, by: Person, at: datetime) -> None:
    recall = recall_of(body.recall_id, recall_reach(by, at=at))
    key = body.place_id or body.organisation_id
    assert key is not None  # noqa: S101 the reader saw to it
    may_answer(by, recall, key, at=at).require()
    if envelope.place_id != key:
        _fault("kitchen", _("An answer stands in the book of who gives it."), envelope.place_id)
    notice = recall.notice_to(key)
    told = {lot.uri for lot in notice.lots} if notice else set()
    for number, lot in enumerate(body.lots):
        if lot.uri not in told:
            message = _("This lot was not among those you were told of.")
            raise InputInvalid([FieldError(f"body.lots[{number}].uri", message, got=lot.uri)])


def _fault(path: str, message: str, got: UUID) -> None:
    raise InputInvalid([FieldError(path, message, got=str(got))])
