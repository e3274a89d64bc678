"""A recall's holds in the kitchens: placed, and released again, as records of the kitchens.

They are signed by whoever started the recall, and released by whoever released it, with the rights
those people have on that day. So the phones' stop lists, the warnings to sister kitchens and the
refusal to destroy samples follow by themselves. A drill places none, ever.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils import translation
from django.utils.translation import gettext as _

from nguon.food.kitchen.choices import HoldKind, RecordKind
from nguon.food.kitchen.operations.hold_everywhere import hold_everywhere
from nguon.food.oversight.queries.recall_holds import hold_id, holds_placed, holds_standing
from nguon.food.oversight.queries.recall_value import NoticeLot, RecallView, Release
from nguon.ground.people.models import Person, Place

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Placed:
    kitchen: str
    is_done: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Wanted:
    """A record that is due at a kitchen."""

    record_id: UUID
    kind: RecordKind
    place: Place
    by: Person
    at: datetime
    body: dict[str, Any]

    def raw(self) -> bytes:
        """Of nothing but what stands in the book, so that a second round writes the same bytes."""
        said = {
            "id": str(self.record_id),
            "type": self.kind.value,
            "schema_v": SCHEMA_VERSION,
            "kitchen": str(self.place.pk),
            "actor": str(self.by.pk),
            "claimed_at": self.at.isoformat(),
            "body": self.body,
        }
        return json.dumps(said, ensure_ascii=False).encode()


def hold_recalled(recall: RecallView, *, at: datetime) -> list[Placed]:
    """Everything that a kitchen was told of, each with a hold of its own, so that each can be
    released by itself."""
    if recall.is_drill:
        return []
    wanted = {
        hold_id(recall.id, place.pk, lot.uri): (place, lot)
        for place, lot in _told(recall)
        if recall.release_of(lot.uri) is None
    }
    placed = holds_placed(wanted.keys())
    missing = [_hold(recall, key, *one) for key, one in wanted.items() if key not in placed]
    return _submitted(missing, at=at)


def release_recalled(recall: RecallView, *, at: datetime) -> list[Placed]:
    """Holds of this recall on what it has released; nobody else's, and none released before."""
    if recall.is_drill or not recall.releases:
        return []
    due = {
        hold_id(recall.id, place.pk, lot.uri): (place, release)
        for place, lot in _told(recall)
        if (release := recall.release_of(lot.uri)) is not None
    }
    standing = holds_standing(due.keys())
    missing = [_release(newest, *due[root]) for root, newest in standing.items()]
    return _submitted(missing, at=at)


def _told(recall: RecallView) -> Iterator[tuple[Place, NoticeLot]]:
    for notice in recall.kitchens:
        if notice.place is not None:
            yield from ((notice.place, lot) for lot in notice.lots)


def _hold(recall: RecallView, record_id: UUID, place: Place, lot: NoticeLot) -> _Wanted:
    with translation.override("vi"):
        cause = _("Recall: %(title)s. %(reason)s") % {
            "title": recall.title,
            "reason": recall.reason,
        }
    body = {
        "held_at": lot.told_at.isoformat(),
        "kind": HoldKind.AUTHORITY.value,
        "cause": cause,
        "lot_uris": [lot.uri],
        "note": recall.instructions,
    }
    return _Wanted(
        record_id=record_id,
        kind=RecordKind.HOLD,
        place=place,
        by=recall.by,
        at=lot.told_at,
        body=body,
    )


def _release(hold: UUID, place: Place, release: Release) -> _Wanted:
    body = {
        "hold_id": str(hold),
        "released_at": release.at.isoformat(),
        "finding": release.finding,
    }
    record_id = uuid5(hold, "released with its recall")
    return _Wanted(
        record_id=record_id,
        kind=RecordKind.HOLD_RELEASED,
        place=place,
        by=release.by,
        at=release.at,
        body=body,
    )


def _submitted(wanted: Sequence[_Wanted], *, at: datetime) -> list[Placed]:
    """One kitchen's refusal (the sender's role may have ended) keeps nobody else waiting."""
    refused: set[UUID] = set()
    for by in {one.by for one in wanted}:
        raws = [one.raw() for one in wanted if one.by == by]
        refused |= hold_everywhere(raws, by=by, received_at=at).keys()
    return [Placed(one.place.name, is_done=one.record_id not in refused) for one in wanted]
