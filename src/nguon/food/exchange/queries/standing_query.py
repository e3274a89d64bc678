"""What a standing query has to tell: events in commit order behind a position."""

from dataclasses import dataclass
from datetime import datetime

from nguon.core.epcis.query import query_of_json
from nguon.food.exchange.models import NamedQuery
from nguon.food.trace.models import Event
from nguon.food.trace.queries.events import events_after
from nguon.ground.people.queries import Principal


@dataclass(frozen=True, slots=True)
class Batch:
    """Events to tell next, and how far the book has been read for them."""

    events: tuple[Event, ...]
    up_to: int


def batch_after(
    query: NamedQuery,
    *,
    principal: Principal,
    after: int,
    until: int,
    limit: int,
    since: datetime | None = None,
) -> Batch:
    """At most `limit` matching events with numbers over `after` up to `until`.

    With fewer than that the book was read to its end, so the position may move to `until` although
    the events in between did not match, may not be seen, or were recorded before `since`. Raises
    `QueryTooLarge` if more match than the query's maxEventCount.
    """
    found = [
        event
        for event in events_after(
            query_of_json(query.members), principal=principal, after=after, limit=limit
        )
        if event.pk <= until
    ]
    up_to = found[-1].pk if len(found) == limit else until
    return Batch(
        tuple(event for event in found if since is None or event.record_time >= since), up_to
    )


def number_before(moment: datetime) -> int:
    """The number of the last event recorded before that moment; record times grow with numbers."""
    earlier = Event.objects.filter(record_time__lt=moment).order_by("-record_time", "-id")
    return earlier.values_list("id", flat=True).first() or 0
