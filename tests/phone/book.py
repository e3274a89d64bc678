"""What the server holds, asked of the database itself."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from nguon.ground.journal.models import PhotoPlace, Record, RecordConflict
from nguon.ground.people.models import Place


@dataclass(frozen=True)
class Entry:
    """One record as the journal keeps it; `raw` is the text as it was sent."""

    id: str
    kind: str
    actor: UUID
    device: str
    channel: str
    raw: str

    @property
    def words(self) -> Mapping[str, Any]:
        read: Mapping[str, Any] = json.loads(self.raw)
        return read

    @property
    def body(self) -> Mapping[str, Any]:
        body: Mapping[str, Any] = self.words["body"]
        return body


def entries_of(place: Place) -> list[Entry]:
    """What phones sent, in the order of receipt."""
    rows = Record.objects.filter(place_id=place.pk, channel="phone").order_by("sequence")
    return [
        Entry(str(r.id), r.kind, r.actor_id, r.device_id, r.channel, bytes(r.raw).decode())
        for r in rows
    ]


def ids_of(place: Place) -> list[str]:
    return [entry.id for entry in entries_of(place)]


def kinds_of(place: Place) -> Counter[str]:
    return Counter(entry.kind for entry in entries_of(place))


def conflicts_at(place: Place) -> list[str]:
    rows = RecordConflict.objects.filter(place_id=place.pk)
    return [bytes(row.raw).decode() for row in rows]


def photos_of(place: Place) -> set[str]:
    rows = PhotoPlace.objects.filter(place_id=place.pk)
    return set(rows.values_list("photo_id", flat=True))
