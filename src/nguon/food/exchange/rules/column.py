"""A column of a template: what it is called, what stands in it, and when it must be filled in."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise


class Kind(StrEnum):
    """How a cell is read."""

    DAY = "day"
    HOUR = "hour"
    PLACE = "place"
    PARTY = "party"
    PARTY_PLACE = "party_place"
    GOODS = "goods"
    LOT_MADE = "lot_made"
    LOT_GOT = "lot_got"
    LOT_HELD = "lot_held"
    AMOUNT = "amount"
    UNIT = "unit"
    TEXT = "text"
    MEASURED = "measured"
    VERDICT = "verdict"


LOTS = frozenset({Kind.LOT_MADE, Kind.LOT_GOT, Kind.LOT_HELD})
"""Made by the sender, got from the partner of the row, or held by the sender already."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """`side`: columns of one side must be filled in as soon as one of them is.

    `goods`, `amount` and `party` name the columns that a lot, a unit or a partner's place belongs
    to.
    """

    key: str
    kind: Kind
    title: str | Promise
    help: str | Promise
    required: bool = True
    side: str = ""
    goods: str = "goods"
    amount: str = "amount"
    party: str = "partner"
    example: str = ""
    other_titles: tuple[str, ...] = ()
    width: int = 16


Values = dict[str, Any]
"""What the cells of one row mean, by the key of the column; empty ones are not in it."""
