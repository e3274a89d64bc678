"""The transformations of a suspicion: where, when, and how hot."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import connection

from nguon.core.haccp import Limits
from nguon.food.oversight.queries.arrays import bigints

_STEPS = """
select e.id, e.event_id, e.tenant_id::text, e.event_time, coalesce(e.biz_location, e.read_point),
    e.facts ->> 'coreCelsius', e.facts ->> 'claimedAt'
from trace_event e where e.id = any(array(select unnest(%s::bigint[])))
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a transformation. `core` is a reading that a person of a kitchen recorded."""

    event: int
    event_id: str
    tenant: str
    at: datetime
    place: str | None
    core: Decimal | None
    entered_at: datetime | None


def measured_steps(events: Collection[int]) -> dict[int, Step]:
    """By event number; of events in which a kitchen's person wrote down a core reading."""
    if not events:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_STEPS, [bigints(events)])
        return {row[0]: _step(row) for row in cursor.fetchall()}


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


def _step(row: tuple[Any, ...]) -> Step:
    event, event_id, tenant, at, place, core, claimed_at = row
    return Step(
        event=event,
        event_id=event_id,
        tenant=tenant,
        at=at,
        place=place,
        core=_celsius(core),
        entered_at=_moment(claimed_at),
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
