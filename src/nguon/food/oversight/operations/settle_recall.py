"""Bring a recall to where it should be: everybody told, held, reminded; what is released, free.

What should be is derived from the records each time and compared with what is. So sending twice,
a power cut in the middle, a late delivery and a release all come to the same deed: what is missing
is done, and nothing is done twice.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import connection

from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.operations.append_round_acts import RoundAct, append_round_acts
from nguon.food.oversight.operations.hold_recalled import hold_recalled, release_recalled
from nguon.food.oversight.queries.recall_scope import recall_scope
from nguon.food.oversight.queries.recall_value import Notice, RecallView
from nguon.food.oversight.queries.recalls import EVERY_RECALL, recall_of
from nguon.food.oversight.rules.recall import due_of
from nguon.food.oversight.rules.recall_bodies import Numbered
from nguon.food.oversight.rules.recall_reading import asked_of
from nguon.food.oversight.rules.telling import notices_owed, what_is_left


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """How many of each were new. `refused` names kitchens whose hold or release was refused."""

    told: int = 0
    held: int = 0
    released: int = 0
    reminded: int = 0
    escalated: int = 0
    refused: tuple[str, ...] = ()


def settle_recall(recall_id: UUID, *, at: datetime) -> Settled:
    """Of two that come at once the second waits, and then finds nothing left to do."""
    with _alone_with(recall_id):
        recall = recall_of(recall_id, EVERY_RECALL)
        told = _tell(recall, at=at) if recall.is_open else 0
        if told:
            recall = recall_of(recall_id, EVERY_RECALL)
        held = hold_recalled(recall, at=at)
        freed = release_recalled(recall, at=at)
        reminded, escalated = _remind(recall, at=at)
    return Settled(
        told=told,
        held=sum(one.is_done for one in held),
        released=sum(one.is_done for one in freed),
        reminded=reminded,
        escalated=escalated,
        refused=tuple(one.kitchen for one in (*held, *freed) if not one.is_done),
    )


def _tell(recall: RecallView, *, at: datetime) -> int:
    scope = recall_scope(what_is_left(recall), at=at)
    acts = [
        RoundAct(
            id=uuid5(recall.id, f"told {notice.key} {' '.join(notice.uris)}"),
            kind=ActKind.RECALL_TOLD,
            body=notice.body,
        )
        for notice in notices_owed(recall, scope)
    ]
    return append_round_acts(recall.id, acts, at=at)


def _remind(recall: RecallView, *, at: datetime) -> tuple[int, int]:
    reminders, escalations = [], []
    for notice in recall.notices:
        due = due_of(asked_of(notice, recall), at=at)
        if due.reminder is not None:
            reminders.append(_numbered(recall, notice, ActKind.RECALL_REMINDED, due.reminder))
        if due.escalation is not None:
            escalations.append(_numbered(recall, notice, ActKind.RECALL_ESCALATED, due.escalation))
    append_round_acts(recall.id, [*reminders, *escalations], at=at)
    return len(reminders), len(escalations)


def _numbered(recall: RecallView, notice: Notice, kind: ActKind, number: int) -> RoundAct:
    """Counted from the newest notice, so the same number comes again after a second one."""
    name = f"{kind} {notice.key} {notice.told_at.isoformat()} {number}"
    return RoundAct(
        id=uuid5(recall.id, name),
        kind=kind,
        body=Numbered(
            recall_id=recall.id,
            place_id=None if notice.place is None else notice.place.pk,
            organisation_id=None if notice.organisation is None else notice.organisation.pk,
            happened_at=None,
            number=number,
        ),
    )


@contextmanager
def _alone_with(recall_id: UUID) -> Iterator[None]:
    """Not a lock of one transaction: every kitchen's hold ends its own, so that no kitchen's phone
    waits for the holds of the others."""
    key = [f"oversight.recall {recall_id}"]
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(hashtextextended(%s, 0))", key)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(hashtextextended(%s, 0))", key)
