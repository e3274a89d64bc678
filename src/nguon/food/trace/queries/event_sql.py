"""One SQL statement about events in the making: its parameters, and what its asker is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from nguon.food.trace.queries.scope import Scope

MEMBERS = {
    "type": "type",
    "action": "action",
    "biz_step": "bizStep",
    "disposition": "disposition",
    "read_point": "readPoint",
    "biz_location": "bizLocation",
    "transformation_id": "transformationID",
    "event_id": "eventID",
    "event_time": "eventTime",
    "record_time": "recordTime",
    "error_declared_at": "errorDeclaration",
}
"""The columns of an event and the members they were made from."""

QUANTITIES = ("quantity_list", "child_quantity_list", "input_quantity_list", "output_quantity_list")


@dataclass(slots=True)
class Sql:
    """Text and parameters of one statement; every value goes in by `put`."""

    scope: Scope
    parameters: dict[str, Any] = field(default_factory=dict)

    def put(self, value: Any) -> str:
        name = f"q{len(self.parameters)}"
        self.parameters[name] = value
        return f"%({name})s"

    def equals(self, column: str, values: Iterable[Any]) -> str:
        """One value as `=`, since an index is read in order only then."""
        listed = list(values)
        if len(listed) == 1:
            return f"{column} = {self.put(listed[0])}"
        return f"{column} = any({self.put(listed)})"

    def shown(self, *members: str) -> str:
        """That the asker is shown these members of the event, ready to stand behind a condition."""
        return self._and(self.scope.shown_members(*members))

    def shown_links(self, *roles: str) -> str:
        return self._and(self.scope.shown_links(*roles))

    def _and(self, condition: tuple[str, dict[str, Any]]) -> str:
        text, parameters = condition
        self.parameters |= parameters
        return "" if text == "true" else f" and {text}"
