from collections.abc import Iterable

from django.db import connection

from nguon.core.epcis import STANDARD_EVENTS
from nguon.core.epcis.context import declared_namespaces
from nguon.food.trace.rules.event_row import EventRow

EVERYBODY = "*"
_LONGEST_MEANING = 500
_INSERT = """
insert into trace_seen_value (viewer, kind, value)
select * from unnest(%s::text[], %s::text[], %s::text[]) on conflict do nothing
"""


def register_seen(rows: Iterable[tuple[EventRow, object]]) -> None:
    """Note which values the events bring into whose sight; `rows` with their tenants.

    One statement for all events, and of each value once: most are known long since.
    """
    seen = {
        (viewer, kind, value)
        for row, tenant_id in rows
        for kind, value in _values(row)
        for viewer in (EVERYBODY, str(tenant_id), *_reached(row))
    }
    if seen:
        viewers, kinds, values = zip(*sorted(seen), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, [list(viewers), list(kinds), list(values)])


def _values(row: EventRow) -> Iterable[tuple[str, str]]:
    """Places, and words of users, which are URIs or at least no words of the standard."""
    if row.read_point:
        yield "read_point", row.read_point
    if row.biz_location:
        yield "biz_location", row.biz_location
    if row.biz_step and ":" in row.biz_step:
        yield "biz_step", row.biz_step
    if row.disposition and ":" in row.disposition:
        yield "disposition", row.disposition
    if row.type not in STANDARD_EVENTS:
        yield "type", row.type
    for prefix, namespace in declared_namespaces(row.context).items():
        if row.fields and len(prefix) + len(namespace) <= _LONGEST_MEANING:
            yield "prefix", f"{prefix} {namespace}"


def _reached(row: EventRow) -> Iterable[str]:
    """The identifiers by which the event reaches those who own them (`Scope`)."""
    if row.read_point:
        yield row.read_point
    if row.biz_location:
        yield row.biz_location
    for link in row.links:
        if link.role == "destination":
            yield link.identifier
