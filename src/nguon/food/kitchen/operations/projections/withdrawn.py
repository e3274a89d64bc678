from nguon.food.kitchen.models import Meal, MealPlanning
from nguon.food.kitchen.operations.filing import Filing


def project(filing: Filing) -> None:
    """A meal whose plan is withdrawn is no longer owed; what was recorded about it stays."""
    meals = [act.meal_id for act in filing.corrected if isinstance(act, MealPlanning)]
    Meal.objects.filter(id__in=meals).update(cancelled=True)
