"""An event as the graph sees it: numbers instead of URIs."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from nguon.food.trace.models.node import NodeKind
from nguon.food.trace.queries.moment import Moment

_INPUTS = frozenset({"input_epc_list", "input_quantity_list"})
_OUTPUTS = frozenset({"output_epc_list", "output_quantity_list"})
_THINGS = (
    _INPUTS
    | _OUTPUTS
    | {
        "epc_list",
        "quantity_list",
        "parent_id",
        "child_epcs",
        "child_quantity_list",
    }
)
# Bare trade items are left out: through «01 without lot» every lot would meet every other.
_MATERIAL = frozenset({NodeKind.INSTANCE, NodeKind.LOT})


@dataclass(frozen=True, slots=True)
class Tie:
    """A link by the number of its node."""

    role: str
    node: int
    kind: NodeKind
    quantity: Decimal | None = None
    uom: str | None = None
    type: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkedEvent:
    """An event with its number and ties."""

    number: int
    tenant_id: uuid.UUID
    event_id: str
    type: str
    action: str | None
    event_time: datetime
    transformation_id: str | None
    is_declaration: bool
    facts: Mapping[str, Any] | None
    ties: tuple[Tie, ...]

    @property
    def at(self) -> Moment:
        return Moment(self.event_time, self.number)

    @property
    def is_transformation(self) -> bool:
        return self.type == "TransformationEvent"

    @property
    def inputs(self) -> list[int]:
        return self._material(_INPUTS)

    @property
    def outputs(self) -> list[int]:
        return self._material(_OUTPUTS)

    @property
    def things(self) -> list[int]:
        return self._material(_THINGS)

    def instances(self, *roles: str) -> list[int]:
        """The things with an identity of their own in these roles."""
        return [t.node for t in self.ties if t.role in roles and t.kind == NodeKind.INSTANCE]

    def _material(self, roles: frozenset[str]) -> list[int]:
        return [t.node for t in self.ties if t.role in roles and t.kind in _MATERIAL]
