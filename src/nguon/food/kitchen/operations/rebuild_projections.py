"""Throw the tables away and make them again from the records: nothing else counts."""

from dataclasses import dataclass

from django.db import transaction

from nguon.food.kitchen.models import Dish, Ingredient, Meal
from nguon.food.kitchen.operations.events import recapture_record_events
from nguon.food.kitchen.operations.filing import Filing, act_models
from nguon.food.kitchen.operations.projections import project
from nguon.ground.journal.queries import records_in_order


@dataclass(frozen=True)
class Rebuilt:
    records: int
    events: int
    """Events that were not stored yet; none unless the event store was emptied."""


@transaction.atomic
def rebuild_projections() -> Rebuilt:
    """Replay every record in the order of its receipt.

    Events are derived again too; those stored already stay as they are.
    """
    Ingredient.objects.all().delete()
    for model in act_models():
        model._default_manager.all().delete()
    Dish.objects.all().delete()
    Meal.objects.all().delete()
    records = events = 0
    for record in records_in_order():
        filing = Filing.of(record)
        project(filing)
        events += recapture_record_events(filing)
        records += 1
    return Rebuilt(records, events)
