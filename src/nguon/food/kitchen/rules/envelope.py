"""The envelope every kitchen record travels in, the same for a web form and for the phone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.rules.reading import Reader

LARGEST = 64 * 1024
FAR_MS = 100 * 365 * 24 * 3600 * 1000
"""A phone may believe it is 1970; a hundred years covers every clock we have heard of."""


@dataclass(frozen=True)
class Envelope:
    """What was sent: who claims to have done what, where, when, on which device."""

    id: UUID
    kind: RecordKind
    schema_version: int
    place_id: UUID
    actor_id: UUID
    claimed_at: datetime
    device_id: UUID | None
    clock_offset_ms: int
    supersedes: UUID | None
    reason: str
    photos: tuple[str, ...]
    body: Mapping[str, Any]

    @property
    def entered_at(self) -> datetime:
        """The claimed time with the phone's own error taken out (R8)."""
        return self.claimed_at - timedelta(milliseconds=self.clock_offset_ms)


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


def read_envelope(raw: bytes) -> Envelope:
    """Parse at the door; raises InputInvalid with every fault found."""
    r = Reader(_json(raw))
    kind = r.choice("type", RecordKind)
    supersedes = r.maybe_uuid("supersedes")
    reason = r.text("reason", longest=1000, required=supersedes is not None)
    if kind == RecordKind.WITHDRAWN and supersedes is None:
        r.fault("supersedes", _("This is missing."), expected=_("a record"), got=None)
    photos = tuple(one.text("sha256", longest=64).lower() for one in r.items("photos"))
    offset = r.maybe_integer("offset_ms", low=-FAR_MS, high=FAR_MS) or 0
    id_, place_id, actor_id = r.uuid("id"), r.uuid("kitchen"), r.uuid("actor")
    version = r.integer("schema_v", low=1, high=1000)
    claimed_at, device_id = r.instant("claimed_at"), r.maybe_uuid("device")
    body = r.inside("body").data
    r.finish()
    return Envelope(
        id=id_,
        kind=RecordKind(kind),
        schema_version=version,
        place_id=place_id,
        actor_id=actor_id,
        claimed_at=claimed_at,
        device_id=device_id,
        clock_offset_ms=offset,
        supersedes=supersedes,
        reason=reason,
        photos=photos,
        body=body,
    )
