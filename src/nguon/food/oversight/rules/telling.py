"""Whom a recall still owes a notice, and of what."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final
from uuid import UUID

from nguon.food.oversight.queries.recall_scope import (
    RecallScope,
    RecallStart,
    ScopeLot,
    ScopeParty,
)
from nguon.food.oversight.queries.recall_value import RecallView
from nguon.food.oversight.rules.recall_bodies import Told, ToldLot

AT_ONCE: Final = 100
"""Lots in one notice; who sold more gets several."""
_FINEST: Final = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class NoticeTo:
    key: UUID
    body: Told

    @property
    def uris(self) -> list[str]:
        return sorted(lot.uri for lot in self.body.lots)


def notices_owed(recall: RecallView, scope: RecallScope) -> Iterator[NoticeTo]:
    """To everybody who has something that nobody told them of yet. Strangers cannot be told."""
    for party in scope.parties:
        key = party.key
        if key is None:
            continue
        told = recall.notice_to(key)
        known = {lot.uri for lot in told.lots} if told else set()
        lots = [lot for lot in told_lots(party) if lot.uri not in known]
        portions = None if told else _portions(party)
        for start in range(0, len(lots), AT_ONCE):
            yield NoticeTo(
                key,
                Told(
                    recall_id=recall.id,
                    place_id=None if party.place is None else party.place.pk,
                    organisation_id=None if party.organisation is None else party.organisation.pk,
                    happened_at=None,
                    lots=tuple(lots[start : start + AT_ONCE]),
                    portions=None if start else portions,
                ),
            )


def what_is_left(recall: RecallView) -> RecallStart:
    """The lots that are not released singly."""
    start = recall.start
    return replace(start, without=start.without | recall.released_lots)


def told_lots(party: ScopeParty) -> list[ToldLot]:
    """Goods, dishes that wait, dishes of which a sample is kept; of who only served, what it
    served."""
    lots = {lot.uri: _told(lot) for lot in party.lots}
    for sample in party.samples:
        if sample.dish and sample.dish not in lots:
            lots[sample.dish] = _dish(sample.dish, sample.name)
    if not lots:
        served = (dish for meal in party.meals for dish in meal.dishes if dish.is_suspected)
        lots = {dish.uri: _dish(dish.uri, dish.name) for dish in served}
    return list(lots.values())


def _dish(uri: str, name: str) -> ToldLot:
    return ToldLot(uri=uri, name=name[:300], label="", uom="", came=None, left=None, is_dish=True)


def _told(lot: ScopeLot) -> ToldLot:
    return ToldLot(
        uri=lot.uri,
        name=lot.name[:300],
        label=lot.label[:120],
        uom=lot.uom,
        came=_plain(lot.came),
        left=_plain(lot.left),
        is_dish=lot.is_dish,
    )


def _plain(amount: Decimal | None) -> Decimal | None:
    """As a record may say it; more went out than came in is nothing left."""
    if amount is None:
        return None
    return max(amount, Decimal(0)).quantize(_FINEST, ROUND_HALF_UP)


def _portions(party: ScopeParty) -> int | None:
    known = [meal.portions for meal in party.meals if meal.portions is not None]
    return int(sum(known)) if known else None
