"""What the things of a suspicion are called, and which of them a kitchen planned as dishes."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from nguon.food.kitchen.choices import MealKind
from nguon.food.oversight.queries.arrays import bigints
from nguon.food.oversight.queries.handlings import instant

_NAMES = """
select n.id, n.uri, n.kind, coalesce(l.name, l.lot_number, n.uri), coalesce(l.lot_number, '')
from trace_node n left join lateral (
    select nullif(t.name, '') as name, nullif(t.lot_number, '') as lot_number
    from trace_lot t where t.node_id = n.id offset 0) l on true
where n.id = any(array(select unnest(%s::bigint[])))
"""
# Not by Django: reading ten thousand placeholders took longer than the answer.
_PLANNED = """
select n.id, d.name, d.meal_id::text, m.kind, (extract(epoch from m.eating_at) * 1000000)::bigint
from trace_node n cross join lateral (
    select k.name, k.meal_id from kitchen_dish k
    where k.lot_uri = n.uri collate "default" offset 0) d
join kitchen_meal m on m.id = d.meal_id
where n.id = any(array(select unnest(%s::bigint[]))) and n.kind = 'lot'
"""


class ThingName(NamedTuple):
    uri: str
    kind: str
    name: str
    label: str


class Planned(NamedTuple):
    """A dish on a kitchen's plan: which meal it belongs to is in no event."""

    dish: str
    meal: str
    code: str
    micros: int

    @property
    def meal_id(self) -> UUID:
        return UUID(self.meal)

    @property
    def kind(self) -> str:
        return str(MealKind(self.code).label)

    @property
    def eating_at(self) -> datetime:
        return instant(self.micros)


def thing_names(numbers: Collection[int], *, claimed: Collection[int]) -> dict[int, ThingName]:
    """A thing without a name goes by its lot number or identifier; one only claimed, always."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [bigints(number for number in numbers if number > 0)])
        names = {row[0]: ThingName._make(row[1:]) for row in cursor.fetchall()}
    for number in claimed:
        if number in names:
            names[number] = names[number]._replace(name=names[number].uri, label="")
    return names


def planned_dishes(numbers: Collection[int]) -> dict[int, Planned]:
    """By the number of the dish's lot."""
    with connection.cursor() as cursor:
        cursor.execute(_PLANNED, [bigints(number for number in numbers if number > 0)])
        return {row[0]: Planned._make(row[1:]) for row in cursor.fetchall()}
