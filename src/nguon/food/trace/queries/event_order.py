"""In which order events are answered, as stretches of an index that are read one after another.

By a time of the event there is one stretch. By a user's field there are four: numbers, instants
and texts do not compare with each other, so each has its own, and events without the field come
last. Within a stretch an event stands at its first value in the direction asked for; what has
one value comes by its number.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from nguon.core.epcis.instants import read_instant
from nguon.core.epcis.query import Order
from nguon.food.trace.queries.event_sql import Sql
from nguon.food.trace.queries.field_shown import field_shown

_TYPES = ("number", "instant", "text")


@dataclass(frozen=True, slots=True)
class Stretch:
    """`source` is what stands behind `from`, `value` is compared and sorted by, `where` narrows.

    Without a value the order is that of the events' numbers.
    """

    source: str
    value: str = ""
    where: str = ""
    descending: bool = False

    @property
    def order_by(self) -> str:
        way = " desc" if self.descending else ""
        return f"{self.value}{way}, e.id{way}" if self.value else f"e.id{way}"

    def after(self, last: "Position", sql: Sql) -> str:
        sign = "<" if self.descending else ">"
        if not self.value:
            return f"e.id {sign} {sql.put(last.number)}"
        return f"({self.value}, e.id) {sign} ({sql.put(last.value)}, {sql.put(last.number)})"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page ended: in which stretch, at which value, at which event."""

    stretch: int
    value: Any
    number: int


def stretches(order: Order | None, sql: Sql) -> list[Stretch]:
    plain = "trace_event e"
    if order is None:
        return [Stretch(plain)]
    if order.member:
        return [Stretch(plain, f"e.{order.member}", descending=order.descending)]
    types = _TYPES[::-1] if order.descending else _TYPES
    keys = f"any({sql.put([key.digest for key in order.keys])}::uuid[])"
    shown = "".join(dict.fromkeys(field_shown(key, sql) for key in order.keys))
    # What is hidden does not come first either; a field is called `f` where it is asked for.
    other = shown.replace("f.within", "g.within")
    one_key = len(order.keys) == 1
    source = "trace_event_field f join trace_event e on e.id = f.event_id"
    found = [
        Stretch(
            source,
            f"f.{column}",
            f"f.key {f'= {sql.put(order.keys[0].digest)}::uuid' if one_key else f'= {keys}'}"
            f" and f.{column} is not null{shown}"
            f" and {_is_first(types[: types.index(column)], column, f'{keys}{other}', order)}",
            order.descending,
        )
        for column in types
    ]
    has_value = " or ".join(f"f.{column} is not null" for column in _TYPES)
    without = (
        "not exists (select from trace_event_field f"
        f" where f.event_id = e.id and f.key = {keys} and ({has_value}){shown})"
    )
    return [*found, Stretch(plain, where=without, descending=order.descending)]


def _is_first(earlier: tuple[str, ...], column: str, keys: str, order: Order) -> str:
    """That no other value of the event comes before this one."""
    sign = ">" if order.descending else "<"
    before = [f"g.{one} is not null" for one in earlier]
    before.append(f"g.{column} {sign} f.{column}")
    before.append(f"(g.{column} = f.{column} and g.position < f.position)")
    return (
        "not exists (select from trace_event_field g where g.event_id = f.event_id"
        f" and g.key = {keys} and ({' or '.join(before)}))"
    )


def written(value: Any) -> str | None:
    """A value of the order as text for a cursor."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, datetime) else str(value)


def read(text: str | None, value: str) -> Any:
    """The value that `written` wrote, by the column it came from."""
    if text is None:
        return None
    column = value.partition(".")[2]
    if column == "number":
        return Decimal(text)
    return text if column == "text" else read_instant(text)
