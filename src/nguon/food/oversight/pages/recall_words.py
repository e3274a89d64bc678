"""A recall as its pages show it: rows, words, numbers; nothing here decides anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from nguon.base.ui.spans import span_text
from nguon.base.ui.unit_symbol import unit_symbol
from nguon.food.oversight.queries.recall_holds import hold_id
from nguon.food.oversight.queries.recall_value import Notice, NoticeLot, RecallView
from nguon.food.oversight.rules.recall import NoticeState, Score, score_of, state_of
from nguon.food.oversight.rules.recall_reading import asked_of, found_of

TONES = {
    NoticeState.WAITING: ("tone-due", "due"),
    NoticeState.OVERDUE: ("tone-bad", "late"),
    NoticeState.ANSWERED: ("tone-ok", "done"),
    NoticeState.RELEASED: ("tone-idle", "released"),
}


def said_amount(amount: Decimal | None, uom: str, *, is_dish: bool = False) -> str:
    """12,5 kg; a dish by its portions; a dash where nobody can tell."""
    if amount is None:
        return "–"
    trimmed = amount.normalize()
    plain = trimmed.quantize(Decimal(1)) if trimmed == trimmed.to_integral_value() else trimmed
    said = number_format(plain, force_grouping=True)
    unit = unit_symbol(uom) if uom else _("portions") if is_dish else ""
    return f"{said}\u00a0{unit}" if unit else str(said)


@dataclass(frozen=True, slots=True)
class LotRow:
    """One lot of one notice, with what was found of it."""

    lot: NoticeLot
    notice: Notice

    @property
    def came(self) -> str:
        return said_amount(self.lot.came, self.lot.uom, is_dish=self.lot.is_dish)

    @property
    def used(self) -> str:
        return said_amount(self.lot.used, self.lot.uom, is_dish=self.lot.is_dish)

    @property
    def left(self) -> str:
        return said_amount(self.lot.left, self.lot.uom, is_dish=self.lot.is_dish)

    @property
    def found(self) -> str:
        found = self.notice.found.get(self.lot.uri)
        return (
            "–" if found is None else said_amount(found.found, found.uom, is_dish=self.lot.is_dish)
        )

    @property
    def set_aside(self) -> str:
        found = self.notice.found.get(self.lot.uri)
        return (
            "–"
            if found is None
            else said_amount(found.set_aside, found.uom, is_dish=self.lot.is_dish)
        )

    @property
    def is_short(self) -> bool:
        """Less was found than should be there."""
        found = self.notice.found.get(self.lot.uri)
        if found is None or found.found is None or self.lot.left is None:
            return False
        return found.uom == self.lot.uom and found.found < self.lot.left


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """`holds`: how many of what was told is held there, of a recall in force; None in a drill."""

    notice: Notice
    recall: RecallView
    at: datetime
    held: int | None
    phones: Sequence[tuple[str, str]] = ()

    @property
    def state(self) -> NoticeState:
        return state_of(asked_of(self.notice, self.recall), at=self.at)

    @property
    def tone(self) -> str:
        return TONES[self.state][0]

    @property
    def icon(self) -> str:
        return TONES[self.state][1]

    @property
    def name(self) -> str:
        return self.notice.name

    @property
    def where(self) -> str:
        place = self.notice.place
        return place.commune.name if place is not None and place.commune is not None else ""

    @property
    def took(self) -> str:
        """How long the answer took, or how long it is awaited."""
        until = self.notice.answered_at if self.state is NoticeState.ANSWERED else self.at
        return span_text((until or self.at) - self.notice.told_at) or _("less than a minute")

    @property
    def lots(self) -> list[LotRow]:
        return [LotRow(lot, self.notice) for lot in self.notice.lots]

    @property
    def answered_by(self) -> str:
        return str(self.notice.answers[0].by) if self.notice.answers else ""

    @property
    def score(self) -> Score:
        return score_of(asked_of(self.notice, self.recall), found_of(self.notice))

    @property
    def found_percent(self) -> str:
        share = self.score.found_share
        return "–" if share is None else f"{share:.0%}"

    @property
    def lacks_holds(self) -> bool:
        return self.held is not None and self.held < len(self.notice.lots)

    @property
    def answer_url(self) -> str:
        return reverse("oversight:answer_recall", args=[self.recall.id, self.notice.key])

    @property
    def reminders(self) -> int:
        return len(self.notice.reminders)

    @property
    def level(self) -> int:
        return max(self.notice.escalations, default=0)


@dataclass(frozen=True, slots=True)
class Counts:
    told: int
    answered: int
    overdue: int

    @property
    def waiting(self) -> int:
        return self.told - self.answered


def counts_of(rows: Sequence[NoticeRow]) -> Counts:
    states = [row.state for row in rows]
    return Counts(
        told=len(rows),
        answered=states.count(NoticeState.ANSWERED),
        overdue=states.count(NoticeState.OVERDUE),
    )


def rows_of(recall: RecallView, *, at: datetime, held: set[UUID] | None = None) -> list[NoticeRow]:
    """Who has not answered comes first, the longest waiting on top."""
    rows = [NoticeRow(notice, recall, at, _held(recall, notice, held)) for notice in recall.notices]
    order = [NoticeState.OVERDUE, NoticeState.WAITING, NoticeState.ANSWERED, NoticeState.RELEASED]
    return sorted(rows, key=lambda row: (order.index(row.state), row.notice.told_at, row.name))


def _held(recall: RecallView, notice: Notice, held: set[UUID] | None) -> int | None:
    if held is None or notice.place is None or recall.is_drill:
        return None
    place_id = notice.place.pk
    return sum(hold_id(recall.id, place_id, lot.uri) in held for lot in notice.lots)
