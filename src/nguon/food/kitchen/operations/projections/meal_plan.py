from nguon.food.kitchen.models import Dish, Meal, MealPlanning
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import MealPlan
from nguon.food.kitchen.rules.lots import own_class


def project(filing: Filing, body: MealPlan, table: Worktable) -> None:
    """The newest plan wins; a dish it no longer names stays, marked as dropped."""
    row = MealPlanning(
        **filing.act_fields(None, body.note), meal_id=body.meal_id, portions=body.portions
    )
    table.add(row)
    meal, _ = Meal.objects.update_or_create(
        id=body.meal_id,
        defaults={
            "place_id": filing.record.place_id,
            "date": body.date,
            "kind": body.meal,
            "eating_at": body.eating_at,
            "portions": body.portions,
            "plan_record_id": filing.record.id,
            "cancelled": body.cancelled,
        },
    )
    meal.dishes.exclude(id__in=[dish.id for dish in body.dishes]).update(dropped=True)
    menu = []
    for position, dish in enumerate(body.dishes, start=1):
        written, _ = Dish.objects.update_or_create(
            id=dish.id,
            defaults={
                "meal": meal,
                "position": position,
                "name": dish.name,
                "matter": dish.matter,
                "planned_ingredients": dish.planned_ingredients,
                "lot_uri": own_class(dish.id, "dish").uri,
                "dropped": False,
            },
        )
        menu.append(written)
    table.put_menu(meal, menu)
