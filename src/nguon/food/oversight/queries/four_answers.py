"""The four answers: what was served to whom, what can be stopped, what is where, who is behind.

Everything comes from the events and the names of people and products. Two facts stand in no event
and come from the kitchen's plan: which dishes belong to one meal, and what kind of meal it was.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from nguon.food.oversight.queries.alone import no_helpers
from nguon.food.oversight.queries.behind import links_of
from nguon.food.oversight.queries.collecting import no_collecting
from nguon.food.oversight.queries.four_answers_value import FourAnswers, ServedMeal, Totals
from nguon.food.oversight.queries.listed import Listed
from nguon.food.oversight.queries.ranking import Case
from nguon.food.oversight.queries.served import Meal, cases_of, served_meal
from nguon.food.oversight.queries.suspicion import (
    Asked,
    SickStart,
    Start,
    asked_about,
    recorded_at,
)
from nguon.food.oversight.queries.told import Told
from nguon.food.oversight.queries.walk import LIMIT_OF_SUPPLIER, Limits, Walked, walked
from nguon.food.trace.queries.scope import Scope, scope_of
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import Place
from nguon.ground.people.queries import Principal


@no_helpers()
@no_collecting()
def four_answers(
    start: Start, *, principal: Principal, at: datetime, limits: Limits | None = None
) -> FourAnswers:
    """Raises `Missing` for what is unknown and for what the asker may not see, alike."""
    scope = scope_of(principal)
    asked, found = _walked(start, scope, at, limits)
    told = Told(asked, found, scope, at=at)
    meals = told.meals()
    is_counted = isinstance(start, SickStart)
    cases, weighed_by = _cases(asked, meals, is_counted=is_counted)
    links = links_of(told.behind(at), cases)
    stock = told.stock()
    suspected = [meal for meal in meals if meal.suspected]
    return FourAnswers(
        label=asked.label,
        at=at,
        served=_served(meals, asked if is_counted else None, told),
        stoppable=stock.stoppable(),
        on_hand=stock.on_hand(),
        samples=told.samples(),
        received=told.received(),
        lots=links.lots,
        suppliers=links.suppliers,
        cases=len(cases),
        weight=sum((case.weight for case in cases), Decimal(0)),
        weighed_by=weighed_by,
        kitchens=len({told.holder_of(meal.told[0]) for meal in suspected}),
        portions=sum((meal.portions or Decimal(0) for meal in suspected), Decimal(0)),
        totals=Totals(
            meals=len(suspected),
            meals_beside=len(meals) - len(suspected),
            samples=told.samples_left(),
            **stock.totals(),
        ),
        limits=(*found.limits, *(() if told.is_complete else ("events",))),
        unmade=asked.unmade,
        by_name_only=tuple(sorted(told.names[n].uri for n in asked.by_name_only - found.left_out)),
        followed_since=_followed_since(asked, found),
    )


def _walked(
    start: Start, scope: Scope, at: datetime, limits: Limits | None
) -> tuple[Asked, Walked]:
    """Of a supplier's goods so many are read as can be followed."""
    has_kitchen = _has_kitchen(scope)
    most = LIMIT_OF_SUPPLIER // 2
    while True:
        asked = asked_about(start, scope=scope, at=at, most=most)
        found = walked(asked, scope=scope, limits=limits, looks_elsewhere=has_kitchen)
        if found.left_out or not asked.has_more:
            return asked, found
        most *= 4


def _followed_since(asked: Asked, found: Walked) -> datetime | None:
    """What was recorded later was followed; None: nothing was left out."""
    events = [asked.handed_in[number] for number in found.left_out if number in asked.handed_in]
    return recorded_at(max(events)) if events else None


def _has_kitchen(scope: Scope) -> bool:
    kitchens = Place.objects.filter(kind=PlaceKind.KITCHEN, identifier__in=scope.uris)
    return scope.everything or kitchens.exists()


def _served(meals: Sequence[Meal], counted: Asked | None, told: Told) -> Sequence[ServedMeal]:
    """`counted` is what was asked, if it said how many fell sick."""
    cases = (counted.cases if counted else None) or ()
    sick = {one.meal_id: int(one.weight) for one in cases}
    return Listed(
        meals,
        lambda meal: served_meal(
            meal, names=told.names, planned=told.planned, sick=sick, directory=told.directory
        ),
    )


def _cases(asked: Asked, meals: Sequence[Meal], *, is_counted: bool) -> tuple[list[Case], str]:
    """And what they are weighed by."""
    if asked.cases is None:
        return cases_of(meals)
    cases = [Case(case.numbers, case.weight) for case in asked.cases]
    return cases, "sick" if is_counted else "meals"
