"""A day with recalled goods in several kitchens, and the people of a recall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.oversight.operations.recall_goods import (
    Done,
    answer_recall,
    recall_goods,
    release_recall,
)
from nguon.food.oversight.queries.recall_scope import RecallStart
from nguon.food.oversight.queries.recall_value import RecallView
from nguon.food.oversight.queries.recalls import EVERY_RECALL, recall_of, recall_reach
from nguon.food.oversight.rules.recall_bodies import FoundLot, RecallStarted
from nguon.ground.people.models import Person
from tests.food.kitchen.incidents import lived, lot_of

FINDING = "Kết quả xét nghiệm âm tính"


def pork_in(cast: Cast, *kitchens: int, ago: int = 0) -> str:
    """One lot of pork: received and cooked in each of these kitchens, not yet eaten."""
    days = [lived(cast, ago, kitchen=number, dishes=2, eaten=False) for number in kitchens]
    (lot,) = {lot_of(day, "lon") for day in days}
    return lot


def started(*things: str, drill: bool = False, minutes: int = 60, **start: object) -> RecallStarted:
    return RecallStarted(
        title="Thịt lợn nạc vai lô 0107",
        reason="Nghi nhiễm khuẩn",
        instructions="Niêm phong, để riêng, không nấu, không trả lại.",
        is_drill=drill,
        start=RecallStart(things=things, **start),  # type: ignore[arg-type]
        within=timedelta(minutes=minutes),
        began_at=None,
        scope_ms=None,
        incident_id=None,
    )


@dataclass
class Desk:
    """Everything that is done happens at `at`, and can be done later."""

    cast: Cast
    at: datetime

    @classmethod
    def now(cls, cast: Cast) -> "Desk":
        return cls(cast, clock.now())

    @property
    def inspector(self) -> Person:
        return self.cast.people["inspector"]

    def later(self, minutes: float) -> "Desk":
        return Desk(self.cast, self.at + timedelta(minutes=minutes))

    def recall(
        self, said: RecallStarted, *, by: Person | None = None, id_: UUID | None = None
    ) -> Done:
        return recall_goods(said, record_id=id_ or uuid4(), by=by or self.inspector, at=self.at)

    def release(
        self, recall_id: UUID, *lots: str, by: Person | None = None, id_: UUID | None = None
    ) -> Done:
        return release_recall(
            recall_id,
            record_id=id_ or uuid4(),
            lots=lots,
            finding=FINDING,
            by=by or self.inspector,
            at=self.at,
        )

    def view(self, recall_id: UUID, by: Person | None = None) -> RecallView:
        reach = EVERY_RECALL if by is None else recall_reach(by, at=self.at)
        return recall_of(recall_id, reach)

    def answer(
        self, recall_id: UUID, key: UUID, by: Person, lots: Sequence[FoundLot] = (), words: str = ""
    ) -> None:
        answer_recall(
            self.view(recall_id, by),
            key,
            record_id=uuid4(),
            lots=lots,
            words=words,
            by=by,
            at=self.at,
        )


def found(uri: str, kilograms: str, set_aside: str | None = None) -> FoundLot:
    return FoundLot(
        uri=uri,
        uom="KGM",
        found=Decimal(kilograms),
        set_aside=Decimal(kilograms if set_aside is None else set_aside),
    )


def manager(kitchen: Kitchen) -> Person:
    return kitchen.people["manager"]


def day_of(cast: Cast, kitchen: int, **how: object) -> KitchenDay:
    return lived(cast, 0, kitchen=kitchen, dishes=2, eaten=False, **how)  # type: ignore[arg-type]
