"""Which of the things are samples: what a sampling put into a box."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from nguon.food.oversight.queries.arrays import bigints

_SAMPLED = """
select box.dst, box.src, dish.src, e.tenant_id, coalesce(e.biz_location, e.read_point),
    e.event_time, e.facts ->> 'sealed'
from trace_edge box cross join lateral (
    select v.* from trace_event v where v.id = box.event and v.biz_step = 'sampling' offset 0) e
left join lateral (
    select t.src from trace_edge t where t.dst = box.src and t.src > 0 limit 1) dish on true
where box.dst = any(array(select unnest(%s::bigint[]))) and box.src < 0
order by e.event_time, box.event
"""


@dataclass(frozen=True, slots=True)
class Sampled:
    """`dish` is what was taken from, if the graph says so."""

    dish: int | None
    tenant_id: UUID
    place: str | None
    taken_at: datetime
    is_sealed: bool | None


def sampled_among(boxes: Collection[int], *, walked: Collection[int]) -> dict[int, Sampled]:
    """By the box. A sampling that the walk did not enter is not the asker's to see."""
    with connection.cursor() as cursor:
        cursor.execute(_SAMPLED, [bigints(boxes)])
        return {
            box: Sampled(
                dish=dish,
                tenant_id=tenant_id,
                place=place,
                taken_at=taken_at,
                is_sealed={"true": True, "false": False}.get(sealed or ""),
            )
            for box, process, dish, tenant_id, place, taken_at, sealed in cursor.fetchall()
            if process in walked
        }
