"""The meals from yesterday to six days ahead, and how far each dish has come."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from nguon.food.kitchen.models import Meal
from nguon.food.kitchen.queries.kit_rows import Menu
from nguon.food.kitchen.rules.kit.values import instant, maybe_instant

Acts = dict[UUID, list[dict[str, Any]]]


def kit_meals(menu: Menu) -> list[dict[str, Any]]:
    cooked: Acts = defaultdict(list)
    for cooking in menu.cookings:
        at = instant(cooking.happened_at)
        used = (one.line_root_id for one in cooking.ingredients.all())
        lots = [str(line) for line in used if line]
        said = {
            "record": str(cooking.record_id),
            "at": at,
            "passed": cooking.passed,
            "lots": lots,
        }
        cooked[cooking.dish_id].append(said)
    checked: Acts = defaultdict(list)
    for serving in menu.servings:
        at = instant(serving.happened_at)
        told = {"record": str(serving.record_id), "at": at, "decision": serving.decision}
        checked[serving.dish_id].append(told)
    started = {start.meal_id: start.happened_at for start in reversed(menu.starts)}
    return [
        {
            "id": str(meal.id),
            "date": meal.date.isoformat(),
            "meal": meal.kind,
            "eating_at": instant(meal.eating_at),
            "portions": meal.portions,
            "started_at": maybe_instant(started.get(meal.id)),
            "dishes": _dishes(meal, cooked, checked),
        }
        for meal in menu.meals
    ]


def _dishes(meal: Meal, cooked: Acts, checked: Acts) -> list[dict[str, Any]]:
    return [
        {
            "id": str(dish.id),
            "name": dish.name,
            "matter": dish.matter,
            "planned_ingredients": dish.planned_ingredients,
            "cooked": cooked.get(dish.id, []),
            "checked": checked.get(dish.id, []),
        }
        for dish in meal.planned  # type: ignore[attr-defined]
    ]
