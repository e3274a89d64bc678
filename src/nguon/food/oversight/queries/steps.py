"""The transformations of a suspicion: where, when, and how hot."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.db import connection

from nguon.core.haccp import Limits
from nguon.food.oversight.queries.arrays import bigints
from nguon.food.oversight.queries.handlings import instant

_STEPS = """
select e.id, e.event_id, e.tenant_id::text, (extract(epoch from e.event_time) * 1000000)::bigint,
    coalesce(e.biz_location, e.read_point), e.facts ->> 'coreCelsius', e.facts ->> 'claimedAt'
from trace_event e where e.id = any(array(select unnest(%s::bigint[])))
"""


class Step(NamedTuple):
    """One event of a transformation, as it was told. `core` is a reading of a kitchen's person."""

    event_id: str
    tenant: str
    micros: int
    place: str | None
    core_said: str | None
    claimed: str | None

    @property
    def at(self) -> datetime:
        return instant(self.micros)

    @property
    def core(self) -> Decimal | None:
        return _celsius(self.core_said)

    @property
    def entered_at(self) -> datetime | None:
        return _moment(self.claimed)


def measured_steps(events: Iterable[int]) -> dict[int, Step]:
    """By event number; of events in which a kitchen's person wrote down a core reading."""
    wanted = bigints(events)
    if wanted == bigints(()):
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_STEPS, [wanted])
        return {row[0]: Step._make(row[1:]) for row in cursor.fetchall()}


def heated(steps: Mapping[int, Step], limits: Limits) -> dict[int, Decimal]:
    """The events with a proven core reading at or above the limit.

    Written down more than the hours of rule P1 after the cooking it proves nothing.
    """
    found = {}
    for number, step in steps.items():
        core, entered_at = step.core, step.entered_at
        if core is None or entered_at is None or core < limits.core_temperature:
            continue
        if entered_at - step.at <= limits.within_hours:
            found[number] = core
    return found


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
