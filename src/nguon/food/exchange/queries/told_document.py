"""The document in which a standing query tells its events."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nguon.core.epcis import parse_document, write_json
from nguon.core.epcis.epc_format import EpcFormat, in_epc_format
from nguon.food.trace.models import Event
from nguon.food.trace.queries.event_document import query_document
from nguon.food.trace.queries.scope import Scope


@dataclass(frozen=True, slots=True)
class Told:
    """What is told at once; the same values give the same octets."""

    id: uuid.UUID
    query_name: str
    subscription_id: str
    events: Sequence[Event]
    at: datetime


def told_document(told: Told, *, scope: Scope, epc_format: EpcFormat) -> bytes:
    """An EPCISQueryDocument that says whose subscription it answers, as far as `scope` is shown."""
    document = query_document(
        told.events, scope=scope, created_at=told.at, query_name=told.query_name
    )
    members = parse_document(document).root
    members["id"] = f"urn:uuid:{told.id}"
    members["epcisBody"]["queryResults"]["subscriptionID"] = told.subscription_id
    return write_json(in_epc_format(members, epc_format))
