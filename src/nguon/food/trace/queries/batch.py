"""What a batch of new events says, in the shape in which the database would say it.

A thing that was first met in this batch has no other history: its story needs no question to the
database, and most boxes and pallets are of this kind.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from nguon.food.trace.queries.linked_event import LinkedEvent

_CONTAINING = ("AggregationEvent", "AssociationEvent")
_CHILDREN = ("child_epcs", "child_quantity_list")
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """New events that stand, and the nodes first met in them."""

    events: tuple[LinkedEvent, ...] = ()
    new_nodes: frozenset[int] = frozenset()

    def new_among(self, nodes: Collection[int]) -> set[int]:
        """Those whose whole history is here.

        A transformation that shares its id with others may have begun in an earlier batch, so
        what it puts out is not counted as new.
        """
        joint = {
            node
            for event in self.events
            if event.transformation_id is not None
            for node in event.outputs
        }
        return set(nodes) & self.new_nodes - joint

    def parenthood(self, containers: Collection[int]) -> list[Row]:
        return [
            (tie.node, event.number, event.event_time, event.type, event.action)
            for event in self.events
            if event.type in _CONTAINING
            for tie in event.ties
            if tie.role == "parent_id" and tie.node in containers
        ]

    def children(self, numbers: Collection[int]) -> list[Row]:
        return [
            (event.number, tie.node, tie.kind, tie.quantity, tie.uom)
            for event in self.events
            if event.number in numbers
            for tie in event.ties
            if tie.role in _CHILDREN
        ]

    def own(self, containers: Collection[int]) -> list[Row]:
        return [
            (node, event.number, event.event_time, role, None)
            for event, role, node in self._uses_and_ends()
            if node in containers
        ]

    def leaving(self, things: Collection[int]) -> list[Row]:
        rows: list[Row] = [
            (node, event.number, event.event_time, event.type, None)
            for event, role, node in self._uses_and_ends()
            if node in things and role != "output_epc_list"
        ]
        for event in self.events:
            if event.type in _CONTAINING and event.action != "DELETE":
                parent = next((t.node for t in event.ties if t.role == "parent_id"), None)
                rows += [
                    (tie.node, event.number, event.event_time, event.type, parent)
                    for tie in event.ties
                    if tie.role == "child_epcs" and tie.node in things
                ]
        return rows

    def _uses_and_ends(self) -> Iterator[tuple[LinkedEvent, str, int]]:
        for event in self.events:
            if event.is_transformation:
                roles: tuple[str, ...] = ("input_epc_list", "output_epc_list")
            elif event.type == "ObjectEvent" and event.action == "DELETE":
                roles = ("epc_list",)
            else:
                continue
            for tie in event.ties:
                if tie.role in roles:
                    yield event, tie.role, tie.node
