"""The envelope every kitchen record travels in, the same for a web form and for the phone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.food.kitchen.choices import IdentifiedBy, RecordKind
from nguon.food.kitchen.rules.reading import Reader

LARGEST = 64 * 1024
DEEPEST = 32
"""Levels of brackets; our own records have four."""

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
    clock_offset_ms: int | None
    clock: "PhoneClock"
    supersedes: UUID | None
    reason: str
    photos: tuple[str, ...]
    body: Mapping[str, Any]

    @property
    def entered_at(self) -> datetime:
        """The claimed time with the phone's own error taken out (R8)."""
        return self.claimed_at - timedelta(milliseconds=self.clock_offset_ms or 0)


@dataclass(frozen=True)
class PhoneClock:
    """What the app says of its clocks and of who holds it; a web page says none of it."""

    identified_by: str
    contact_at: datetime | None
    mono_ms: int | None
    boot_id: UUID | None
    seq: int | None
    build: str

    @property
    def corrects_body(self) -> bool:
        """The app knows its clock's error and writes the instants of a body in server time."""
        return self.boot_id is not None


def read_json(raw: bytes) -> Mapping[str, Any]:
    """The members of a record; raises InputInvalid for what is none.

    Stricter than Python: `NaN` is no JSON, and brackets deeper than any record needs would be
    a trap for whoever reads the record later.
    """
    if len(raw) > LARGEST:
        wanted = _("at most %(n)d bytes") % {"n": LARGEST}
        raise InputInvalid([FieldError("$", _("The record is too large."), wanted, str(len(raw)))])
    try:
        read = json.loads(raw.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        message = _("The record is not JSON.")
        raise InputInvalid([FieldError("$", message, "JSON", str(error)[:80])]) from None
    if not isinstance(read, dict):
        message = _("The record is not an object.")
        raise InputInvalid([FieldError("$", message, "{…}", type(read).__name__)])
    if raw.count(b"{") + raw.count(b"[") > DEEPEST and _is_deeper(read, DEEPEST):
        message = _("The record is nested too deeply.")
        wanted = _("at most %(n)d levels") % {"n": DEEPEST}
        raise InputInvalid([FieldError("$", message, wanted, "")])
    return read


def _no_number(name: str) -> Any:
    raise ValueError(f"expected a number, got {name}")


def _is_deeper(read: Any, levels: int) -> bool:
    layer = [read]
    for _level in range(levels):
        layer = [
            inner
            for outer in layer
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return bool(layer)


def read_envelope(raw: bytes, said: Mapping[str, Any] | None = None) -> Envelope:
    """Parse at the door; raises InputInvalid with every fault found.

    `said` is what `read_json` found in `raw`, if somebody has asked it already.
    """
    r = Reader(read_json(raw) if said is None else said)
    kind = r.choice("type", RecordKind)
    supersedes = r.maybe_uuid("supersedes")
    reason = r.text("reason", longest=1000, required=supersedes is not None)
    if kind == RecordKind.WITHDRAWN and supersedes is None:
        r.fault("supersedes", _("This is missing."), expected=_("a record"), got=None)
    clock = PhoneClock(
        identified_by=r.choice("identified_by", IdentifiedBy, required=False),
        contact_at=r.maybe_instant("contact_at"),
        mono_ms=r.maybe_rounded("mono_ms", low=0, high=FAR_MS),
        boot_id=r.maybe_uuid("boot_id"),
        seq=r.maybe_integer("seq", low=1, high=2**53),
        build=r.text("build", longest=60, required=False),
    )
    envelope = Envelope(
        id=r.uuid("id"),
        kind=RecordKind(kind or RecordKind.WITHDRAWN),
        schema_version=r.integer("schema_v", low=1, high=1000),
        place_id=r.uuid("kitchen"),
        actor_id=r.uuid("actor"),
        claimed_at=r.instant("claimed_at"),
        device_id=r.maybe_uuid("device"),
        clock_offset_ms=r.maybe_rounded("offset_ms", low=-FAR_MS, high=FAR_MS),
        clock=clock,
        supersedes=supersedes,
        reason=reason,
        photos=tuple(one.text("sha256", longest=64).lower() for one in r.items("photos")),
        body=r.inside("body").data,
    )
    r.finish()
    return envelope
