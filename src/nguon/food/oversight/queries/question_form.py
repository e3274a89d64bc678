"""What the four answers can be asked from: kitchens, their last meals, suppliers by name."""

from datetime import date, timedelta
from typing import Final

from nguon.food.kitchen.models import Meal
from nguon.food.trace.queries.scope import Scope
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import Organisation, Place
from nguon.ground.people.queries import suppliers_matching

MEAL_DAYS: Final = 3
"""How far before a day its meals are offered: who fell sick today may have eaten on Friday."""
MOST_SUPPLIERS: Final = 20


def kitchens_of(scope: Scope) -> list[Place]:
    kitchens = Place.objects.filter(kind=PlaceKind.KITCHEN).select_related("commune")
    if not scope.everything:
        kitchens = kitchens.filter(identifier__in=scope.uris)
    return list(kitchens.order_by("name", "pk"))


def meals_before(kitchen: Place, day: date) -> list[Meal]:
    """The latest first, each with its dishes."""
    since = day - timedelta(days=MEAL_DAYS - 1)
    meals = Meal.objects.filter(place=kitchen, date__range=(since, day))
    return list(meals.prefetch_related("dishes").order_by("-eating_at", "pk"))


def suppliers_called(text: str, *, scope: Scope) -> list[Organisation]:
    """Kitchens and authorities know all suppliers; a supplier knows itself."""
    found = suppliers_matching(text)
    if not scope.everything and not kitchens_of(scope):
        found = found.filter(identifier__in=scope.uris)
    return list(found.order_by("display_name", "pk")[:MOST_SUPPLIERS])
