"""Mẫu số 2 and 3: dishes while they are cooked, and before they are eaten."""

from collections.abc import Mapping
from decimal import Decimal

from nguon.base.paper.form import FormRow
from nguon.core.quantities import format_number
from nguon.food.kitchen.choices import ServingDecision
from nguon.food.kitchen.models import CookingCheck, Dish, ServingCheck
from nguon.food.kitchen.queries.paper import PaperDay
from nguon.food.kitchen.rules.paper.tracing import (
    Tracing,
    amount,
    joined,
    moment,
    passed,
    ticks,
)

MEALS = {"breakfast": "Sáng", "lunch": "Trưa", "afternoon": "Xế", "dinner": "Tối"}


def meal_text(dish: Dish) -> str:
    """«Trưa, 10:45»: as planned; when it was really eaten is a column of its own."""
    return f"{MEALS[dish.meal.kind]}, {moment(dish.meal.eating_at)[:5]}"


def cooking_rows(day: PaperDay, tracing: Tracing) -> list[FormRow]:
    return [tracing.row(chain, _cooking) for chain in day.cookings]


def serving_rows(day: PaperDay, tracing: Tracing) -> list[FormRow]:
    rows = []
    for chain in day.servings:
        row = tracing.row(chain, _serving)
        start = day.starts.get(chain.now.dish.meal_id)
        if start is not None and chain.now.decision == ServingDecision.SERVE:
            eaten = {"eating_starts_at": tracing.cell(moment(start.happened_at), start)}
            row = FormRow({**row.cells, **eaten}, voided=row.voided)
        rows.append(row)
    return rows


def _cooking(check: CookingCheck) -> Mapping[str, str]:
    used = [f"{one.name} {amount(one.amount, one.uom)}".strip() for one in check.ingredients.all()]
    core = check.core_celsius
    return {
        "meal": meal_text(check.dish),
        "dish": check.dish.name,
        "ingredients": joined(used),
        "portions": format_number(Decimal(check.portions)),
        "prep_done_at": moment(check.prep_done_at),
        "cook_done_at": moment(check.cook_done_at),
        "people": passed(check.people),
        "tools": passed(check.tools),
        "area": passed(check.area),
        **ticks("sensory", check.sensory),
        "action": joined(
            [f"Nhiệt độ tâm {format_number(core)} °C" if core is not None else "", check.note]
        ),
    }


def _serving(check: ServingCheck) -> Mapping[str, str]:
    stopped = check.decision == ServingDecision.STOP
    return {
        "meal": meal_text(check.dish),
        "dish": check.dish.name,
        "portions": format_number(Decimal(check.portions)),
        "portioned_at": moment(check.portioned_at),
        "utensils": joined([passed(check.utensils), check.utensils_note], by=": "),
        **ticks("sensory", check.sensory),
        "action": joined(["DỪNG, không cho ăn" if stopped else "", check.note]),
    }
