"""What nobody asks for and must happen all the same: every recall is looked at once a minute."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from nguon.food.oversight.operations.settle_recall import Settled, settle_recall
from nguon.food.oversight.queries.recalls import recalls_to_settle

logger = logging.getLogger(__name__)
_KEY = "oversight.recall_round"


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """`is_ours` False: another process was at it, and nothing was done here."""

    is_ours: bool
    recalls: int = 0
    failed: int = 0
    settled: tuple[Settled, ...] = ()

    @property
    def told(self) -> int:
        return sum(one.told for one in self.settled)

    @property
    def held(self) -> int:
        return sum(one.held for one in self.settled)

    @property
    def released(self) -> int:
        return sum(one.released for one in self.settled)

    @property
    def reminded(self) -> int:
        return sum(one.reminded for one in self.settled)

    @property
    def escalated(self) -> int:
        return sum(one.escalated for one in self.settled)


def recall_round(*, at: datetime) -> Round:
    """One recall that fails does not keep the others waiting."""
    with _turn() as is_ours:
        if not is_ours:
            return Round(is_ours=False)
        settled, failed = [], 0
        ids = recalls_to_settle(at=at)
        for recall_id in ids:
            try:
                settled.append(settle_recall(recall_id, at=at))
            except Exception:
                logger.exception("recall %s could not be settled; the next round tries", recall_id)
                failed += 1
        return Round(is_ours=True, recalls=len(ids), failed=failed, settled=tuple(settled))


@contextmanager
def _turn() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", [_KEY])
        (is_ours,) = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(hashtextextended(%s, 0))", [_KEY])
