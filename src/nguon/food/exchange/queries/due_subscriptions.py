"""Which subscriptions have something to do now: a look at two small indexes, once a second."""

import uuid
from datetime import datetime

from django.db import connection

from nguon.food.trace.models import Event

# A delivery that waits blocks what comes after it; a begun attempt is left alone until its lease
# is over. Who has a job waiting needs no second one.
_DUE = """
select s.id from exchange_subscription s
left join exchange_delivery d on d.subscription_id = s.id and d.state = 'waiting'
where s.ended_at is null and s.paused_at is null and s.stopped_at is null
and case
    when d.id is not null then d.next_attempt_at <= %(at)s
    when s.schedule is null then s.position < %(head)s
    else s.run_until is not null or s.next_due_at <= %(at)s
end
and not exists (
    select from procrastinate_jobs j
    where j.status = 'todo' and j.queueing_lock = 'deliver:' || s.id
)
order by s.position
limit %(most)s
"""


def last_event_number() -> int:
    """The number of the last event that was captured; all before it are there to be read."""
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0


def due_subscriptions(*, at: datetime, most: int = 1_000) -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"at": at, "head": last_event_number(), "most": most})
        return [number for (number,) in cursor.fetchall()]
