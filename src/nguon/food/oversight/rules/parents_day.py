"""What parents see of a day: what was checked and when, from whom it came, and what is unknown.

Nothing is said that no record says: a check nobody sent is «no data yet», never a green tick. No
person is named, neither pupil nor cook; suppliers are named as organisations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum

from nguon.core.haccp import Duty, State
from nguon.food.kitchen.choices import DeliveryDecision, FridgeKind
from nguon.food.kitchen.models import Act, ReceivedLine
from nguon.food.kitchen.queries.day import DayActs
from nguon.food.kitchen.rules.day import DayView
from nguon.food.kitchen.rules.day_views import DishView, MealView
from nguon.food.kitchen.rules.storage_check import storage_check


class Said(Enum):
    """What can be told of one check."""

    OK = "ok"
    LATE = "late"
    """Done, but after its time or written down long after it."""

    FAILED = "failed"
    NO_DATA = "no_data"
    NOT_YET = "not_yet"
    """Its time has not come."""

    NOT_OWED = "not_owed"


_SAID = {
    State.DONE: Said.OK,
    State.DONE_LATE: Said.LATE,
    State.FAILED: Said.FAILED,
    State.NOT_OWED: Said.NOT_OWED,
    State.NOT_DUE: Said.NOT_YET,
    State.DUE: Said.NO_DATA,
    State.LATE: Said.NO_DATA,
    State.MISSING: Said.NO_DATA,
}


@dataclass(frozen=True)
class Tick:
    duty: Duty
    said: Said
    at: datetime | None
    """When it was done, as claimed; None where nothing was recorded."""

    corrected: bool
    """The words that stand are not the first ones."""


@dataclass(frozen=True)
class ParentsDish:
    name: str
    ticks: Sequence[Tick]
    suppliers: Sequence[str]
    """Of the goods in it, as far as the cook named them; "" is an unregistered source."""

    stopped: bool


@dataclass(frozen=True)
class ParentsMeal:
    name: str
    portions: int
    eating_at: datetime
    started_at: datetime | None
    dishes: Sequence[ParentsDish]
    on_hold: bool


@dataclass(frozen=True)
class FridgeBand:
    """The coldest and warmest reading of the day; both None if nobody read it."""

    name: str
    keeps_samples: bool
    lowest: Decimal | None
    highest: Decimal | None
    readings: int
    last_at: datetime | None
    outside: bool


@dataclass(frozen=True)
class ParentsDay:
    meals: Sequence[ParentsMeal]
    suppliers: Sequence[str]
    """Whoever's goods were accepted on the day."""

    fridges: Sequence[FridgeBand]
    heard_at: datetime | None
    """When the newest record about the day reached the server."""


def parents_day(view: DayView) -> ParentsDay:
    acts = view.acts
    taken = [line for line in acts.lines if line.decision != DeliveryDecision.REJECTED]
    return ParentsDay(
        meals=[_meal(view, meal) for meal in view.meals],
        suppliers=_sources(taken),
        fridges=fridge_bands(acts),
        heard_at=max((act.received_at for act in acts.all_acts()), default=None),
    )


def _meal(view: DayView, shown: MealView) -> ParentsMeal:
    boxes = [box for box in view.boxes if box.sample.dish.meal_id == shown.meal.pk]
    named = str(shown.meal.pk)
    open_holds = [one for one in view.acts.holds if one.released_at is None]
    return ParentsMeal(
        name=str(shown.meal.get_kind_display()),
        portions=shown.meal.portions,
        eating_at=shown.meal.eating_at,
        started_at=shown.started.happened_at if shown.started else None,
        dishes=[_dish(view.acts, dish) for dish in shown.dishes],
        on_hold=any(box.held for box in boxes)
        or any(named in one.hold.meal_ids for one in open_holds),
    )


def _dish(acts: DayActs, shown: DishView) -> ParentsDish:
    used = [one.line_root_id for one in shown.acts.ingredients if one.line_root_id]
    lines = [acts.lines_used[root] for root in dict.fromkeys(used) if root in acts.lines_used]
    done: dict[Duty, Sequence[Act]] = {
        Duty.STEP_1: lines,
        Duty.STEP_2: shown.acts.cookings,
        Duty.STEP_3: shown.acts.servings,
        Duty.SAMPLE: shown.acts.samples,
    }
    return ParentsDish(
        name=shown.dish.name,
        ticks=[_tick(duty, shown, done[duty]) for duty in Duty],
        suppliers=_sources(lines),
        stopped=shown.stopped,
    )


def _tick(duty: Duty, shown: DishView, done: Sequence[Act]) -> Tick:
    """The last of several acts speaks for the time: only then was the whole dish checked."""
    said = _SAID[shown.duty(duty).state]
    silent = said in (Said.NO_DATA, Said.NOT_YET, Said.NOT_OWED)
    last = None if silent else max(done, key=lambda act: act.happened_at, default=None)
    return Tick(
        duty=duty,
        said=said,
        at=last.happened_at if last else None,
        corrected=any(act.supersedes is not None for act in done),
    )


def _sources(lines: Sequence[ReceivedLine]) -> list[str]:
    """Registered suppliers by the name on their papers; whoever is not registered stays unnamed."""
    return sorted({line.source_name if line.registered else "" for line in lines})


def fridge_bands(acts: DayActs) -> list[FridgeBand]:
    bands = []
    for fridge in acts.fridges:
        readings = [one for one in acts.readings if one.fridge_id == fridge.pk]
        degrees = [one.celsius for one in readings]
        bands.append(
            FridgeBand(
                name=fridge.name,
                keeps_samples=fridge.kind == FridgeKind.SAMPLE,
                lowest=min(degrees, default=None),
                highest=max(degrees, default=None),
                readings=len(readings),
                last_at=max((one.happened_at for one in readings), default=None),
                outside=any(storage_check(one).within is False for one in readings),
            )
        )
    return bands
