"""Which events of a sheet are here already, and which seem to be here in other words."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import connection

from nguon.food.trace.models import Event

Deed = tuple[datetime, str, str]
"""When, which step, which lot."""

_ALIKE = """
select distinct e.event_time, coalesce(e.biz_step, ''), n.uri
from trace_standing_event e
join trace_event_link l on l.event_id = e.id
join trace_node n on n.id = l.node_id
where e.tenant_id = %(tenant)s and e.event_time = any(%(times)s) and n.uri = any(%(lots)s)
and e.event_id <> all(%(ids)s)
and l.role in ('quantity_list', 'input_quantity_list', 'output_quantity_list')
"""


def stored_ids(event_ids: Collection[str], *, tenant_id: uuid.UUID) -> set[str]:
    """Those of the event ids that the organisation has used already."""
    found = Event.objects.filter(tenant_id=tenant_id, event_id__in=list(event_ids))
    return set(found.values_list("event_id", flat=True))


def deeds_alike(
    deeds: Collection[Deed], *, tenant_id: uuid.UUID, event_ids: Collection[str]
) -> set[Deed]:
    """Deeds that an event of another id says as well: same moment, same step, same lot."""
    if not deeds:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            _ALIKE,
            {
                "tenant": tenant_id,
                "times": list({when for when, _, _ in deeds}),
                "lots": list({lot for _, _, lot in deeds}),
                "ids": list(event_ids),
            },
        )
        return set(cursor.fetchall()) & set(deeds)
