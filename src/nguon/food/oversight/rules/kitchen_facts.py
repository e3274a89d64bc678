"""What an overview says of one kitchen's day, and how long that stays true by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from nguon.core.haccp import DutyState, State
from nguon.food.kitchen.choices import DeliveryDecision, HoldKind
from nguon.food.kitchen.rules.day import DayView, read_day
from nguon.food.kitchen.rules.limits import limits_on
from nguon.food.oversight.queries.days_of_kitchens import KitchenDay

NO_ALARM = frozenset({"hold", "rejected", "partly_returned", "stopped", "late_entry"})
"""Holds and lateness are told on their own; who sends bad goods back has done well."""

SENT_BACK = (DeliveryDecision.REJECTED, DeliveryDecision.PARTLY)
SETTLED = frozenset({State.DONE, State.DONE_LATE, State.FAILED, State.NOT_OWED})


@dataclass(frozen=True)
class KitchenFacts:
    duties: Sequence[DutyState]
    """Those that nobody has done so far."""

    has_meal: bool
    portions: int
    rejections: int
    """Deliveries sent back today, wholly or in part."""

    open_holds: int
    suspicions: frozenset[UUID]
    """Of the holds in force, those for suspected poisoning; several may be one incident."""

    alarms: Sequence[str]
    """What is red today, in words."""

    recorded_at: datetime | None
    """When the newest record of the kitchen was received."""

    changes_at: datetime | None
    """Until then (that instant included) time alone changes nothing; None is for ever."""


def kitchen_facts(day: KitchenDay, *, recorded_at: datetime | None, at: datetime) -> KitchenFacts:
    view = read_day(day.acts, day.destroyed, day_hash="", at=at)
    return KitchenFacts(
        duties=[duty for duty in _duties(view) if duty.state not in SETTLED],
        has_meal=bool(view.meals),
        portions=sum(meal.meal.portions for meal in view.meals),
        rejections=sum(1 for line in day.acts.lines if line.decision in SENT_BACK),
        open_holds=len(day.acts.holds),
        suspicions=frozenset(
            one.hold.root_id for one in day.acts.holds if one.hold.kind == HoldKind.SUSPICION
        ),
        alarms=[
            flag.text for flag in view.flags if flag.tone == "red" and flag.code not in NO_ALARM
        ],
        recorded_at=recorded_at,
        changes_at=min((moment for moment in _changes(view) if moment >= at), default=None),
    )


def _duties(view: DayView) -> Iterator[DutyState]:
    for meal in view.meals:
        for dish in meal.dishes:
            yield from dish.state.duties.values()


def _changes(view: DayView) -> Iterator[datetime]:
    """The last instants before a duty is overdue, a meal is over, a hold from a clock that is
    ahead begins."""
    for duty in _duties(view):
        yield duty.due_at
    for meal in view.meals:
        began = meal.started.happened_at if meal.started else meal.meal.eating_at
        yield began + limits_on(meal.meal.date).meal_lasts
    for standing in view.acts.holds:
        yield standing.hold.happened_at - timedelta.resolution
