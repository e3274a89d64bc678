"""The province on one screen: every kitchen, what it owes, what is wrong, who is silent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from nguon.food.kitchen.choices import DeliveryDecision
from nguon.food.kitchen.rules.day import read_day
from nguon.food.oversight.queries.days_of_kitchens import KitchenDay
from nguon.food.oversight.rules.kitchen_state import (
    KitchenFacts,
    KitchenState,
    Standing,
    kitchen_state,
)
from nguon.ground.people.models import Place

NO_ALARM = frozenset({"hold", "rejected", "partly_returned", "stopped", "late_entry"})
"""Holds and lateness are told on their own; who sends bad goods back has done well."""


@dataclass(frozen=True)
class BoardRow:
    place: Place
    state: KitchenState
    portions: int
    rejections: int
    """Deliveries sent back today, wholly or in part."""

    open_holds: int
    alarms: Sequence[str]
    """What is red today, in words."""

    heard_at: datetime | None


@dataclass(frozen=True)
class Board:
    rows: Sequence[BoardRow]
    """Who needs looking at first comes first."""

    counts: Mapping[Standing, int]
    rejections: int
    open_holds: int


def board_row(place: Place, day: KitchenDay, *, at: datetime) -> BoardRow:
    view = read_day(day.acts, day.destroyed, day_hash="", at=at)
    duties = [
        duty for meal in view.meals for dish in meal.dishes for duty in dish.state.duties.values()
    ]
    red = [flag.text for flag in view.flags if flag.tone == "red" and flag.code not in NO_ALARM]
    sent_back = (DeliveryDecision.REJECTED, DeliveryDecision.PARTLY)
    facts = KitchenFacts(
        duties=duties,
        has_meal=bool(view.meals),
        alarms=len(red),
        open_holds=len(day.acts.holds),
        heard_at=day.heard_at,
    )
    return BoardRow(
        place=place,
        state=kitchen_state(facts, at=at),
        portions=sum(meal.meal.portions for meal in view.meals),
        rejections=sum(1 for line in day.acts.lines if line.decision in sent_back),
        open_holds=len(day.acts.holds),
        alarms=red,
        heard_at=day.heard_at,
    )


def board_of(rows: Sequence[BoardRow]) -> Board:
    order = list(Standing)
    return Board(
        rows=sorted(rows, key=lambda row: (order.index(row.state.standing), row.place.name)),
        counts=Counter(row.state.standing for row in rows),
        rejections=sum(row.rejections for row in rows),
        open_holds=sum(row.open_holds for row in rows),
    )
