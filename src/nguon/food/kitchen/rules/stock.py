"""Which lots may go into a dish. A lot that may not is shown with the reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from nguon.base.decision import ALLOWED, Decision
from nguon.core.haccp.reasons import say
from nguon.food.kitchen.choices import DeliveryDecision
from nguon.food.kitchen.models import ReceivedLine
from nguon.food.kitchen.queries.holds import StandingHold, open_holds_of_place
from nguon.food.kitchen.queries.stock import lines_in_stock
from nguon.food.kitchen.queries.stops import HeldThing, held_elsewhere
from nguon.food.kitchen.rules.kit import stop_reason
from nguon.food.kitchen.rules.said import language
from nguon.ground.people.models import Place


@dataclass(frozen=True)
class StockLot:
    line: ReceivedLine
    used: Decimal
    line_ids: Sequence[UUID]
    usable: Decision

    @property
    def day(self) -> date:
        return timezone.localdate(self.line.happened_at)

    @property
    def left(self) -> Decimal:
        """By what was weighed; below zero when more was cooked than came."""
        return (self.line.accepted_amount - self.used).normalize()


def stock_of_place(
    place: Place, *, at: datetime, also: Iterable[str | UUID] = ()
) -> list[StockLot]:
    """`also` names lines of a record being corrected: they stay choosable, or a mistyped number
    could not be put right after the lot was held."""
    named = {str(line_id) for line_id in also}
    stock = lines_in_stock(place, at=at, also=named)
    holds = open_holds_of_place(place.id)
    elsewhere = {thing.of: thing for thing in held_elsewhere(place, at=at)}
    lots = []
    for line in stock.lines:
        versions = stock.line_ids.get(line.root_id, [])
        chosen = any(str(line_id) in named for line_id in versions)
        usable = ALLOWED if chosen else may_be_cooked(line, holds, elsewhere)
        used = stock.used.get(line.root_id, Decimal(0))
        lots.append(StockLot(line, used, versions, usable))
    return lots


def may_be_cooked(
    line: ReceivedLine, holds: Iterable[StandingHold], elsewhere: Mapping[str, HeldThing]
) -> Decision:
    """`elsewhere` are lots that another kitchen, which received them too, holds."""
    if line.decision == DeliveryDecision.REJECTED:
        reason = _("Rejected on arrival: %(reason)s") % {"reason": line.rejection_reason}
        return Decision(allowed=False, code="lot_rejected", reason=reason)
    for standing in holds:
        if standing.holds_lot(line.lot_uri):
            reason = _("On hold since %(since)s: %(cause)s") % {
                "since": say(standing.hold.happened_at, language()),
                "cause": standing.hold.cause,
            }
            return Decision(allowed=False, code="lot_held", reason=reason)
    if line.lot_uri in elsewhere:
        return Decision(False, "lot_held", stop_reason(elsewhere[line.lot_uri]))
    return ALLOWED
