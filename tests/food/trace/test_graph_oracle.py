"""The derived graph against a storyteller who plays all events through in order of time.

The oracle keeps a set of contents per container and, at each transformation, writes down what
was inside: no intervals, no SQL, no increments. Events come to the database late, in any order
and in batches; some are declared erroneous; the answer must be the same.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import rustworkx
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nguon.core.epcis import (
    AggregationEvent,
    ErrorDeclaration,
    Event,
    ObjectEvent,
    QuantityElement,
    TransformationEvent,
)
from nguon.food.trace.operations import capture_events, rebuild_graph
from nguon.food.trace.queries.reach import (
    Direction,
    database_edges,
    reach_by_frontier,
    reach_in_database,
)
from nguon.food.trace.queries.scope import EVERYTHING

START = datetime(2026, 1, 1, tzinfo=UTC)
TENANT = uuid.UUID(int=1)
LOTS = [f"https://bep.example/class/lot-{n}" for n in range(5)]
CRATES = [f"https://bep.example/obj/crate-{n}" for n in range(3)]
BOXES = [f"https://bep.example/obj/box-{n}" for n in range(3)]
ITEM = "https://id.gs1.org/01/09521234543213"

Edge = tuple[str, str]


def quantities(lots: Any) -> tuple[QuantityElement, ...]:
    return tuple(QuantityElement(lot, Decimal(1), "KGM") for lot in sorted(lots))


lots = st.sets(st.sampled_from(LOTS), max_size=2)
made = st.sets(st.sampled_from(LOTS), min_size=1, max_size=2)
instances = st.sets(st.sampled_from([*BOXES, *CRATES]), max_size=2)


@st.composite
def stories(draw: st.DrawFn) -> list[Event]:
    """Events one minute apart, in order of time."""
    events: list[Event] = []
    for minute in range(draw(st.integers(2, 9))):
        frame: dict[str, Any] = {
            "event_time": START + timedelta(minutes=minute),
            "event_id": f"urn:uuid:{uuid.UUID(int=minute + 1)}",
        }
        kind = draw(st.sampled_from(["pack", "pack", "unpack", "empty", "make", "make", "destroy"]))
        crate = draw(st.sampled_from(CRATES))
        things, others = draw(lots), draw(instances) - {crate}
        if kind in ("pack", "unpack") and not things | others:
            things = {LOTS[0]}
        if kind in ("pack", "unpack", "empty"):
            events.append(
                AggregationEvent(
                    **frame,
                    action="ADD" if kind == "pack" else "DELETE",
                    parent_id=crate,
                    child_epcs=tuple(sorted(others)) if kind != "empty" else (),
                    # No amounts: whatever is taken out is taken out whole.
                    child_quantity_list=tuple(QuantityElement(lot) for lot in sorted(things))
                    if kind != "empty"
                    else (),
                )
            )
        elif kind == "destroy":
            events.append(ObjectEvent(**frame, action="DELETE", epc_list=(crate,)))
        else:
            inputs = draw(instances)
            events.append(
                TransformationEvent(
                    **frame,
                    input_epc_list=tuple(sorted(inputs)),
                    input_quantity_list=(*quantities(things), QuantityElement(ITEM)),
                    output_quantity_list=quantities(draw(made) - things)
                    or quantities({"https://bep.example/class/rest"}),
                    transformation_id=draw(
                        st.sampled_from([None, None, "https://bep.example/bt/shared"])
                    ),
                )
            )
    return events


@dataclass
class Oracle:
    """Tells the story; `edges` joins things to the name of their transformation."""

    def edges(self, events: list[Event]) -> set[Edge]:
        inside: dict[str, set[str]] = {}
        used: set[str] = set()
        found: set[Edge] = set()
        for event in events:
            if isinstance(event, AggregationEvent):
                self._packing(event, inside, used)
            elif isinstance(event, ObjectEvent):
                for thing in event.epc_list:
                    inside[thing] = set()
                    self._leave(thing, inside)
            elif isinstance(event, TransformationEvent):
                name = event.transformation_id or str(event.event_id)
                drawn = {q.epc_class for q in event.input_quantity_list} - {ITEM}
                for thing in event.input_epc_list:
                    drawn |= {thing} | self._everything_in(thing, inside)
                found |= {(thing, name) for thing in drawn}
                found |= {(name, q.epc_class) for q in event.output_quantity_list}
                for thing in event.input_epc_list:
                    used.add(thing)
                    self._leave(thing, inside)
        return found

    def _packing(
        self, event: AggregationEvent, inside: dict[str, set[str]], used: set[str]
    ) -> None:
        crate = str(event.parent_id)
        children = [*event.child_epcs, *(q.epc_class for q in event.child_quantity_list)]
        contents = inside.setdefault(crate, set())
        if event.action == "DELETE":
            contents -= set(children or contents)
            return
        if crate in used:
            contents.clear()
            used.discard(crate)
        for child in event.child_epcs:
            self._leave(child, inside, but=crate)
        contents |= set(children)

    def _leave(self, thing: str, inside: dict[str, set[str]], but: str = "") -> None:
        for crate, contents in inside.items():
            if crate != but:
                contents.discard(thing)

    def _everything_in(self, thing: str, inside: dict[str, set[str]]) -> set[str]:
        found: set[str] = set()
        todo = [thing]
        while todo:
            for content in inside.get(todo.pop(), set()) - found:
                found.add(content)
                todo.append(content)
        return found


def graph() -> set[Edge]:
    """The edges of the database, transformations by transformationID or event id."""
    with connection.cursor() as cursor:
        cursor.execute("select id, uri from trace_node")
        names = dict(cursor.fetchall())
        cursor.execute("select -id, coalesce(transformation_id, event_id) from trace_event")
        names |= dict(cursor.fetchall())
        cursor.execute("select src, dst from trace_edge")
        return {(names[src], names[dst]) for src, dst in cursor.fetchall()}


def everything() -> dict[str, list[Any]]:
    """All derived rows by URI, for comparing before and after."""
    statements = {
        "edges": "select src.uri, dst.uri, e.src, e.dst, e.event from trace_edge e"
        " left join trace_node src on src.id = e.src left join trace_node dst on dst.id = e.dst",
        "links": "select l.event_id, l.position, l.role, n.uri, n.kind, l.quantity::text, l.uom"
        " from trace_event_link l join trace_node n on n.id = l.node_id",
        "containments": "select p.uri, c.uri, k.content, k.kind, k.since, k.since_event, k.until,"
        " k.until_event, k.quantity::text from trace_containment k"
        " join trace_node p on p.id = k.container_id left join trace_node c on c.id = k.content",
        "lots": "select n.uri, l.name, l.name_rank, l.expiry, l.lot_number, l.product"
        " from trace_lot l join trace_node n on n.id = l.node_id",
    }
    found = {}
    with connection.cursor() as cursor:
        for name, statement in statements.items():
            cursor.execute(statement)
            found[name] = sorted(map(_nameless, cursor.fetchall()), key=repr)
    return found


def _nameless(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Positive numbers beside a URI are node numbers, which a rebuild may change."""
    if len(row) == 5 and isinstance(row[4], int):
        return row[0] or row[2], row[1] or row[3], row[4]
    if len(row) == 9:
        return row[0], row[1] or row[2], *row[3:]
    return row


def captured(events: list[Event], order: list[int], batch: int) -> None:
    arrived = [events[index] for index in order]
    for start in range(0, len(arrived), batch):
        capture_events(arrived[start : start + batch], tenant_id=TENANT, received_at=START)


class TheGraph(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data(), events=stories())
    def test_is_what_the_story_says_in_whatever_order_it_is_heard(
        self, data: st.DataObject, events: list[Event]
    ) -> None:
        order = data.draw(st.permutations(range(len(events))))
        captured(events, order, data.draw(st.integers(1, 4)))
        assert graph() == Oracle().edges(events)
        before = everything()
        assert rebuild_graph() == len(events)
        assert everything() == before

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data(), events=stories())
    def test_forgets_what_was_declared_erroneous(
        self, data: st.DataObject, events: list[Event]
    ) -> None:
        wrong = data.draw(st.sets(st.sampled_from(range(len(events))), min_size=1))
        declaration = ErrorDeclaration(declaration_time=START, reason="did_not_occur")
        told = events + [replace(events[n], error_declaration=declaration) for n in sorted(wrong)]
        order = data.draw(st.permutations(range(len(told))))
        captured(told, order, data.draw(st.integers(1, 4)))
        right = [event for number, event in enumerate(events) if number not in wrong]
        assert graph() == Oracle().edges(right)
        before = everything()
        rebuild_graph()
        assert everything() == before

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        edges=st.sets(st.tuples(st.integers(1, 30), st.integers(1, 30)), max_size=60),
        starts=st.sets(st.integers(1, 30), min_size=1, max_size=2),
        direction=st.sampled_from(Direction),
    )
    def test_is_walked_alike_by_database_frontier_and_rustworkx(
        self, edges: set[tuple[int, int]], starts: set[int], direction: Direction
    ) -> None:
        _insert(edges)
        oracle = rustworkx.PyDiGraph()
        oracle.add_nodes_from(range(31))
        oracle.add_edges_from_no_data(sorted(edges))
        walk = rustworkx.descendants if direction is Direction.DOWNSTREAM else rustworkx.ancestors
        wanted = frozenset(starts).union(*(walk(oracle, start) for start in starts))
        in_database = reach_in_database(starts, direction, scope=EVERYTHING)
        stepwise = reach_by_frontier(starts, database_edges(direction, scope=EVERYTHING))
        assert (in_database.numbers, in_database.is_complete) == (wanted, True)
        assert stepwise == in_database


def _insert(edges: set[tuple[int, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into trace_edge (src, dst, event) values (%s, %s, 1)", sorted(edges)
        )
