"""What the things of a suspicion are called, and which of them a kitchen planned as dishes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from nguon.food.kitchen.choices import MealKind

_NAMES = """
select n.id, n.uri, n.kind, coalesce(l.name, ''), coalesce(l.lot_number, '')
from trace_node n left join trace_lot l on l.node_id = n.id where n.id = any(%s)
"""
# Not by Django: reading ten thousand placeholders took longer than the answer.
_PLANNED = """
select d.lot_uri, d.name, m.id, m.kind, m.eating_at
from kitchen_dish d join kitchen_meal m on m.id = d.meal_id where d.lot_uri = any(%s)
"""


@dataclass(frozen=True, slots=True)
class ThingName:
    uri: str
    kind: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A dish on a kitchen's plan: which meal it belongs to is in no event."""

    dish: str
    meal_id: UUID
    kind: str
    eating_at: datetime


def thing_names(numbers: Collection[int], *, claimed: Collection[int]) -> dict[int, ThingName]:
    """A thing without a name goes by its lot number or identifier; one only claimed, always."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [[number for number in numbers if number > 0]])
        return {
            number: ThingName(uri, kind, uri, "")
            if number in claimed
            else ThingName(uri, kind, name or label or uri, label)
            for number, uri, kind, name, label in cursor.fetchall()
        }


def planned_dishes(names: Mapping[int, ThingName]) -> dict[str, Planned]:
    """By the dish's lot."""
    uris = [name.uri for name in names.values() if name.kind == "lot"]
    with connection.cursor() as cursor:
        cursor.execute(_PLANNED, [uris])
        return {
            uri: Planned(dish, meal_id, str(MealKind(kind).label), eating_at)
            for uri, dish, meal_id, kind, eating_at in cursor.fetchall()
        }
