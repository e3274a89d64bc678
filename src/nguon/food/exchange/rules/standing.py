"""A query that stands as long as a socket is open; it is kept nowhere else."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from nguon.core.epcis.epc_format import EpcFormat
from nguon.food.exchange.models import NamedQuery
from nguon.food.exchange.queries.due_subscriptions import last_event_number
from nguon.food.exchange.queries.standing_query import number_before
from nguon.food.exchange.rules.standing_controls import StandingControls


@dataclass
class Standing:
    """What a socket was opened for, by whom, and how far it was told."""

    query: NamedQuery
    caller_name: str
    controls: StandingControls
    epc_format: EpcFormat
    since: datetime
    position: int
    id: uuid.UUID = field(default_factory=uuid.uuid4)


def standing_of(
    query: NamedQuery,
    *,
    controls: StandingControls,
    by: str,
    epc_format: EpcFormat,
    at: datetime,
) -> Standing:
    """From now on, or from the initial record time. Made before the handshake is answered, so
    that nothing captured after the answer is missed."""
    since = controls.initial_record_time
    return Standing(
        query=query,
        caller_name=by,
        controls=controls,
        epc_format=epc_format,
        since=since or at,
        position=last_event_number() if since is None else number_before(since),
    )
