"""Throw the tables away and make them again from the records: nothing else counts."""

from dataclasses import dataclass

from django.db import transaction

from nguon.food.kitchen.models import Dish, Ingredient, Meal
from nguon.food.kitchen.operations.events import capture_record_events
from nguon.food.kitchen.operations.filing import Filing, act_models
from nguon.food.kitchen.operations.projections import project
from nguon.ground.journal.queries import records_in_order


@dataclass(frozen=True)
class Rebuilt:
    records: int


@transaction.atomic
def rebuild_projections() -> Rebuilt:
    """Replay every record in the order of its receipt.

    Events are captured again too; those stored already answer as duplicates, and a differing
    one would raise Conflict: then a mapping has changed and needs a decision, not an overwrite.
    """
    Ingredient.objects.all().delete()
    for model in act_models():
        model._default_manager.all().delete()
    Dish.objects.all().delete()
    Meal.objects.all().delete()
    count = 0
    for record in records_in_order():
        filing = Filing.of(record)
        project(filing)
        capture_record_events(filing)
        count += 1
    return Rebuilt(count)
