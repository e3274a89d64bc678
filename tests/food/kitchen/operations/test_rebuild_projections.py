"""Nothing but the records counts: thrown away and replayed, the tables are the same."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import connection

from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.kitchen.models import Dish, Ingredient, Meal
from nguon.food.kitchen.operations.filing import act_models
from nguon.food.kitchen.operations.rebuild_projections import rebuild_projections
from nguon.food.trace.models import Edge, Event, EventLink, Node
from tests.food.kitchen.operations.test_a_kitchen_day import live
from tests.food.kitchen.operations.test_corrections import correct


def tables() -> dict[str, list[Any]]:
    """Every projected row; surrogate keys that only count insertions are left out."""
    dump: dict[str, list[Any]] = {
        model.__name__: list(model._default_manager.order_by("record_id").values())
        for model in act_models()
    }
    dump["Meal"] = list(Meal.objects.order_by("id").values())
    dump["Dish"] = list(Dish.objects.order_by("id").values())
    rows = Ingredient.objects.order_by("check_made", "position")
    dump["Ingredient"] = [{k: v for k, v in row.items() if k != "id"} for row in rows.values()]
    return dump


def chain() -> dict[str, list[Any]]:
    """The event store and its graph by what they say, not by when they were stored."""
    events = Event.objects.order_by("event_id", "error_declared_at")
    return {
        "events": [
            (event.tenant_id, event.event_id, bytes(event.raw), event.record_id) for event in events
        ],
        "links": sorted(
            EventLink.objects.values_list(
                "event__event_id", "role", "node__uri", "quantity", "uom"
            ),
            key=repr,
        ),
        "nodes": sorted(Node.objects.values_list("uri", "kind")),
        "edges": sorted(named_edges()),
    }


def named_edges() -> Iterator[tuple[str, str]]:
    """Things by their identifier, transformations by their event."""
    names = dict(Node.objects.values_list("id", "uri"))
    names |= {-event: event_id for event, event_id in Event.objects.values_list("id", "event_id")}
    for source, target in Edge.objects.values_list("src", "dst"):
        yield names[source], names[target]


def a_day_with_corrections(day: KitchenDay) -> None:
    live(day)
    correct(day, day.said["line:cai"], amount="50", key="again", minute=58)
    correct(day, day.said["again"], amount="51", key="and again", minute=59)
    day.receive_line(GOODS["gio"], Decimal(30), at=day.at(7, 30))


def test_a_rebuild_gives_the_same_tables(monday: KitchenDay) -> None:
    a_day_with_corrections(monday)
    before, events = tables(), chain()
    rebuilt = rebuild_projections()
    assert (tables(), chain(), rebuilt.events) == (before, events, 0)


def test_even_the_events_can_be_derived_again(monday: KitchenDay) -> None:
    """TRUNCATE stands for a lost disk: no operation may delete an event."""
    a_day_with_corrections(monday)
    before, events = tables(), chain()
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # no trigger may wait for a later end
        cursor.execute("truncate trace_event, trace_node, trace_edge, trace_containment cascade")
    rebuilt = rebuild_projections()
    assert (tables(), chain(), rebuilt.events) == (before, events, len(events["events"]))
