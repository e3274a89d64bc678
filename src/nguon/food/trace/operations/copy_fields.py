"""The queryable fields of events into their table, made by `core.epcis.query.event_fields`."""

import json
from collections.abc import Sequence

from nguon.core.epcis.query import EventField
from nguon.food.trace.operations.copy_text import NULL, text
from nguon.food.trace.operations.write_lines import Lines, write_lines

_COLUMNS = "event_id, position, key, text, number, instant, within"


def copy_fields(events: Sequence[tuple[int, Sequence[EventField]]]) -> None:
    """Events by number with their fields; nothing is sent if there are none."""
    write_lines(field_lines(events))


def field_lines(events: Sequence[tuple[int, Sequence[EventField]]]) -> Lines:
    lines = [
        _line(number, position, field)
        for number, fields in events
        for position, field in enumerate(fields)
    ]
    return Lines("trace_event_field", _COLUMNS, lines)


def _line(number: int, position: int, field: EventField) -> str:
    within = NULL if not field.within else text(json.dumps(field.within, ensure_ascii=False))
    return (
        f"{number}\t{position}\t{field.key.digest}\t{text(field.text)}"
        f"\t{NULL if field.number is None else field.number}"
        f"\t{NULL if field.instant is None else field.instant.isoformat()}\t{within}\n"
    )
