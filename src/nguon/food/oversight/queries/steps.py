"""The transformations of a suspicion: where, when, how hot, and how much went in and out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db import connection

from nguon.core.haccp import Limits
from nguon.food.trace.queries.trace_graph import Row
from nguon.food.trace.queries.trace_value import Amount

_STEPS = """
select e.id, e.event_id, e.tenant_id, coalesce(e.biz_step, ''), e.event_time,
    coalesce(e.biz_location, e.read_point), e.record_id is not null, e.facts ->> 'coreCelsius',
    e.facts ->> 'claimedAt', e.facts ->> 'sealed'
from trace_event e where e.id = any(%s)
"""
_AMOUNTS = """
select l.event_id, l.node_id, l.role like 'output%%', l.quantity, l.uom from trace_event_link l
where l.event_id = any(%s) and l.node_id = any(%s) and l.role in ('input_epc_list',
    'input_quantity_list', 'output_epc_list', 'output_quantity_list')
order by l.event_id, l.position
"""


_MADE = "select src, dst, event from trace_edge where dst = any(%s) and src < 0"


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a transformation. `core` is a reading that a person of a kitchen recorded."""

    event: int
    event_id: str
    tenant_id: UUID
    biz_step: str
    at: datetime
    place: str | None
    core: Decimal | None
    entered_at: datetime | None
    is_sealed: bool | None


def steps_among(rows: Iterable[Row]) -> dict[int, Step]:
    """By event number: every event that makes one of the edges, and the first of its group."""
    wanted = set()
    for src, dst, event in rows:
        wanted |= {event, -src if src < 0 else -dst} if src < 0 or dst < 0 else {event}
    with connection.cursor() as cursor:
        cursor.execute(_STEPS, [list(wanted)])
        return {row[0]: _step(row) for row in cursor.fetchall()}


def made_elsewhere(things: Collection[int], rows: Collection[Row]) -> list[Row]:
    """What was put into these lots by transformations outside the walk: it is in their balance."""
    with connection.cursor() as cursor:
        cursor.execute(_MADE, [list(things)])
        found: list[Row] = cursor.fetchall()
    known = set(rows)
    return [row for row in found if row not in known]


def heated(steps: Mapping[int, Step], limits: Limits) -> dict[int, Decimal]:
    """The events with a proven core reading at or above the limit.

    Written down more than the hours of rule P1 after the cooking it proves nothing.
    """
    return {
        number: step.core
        for number, step in steps.items()
        if step.core is not None
        and step.core >= limits.core_temperature
        and step.entered_at is not None
        and step.entered_at - step.at <= limits.within_hours
    }


def amounts_of(
    things: Collection[int], events: Collection[int]
) -> dict[tuple[int, int, bool], list[Amount]]:
    """What events say of how much of a thing went in (False) or came out (True)."""
    amounts: dict[tuple[int, int, bool], list[Amount]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_AMOUNTS, [list(events), list(things)])
        for event, node, is_out, quantity, uom in cursor.fetchall():
            if quantity is not None:
                amounts[event, node, is_out].append(Amount(quantity, uom))
    return amounts


def _step(row: tuple[Any, ...]) -> Step:
    event, event_id, tenant_id, biz_step, at, place, is_recorded, core, claimed_at, sealed = row
    return Step(
        event=event,
        event_id=event_id,
        tenant_id=tenant_id,
        biz_step=biz_step,
        at=at,
        place=place,
        core=_celsius(core) if is_recorded else None,
        entered_at=_moment(claimed_at),
        is_sealed={"true": True, "false": False}.get(sealed or ""),
    )


def _moment(said: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _celsius(said: str | None) -> Decimal | None:
    try:
        read = Decimal(said or "")
    except InvalidOperation:
        return None
    return read if read.is_finite() else None
