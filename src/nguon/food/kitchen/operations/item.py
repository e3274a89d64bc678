"""One record as a phone handed it in, and the answer to it."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.food.kitchen.rules.bodies import Body, read_body
from nguon.food.kitchen.rules.envelope import Envelope, read_envelope, read_json
from nguon.food.kitchen.rules.json_text import member_of

SyncResult = Literal["stored", "duplicate", "conflict", "invalid", "parked", "failed"]


@dataclass(frozen=True)
class ItemResult:
    """`code` is for programs, `text` for the person who holds the phone."""

    id: UUID | None
    result: SyncResult
    code: str = ""
    field: str = ""
    text: str = ""
    waiting_for: Sequence[str] = ()


@dataclass(frozen=True)
class Sent:
    """What the phone said of its steady clock when it handed in a batch."""

    mono_ms: int | None = None
    boot_id: UUID | None = None

    def not_after(self, envelope: Envelope, *, received_at: datetime) -> datetime | None:
        """The record is at least as old as the time that passed on the phone since it was saved.

        That clock may stand still while the phone sleeps, so the record may be older still. It
        tells nothing across a restart.
        """
        clock = envelope.clock
        if self.boot_id is None or clock.boot_id != self.boot_id:
            return None
        if self.mono_ms is None or clock.mono_ms is None or clock.mono_ms > self.mono_ms:
            return None
        return received_at - timedelta(milliseconds=self.mono_ms - clock.mono_ms)


@dataclass(frozen=True)
class Item:
    raw: bytes
    said: Mapping[str, Any] = field(repr=False)
    unreadable: InputInvalid | None = None

    @classmethod
    def of(cls, raw: bytes) -> "Item":
        """Never fails: what cannot be read says nothing."""
        try:
            return cls(raw, read_json(raw))
        except InputInvalid as error:
            return cls(raw, {}, error)

    @cached_property
    def id(self) -> UUID | None:
        """Also of an item that cannot be read otherwise: by it the phone knows which is refused."""
        told = self.said.get("id")
        if self.unreadable is not None:
            told = member_of(self.raw.decode(errors="replace"), "id")
        with suppress(ValueError):
            return UUID(told) if isinstance(told, str) else None
        return None

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()

    @cached_property
    def envelope(self) -> Envelope:
        """Raises InputInvalid."""
        if self.unreadable is not None:
            raise self.unreadable
        return read_envelope(self.raw, self.said)

    @cached_property
    def body(self) -> Body:
        """Raises InputInvalid."""
        return read_body(self.envelope)

    @property
    def fault(self) -> InputInvalid | None:
        try:
            _read = self.body
        except InputInvalid as error:
            return error
        return None

    def answer(self, result: SyncResult, code: str = "", text: str = "") -> ItemResult:
        return ItemResult(self.id, result, code, text=text)

    def invalid(self, error: InputInvalid, code: str = "malformed") -> ItemResult:
        first = error.errors[0]
        return ItemResult(self.id, "invalid", code, field=first.path, text=_words(first))


def _words(fault: FieldError) -> str:
    if not fault.expected:
        return fault.message
    words = {"message": fault.message, "expected": fault.expected}
    return _("%(message)s Expected: %(expected)s.") % words
