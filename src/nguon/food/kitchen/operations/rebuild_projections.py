"""Throw the tables away and make them again from the records: nothing else counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from django.db import transaction

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.models import Dish, Ingredient, Meal
from nguon.food.kitchen.operations.filing import act_models
from nguon.food.kitchen.operations.run import Run
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import read_body
from nguon.food.kitchen.rules.envelope import read_envelope
from nguon.ground.journal.models import Record
from nguon.ground.journal.queries import records_in_order
from nguon.ground.people.models import Place

AT_ONCE = 500
"""Records of one place in a run; their rows are in memory at the same time."""


@dataclass(frozen=True)
class Rebuilt:
    records: int
    events: int
    """Events that were not stored yet; none unless the event store was emptied."""


@transaction.atomic
def rebuild_projections() -> Rebuilt:
    """Replay every record of a kitchen in the order of its receipt; other rooms replay theirs.

    Events are derived again too; those stored already stay as they are.
    """
    Ingredient.objects.all().delete()
    for model in act_models():
        model._default_manager.all().delete()
    Dish.objects.all().delete()
    Meal.objects.all().delete()
    places = Place.objects.select_related("organisation").in_bulk()
    records = events = 0
    ours = (record for record in records_in_order() if record.kind in RecordKind.values)
    for place_id, found in groupby(ours, key=lambda record: record.place_id):
        while stretch := list(islice(found, AT_ONCE)):
            events += _replay(places[place_id], stretch)
            records += len(stretch)
    return Rebuilt(records, events)


def _replay(place: Place, records: Sequence[Record]) -> int:
    """A stretch of the book that is of one place; how many events were missing."""
    read = [(record, read_envelope(bytes(record.raw))) for record in records]
    said = [(record, envelope, read_body(envelope)) for record, envelope in read]
    table = Worktable(place)
    table.fetch([(envelope, body) for _record, envelope, body in said])
    run = Run(table, at=said[0][0].received_at, is_replay=True)
    for record, envelope, body in said:
        run.at = record.received_at
        run.store(record, envelope, body)
    run.finish()
    return run.captured
