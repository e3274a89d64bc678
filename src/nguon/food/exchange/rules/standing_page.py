"""What to say next on a socket."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from nguon.food.exchange.models import NamedQuery
from nguon.food.exchange.queries.standing_query import batch_after
from nguon.food.exchange.queries.subscribers import principal_of_subscriber
from nguon.food.exchange.queries.told_document import Told, told_document
from nguon.food.exchange.rules.standing import Standing
from nguon.food.trace.queries.scope import scope_of


@dataclass(frozen=True, slots=True)
class Page:
    """`document` is None if there is nothing to say; the position moves all the same."""

    document: bytes | None
    position: int


def standing_page(
    standing: Standing, *, until: int, limit: int, if_empty: bool, at: datetime
) -> Page | None:
    """None if the caller may not query any more, or the query was deleted."""
    row = NamedQuery.objects.filter(pk=standing.query.pk, ended_at=None).first()
    if row is None:
        return None
    principal = principal_of_subscriber(standing.caller_name, tenant_id=row.tenant_id)
    if principal is None:
        return None
    batch = batch_after(row, principal=principal, after=standing.position, until=until, limit=limit)
    if not batch.events and not if_empty:
        return Page(None, batch.up_to)
    told = Told(
        id=uuid.uuid4(),
        query_name=row.name,
        subscription_id=str(standing.id),
        events=batch.events,
        at=at,
    )
    document = told_document(told, scope=scope_of(principal), epc_format=standing.epc_format)
    return Page(document, batch.up_to)
