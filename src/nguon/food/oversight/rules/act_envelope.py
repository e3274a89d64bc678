"""The envelope of an act of oversight: that of a kitchen record, with kinds of its own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.food.kitchen.rules.reading import Reader
from nguon.food.oversight.choices import ActKind

LARGEST = 64 * 1024


@dataclass(frozen=True)
class ActEnvelope:
    """`place_id` is the kitchen an incident was reported at; recalls say what it is for them."""

    id: UUID
    kind: ActKind
    schema_version: int
    place_id: UUID
    actor_id: UUID
    claimed_at: datetime
    body: Mapping[str, Any]


def read_act_envelope(raw: bytes) -> ActEnvelope:
    """Raises InputInvalid with every fault found."""
    r = Reader(_json(raw))
    kind = r.choice("type", ActKind)
    envelope = ActEnvelope(
        id=r.uuid("id"),
        kind=ActKind(kind or ActKind.INCIDENT_NOTE),
        schema_version=r.integer("schema_v", low=1, high=1000),
        place_id=r.uuid("kitchen"),
        actor_id=r.uuid("actor"),
        claimed_at=r.instant("claimed_at"),
        body=r.inside("body").data,
    )
    r.finish()
    return envelope


def written_act(envelope: ActEnvelope) -> bytes:
    """The record as a page hands it in."""
    said = {
        "id": str(envelope.id),
        "type": envelope.kind.value,
        "schema_v": envelope.schema_version,
        "kitchen": str(envelope.place_id),
        "actor": str(envelope.actor_id),
        "claimed_at": envelope.claimed_at.isoformat(),
        "body": envelope.body,
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _json(raw: bytes) -> Mapping[str, Any]:
    if len(raw) > LARGEST:
        wanted = _("at most %(n)d bytes") % {"n": LARGEST}
        raise InputInvalid([FieldError("$", _("The record is too large."), wanted, str(len(raw)))])
    try:
        read = json.loads(raw)
    except (ValueError, RecursionError) as error:
        message = _("The record is not JSON.")
        raise InputInvalid([FieldError("$", message, "JSON", str(error))]) from None
    if not isinstance(read, dict):
        message = _("The record is not an object.")
        raise InputInvalid([FieldError("$", message, "{…}", type(read).__name__)])
    return read
