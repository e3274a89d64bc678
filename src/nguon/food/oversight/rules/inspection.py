"""One kitchen in thirty seconds, for an inspector at the door.

Nothing here names a pupil, tells a telephone number, or repeats what somebody typed about why food
is held: such words may name a child. `names` of the staff are for those who are signed in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Final
from uuid import UUID

from nguon.base.clock import local_day
from nguon.base.ui.states import State as Shown
from nguon.core.haccp import Duty, State
from nguon.food.kitchen.models import Act, Countersignature, Hold
from nguon.food.kitchen.queries.day import (
    acts_of_day,
    boxes_of_place,
    day_seal,
    records_under_day_seal,
)
from nguon.food.kitchen.rules.day import DayView, read_day
from nguon.food.kitchen.rules.day_views import DishView, MealView
from nguon.food.kitchen.rules.flag import Flag
from nguon.food.oversight.queries.days_of_kitchens import KitchenDay, days_of_kitchens
from nguon.food.oversight.queries.news import last_records_of, phones_seen
from nguon.food.oversight.rules.board import BoardRow, board_row
from nguon.food.oversight.rules.day_mark import DayMark, Mark, day_mark
from nguon.food.oversight.rules.kitchen_facts import NO_ALARM, kitchen_facts
from nguon.food.oversight.rules.parents_day import FridgeBand, fridge_bands
from nguon.food.oversight.rules.province import news_since
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Person, Place
from nguon.ground.people.queries import people_working_at

DAYS_BACK: Final = 30
DUTIES: Final = (Duty.STEP_1, Duty.STEP_2, Duty.STEP_3, Duty.SAMPLE)
WORST_FIRST: Final = (
    State.FAILED,
    State.MISSING,
    State.LATE,
    State.DUE,
    State.NOT_DUE,
    State.DONE_LATE,
    State.DONE,
)
ROLES: Final = (Role.MANAGER, Role.HEALTH_OFFICER, Role.COOK)


@dataclass(frozen=True)
class StepSummary:
    """One deed over all dishes of a meal."""

    duty: Duty
    state: Shown | None
    """The worst of the dishes; None where no dish owes it."""

    done: int
    owed: int
    late: int
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True)
class InspectedMeal:
    name: str
    portions: int
    eating_at: datetime
    started_at: datetime | None
    steps: Sequence[StepSummary]


@dataclass(frozen=True)
class Shelf:
    kept: int
    held: int
    due: int
    """Kept as long as they must be: may be destroyed."""


@dataclass(frozen=True)
class OnDuty:
    role: Role
    people: Sequence[Person]


class SealState(Enum):
    HOLDS = "holds"
    ADDED = "added"
    """What was signed is unchanged; records came in after it."""

    BROKEN = "broken"
    """What was signed is not what stands there now."""


@dataclass(frozen=True)
class DaySeal:
    day: date
    signed_at: datetime
    state: SealState
    covered: int
    added: int


@dataclass(frozen=True)
class Inspection:
    place: Place
    at: datetime
    row: BoardRow
    meals: Sequence[InspectedMeal]
    shelf: Shelf
    fridges: Sequence[FridgeBand]
    holds: Sequence[Hold]
    reds: Sequence[Flag]
    strip: Sequence[DayMark]
    """The oldest first, today last."""

    unsigned: int
    """Past days with a meal that no manager signed."""

    on_duty: Sequence[OnDuty]
    seal: DaySeal | None
    """Of the newest day that was signed."""

    @property
    def counts(self) -> list[tuple[Mark, int]]:
        return [
            (mark, count) for mark in Mark if (count := sum(one.mark == mark for one in self.strip))
        ]


def inspection(place: Place, *, at: datetime) -> Inspection:
    today = local_day(at)
    days = [today - timedelta(days=back) for back in range(DAYS_BACK - 1, -1, -1)]
    shown = {day: one for (_, day), one in days_of_kitchens([place], days).items()}
    boxes = boxes_of_place(place, since=at - timedelta(days=2))
    acts = acts_of_day(place, today)
    view = read_day(acts, boxes, day_hash=day_seal(place, today), at=at)
    strip = [day_mark(shown[day], at=at) for day in days]
    kept = [box for box in view.boxes if box.destroyed is None]
    return Inspection(
        place=place,
        at=at,
        row=_row(place, shown[today], at),
        meals=[_meal(view, meal) for meal in view.meals],
        shelf=Shelf(
            kept=len(kept),
            held=sum(box.held for box in kept),
            due=sum(box.may_destroy.allowed for box in kept),
        ),
        fridges=fridge_bands(acts),
        holds=[one.hold for one in acts.holds if one.released_at is None],
        reds=[one for one in view.flags if one.tone == "red" and one.code not in NO_ALARM],
        strip=strip,
        unsigned=sum(1 for one in strip[:-1] if one.mark != Mark.NONE and not one.is_signed),
        on_duty=_on_duty(place, view, at),
        seal=_seal(place, shown),
    )


def _row(place: Place, day: KitchenDay, at: datetime) -> BoardRow:
    """As the board says it of this kitchen."""
    since = news_since(at)
    recorded_at = last_records_of([place.pk], since).get(place.pk)
    heard = [one for one in (recorded_at, phones_seen([place.pk], since).get(place.pk)) if one]
    facts = kitchen_facts(day, recorded_at=recorded_at, at=at)
    return board_row(place, facts, heard_at=max(heard, default=None), at=at)


def _meal(view: DayView, shown: MealView) -> InspectedMeal:
    return InspectedMeal(
        name=str(shown.meal.get_kind_display()),
        portions=shown.meal.portions,
        eating_at=shown.meal.eating_at,
        started_at=shown.started.happened_at if shown.started else None,
        steps=[_step(view, shown.dishes, duty) for duty in DUTIES],
    )


def _step(view: DayView, dishes: Sequence[DishView], duty: Duty) -> StepSummary:
    states = [dish.duty(duty).state for dish in dishes]
    owed = [state for state in states if state != State.NOT_OWED]
    done = [state for state in owed if state in (State.DONE, State.DONE_LATE)]
    worst = next((state for state in WORST_FIRST if state in owed), None)
    times = [act.happened_at for dish in dishes for act in _acts(view, dish, duty)]
    return StepSummary(
        duty=duty,
        state=Shown(worst.value) if worst else None,
        done=len(done),
        owed=len(owed),
        late=done.count(State.DONE_LATE),
        first_at=min(times, default=None),
        last_at=max(times, default=None),
    )


def _acts(view: DayView, dish: DishView, duty: Duty) -> Sequence[Act]:
    used = view.acts.lines_used
    roots = {one.line_root_id for one in dish.acts.ingredients if one.line_root_id}
    done: Mapping[Duty, Sequence[Act]] = {
        Duty.STEP_1: [used[root] for root in roots if root in used],
        Duty.STEP_2: dish.acts.cookings,
        Duty.STEP_3: dish.acts.servings,
        Duty.SAMPLE: dish.acts.samples,
    }
    return done[duty]


def _on_duty(place: Place, view: DayView, at: datetime) -> list[OnDuty]:
    """Who wrote something in the book today, each under one role."""
    acted: set[UUID] = {act.actor_id for act in view.acts.all_acts()}
    acted |= {one.actor_id for one in view.acts.countersignatures}
    holds = [one.hold for one in view.acts.holds]
    acted |= {one.actor_id for one in holds if local_day(one.happened_at) == view.acts.date}
    found: dict[Role, list[Person]] = {role: [] for role in ROLES}
    for person, roles in people_working_at(place, at=at):
        if person.pk in acted:
            found[next(role for role in ROLES if role in roles)].append(person)
    return [OnDuty(role, people) for role, people in found.items()]


def _seal(place: Place, days: Mapping[date, KitchenDay]) -> DaySeal | None:
    signatures: list[Countersignature] = [
        one for day in days.values() for one in day.acts.countersignatures
    ]
    if not signatures:
        return None
    newest = max(signatures, key=lambda one: (one.date, one.sequence))
    found = records_under_day_seal(place, newest.date, newest.day_hash)
    covered, added = found or (0, 0)
    state = SealState.ADDED if added else SealState.HOLDS
    return DaySeal(
        day=newest.date,
        signed_at=newest.happened_at,
        state=state if found else SealState.BROKEN,
        covered=covered,
        added=added,
    )
