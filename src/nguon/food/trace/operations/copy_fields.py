"""The queryable fields of events into their table, made by `core.epcis.query.event_fields`."""

import json
from collections.abc import Sequence

from django.db import connection

from nguon.core.epcis.query import EventField
from nguon.food.trace.operations.copy_text import NULL, text

_COLUMNS = "event_id, position, key, text, number, instant, within"


def copy_fields(events: Sequence[tuple[int, Sequence[EventField]]]) -> None:
    """Events by number with their fields; nothing is sent if there are none."""
    lines = [
        _line(number, position, field)
        for number, fields in events
        for position, field in enumerate(fields)
    ]
    if not lines:
        return
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy trace_event_field ({_COLUMNS}) from stdin") as copy,
    ):
        copy.write("".join(lines))


def _line(number: int, position: int, field: EventField) -> str:
    within = NULL if not field.within else text(json.dumps(field.within, ensure_ascii=False))
    return (
        f"{number}\t{position}\t{field.key.digest}\t{text(field.text)}"
        f"\t{NULL if field.number is None else field.number}"
        f"\t{NULL if field.instant is None else field.instant.isoformat()}\t{within}\n"
    )
