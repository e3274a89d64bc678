"""Start a recall or a drill, release it, answer it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.operations.say_act import Said, say_act
from nguon.food.oversight.operations.settle_recall import Settled, settle_recall
from nguon.food.oversight.queries.recall_scope import RecallStart, recall_scope
from nguon.food.oversight.queries.recall_value import RecallView
from nguon.food.oversight.queries.recalls import recall_of, recall_reach
from nguon.food.oversight.rules.recall_bodies import FoundLot, RecallStarted
from nguon.food.oversight.rules.telling import told_lots, what_is_left
from nguon.ground.people.models import Person


@dataclass(frozen=True, slots=True)
class Done:
    """`is_repeated`: the same form was sent before; what was missing since was made up for."""

    recall_id: UUID
    settled: Settled
    is_repeated: bool


def recall_goods(started: RecallStarted, *, record_id: UUID, by: Person, at: datetime) -> Done:
    """The id of the recall is that of its first record."""
    said = Said(
        record_id=record_id, kind=ActKind.RECALL_STARTED, book=record_id, body=started.as_json()
    )
    appended = say_act(said, by=by, at=at)
    settled = settle_recall(record_id, at=at)
    return Done(record_id, settled, appended.outcome == "duplicate")


def release_recall(
    recall_id: UUID,
    *,
    record_id: UUID,
    lots: Collection[str],
    finding: str,
    by: Person,
    at: datetime,
) -> Done:
    """Some of the lots that the recall names, or without any the whole."""
    recall = recall_of(recall_id, recall_reach(by, at=at))
    body: dict[str, Any] = {
        "recall": str(recall_id),
        "lots": sorted(lots),
        "things": _things(recall, lots, at=at),
        "finding": finding,
    }
    said = Said(record_id=record_id, kind=ActKind.RECALL_RELEASED, book=recall_id, body=body)
    appended = say_act(said, by=by, at=at)
    settled = settle_recall(recall_id, at=at)
    return Done(recall_id, settled, appended.outcome == "duplicate")


def answer_recall(
    recall: RecallView,
    key: UUID,
    *,
    record_id: UUID,
    lots: Sequence[FoundLot],
    words: str,
    by: Person,
    at: datetime,
) -> None:
    """`key` is the kitchen or the organisation that was told."""
    notice = recall.notice_to(key)
    one = "place" if notice is not None and notice.place is not None else "organisation"
    body = {
        "recall": str(recall.id),
        one: str(key),
        "lots": [lot.as_json() for lot in lots],
        "words": words,
    }
    said = Said(record_id=record_id, kind=ActKind.RECALL_ACKNOWLEDGED, book=key, body=body)
    say_act(said, by=by, at=at)


def _things(recall: RecallView, lots: Collection[str], *, at: datetime) -> list[str]:
    """What was made of these lots and of none that stays recalled."""
    if not lots:
        return []
    left = what_is_left(recall)
    freed = _reached(RecallStart(things=tuple(lots)), at=at)
    kept = _reached(replace(left, without=left.without | frozenset(lots)), at=at)
    return sorted((freed | set(lots)) - kept)


def _reached(start: RecallStart, *, at: datetime) -> set[str]:
    scope = recall_scope(start, at=at)
    return {lot.uri for party in scope.parties for lot in told_lots(party)}
