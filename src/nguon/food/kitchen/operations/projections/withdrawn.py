from nguon.food.kitchen.models import Meal, MealPlanning
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.worktable import Worktable


def project(filing: Filing, table: Worktable) -> None:
    """A meal whose plan is withdrawn is no longer owed; what was recorded about it stays."""
    meals = [act.meal_id for act in filing.corrected if isinstance(act, MealPlanning)]
    if meals:
        Meal.objects.filter(id__in=meals).update(cancelled=True)
    for meal_id in meals:
        if meal_id in table.meals:
            table.meals[meal_id].cancelled = True
