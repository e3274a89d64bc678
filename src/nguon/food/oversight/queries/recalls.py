"""Recalls and drills: read from what was done about them.

Those who look after the whole province see all of it. Everybody else sees a recall only if it was
told to a kitchen or organisation of theirs, and then what was said to and by these.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext as _

from nguon.base.errors import Missing
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.models import RecallAct
from nguon.food.oversight.queries.recall_scope import RecallStart
from nguon.food.oversight.queries.recall_value import (
    Answer,
    FoundAmount,
    Notice,
    NoticeLot,
    RecallView,
    Release,
)
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.queries import principal_of

MOST = 60
LATELY = timedelta(days=1)
Acts = Mapping[ActKind, Sequence[RecallAct]]


@dataclass(frozen=True, slots=True)
class RecallReach:
    """Whose notices somebody may see."""

    everything: bool
    place_ids: frozenset[UUID] = frozenset()
    organisation_ids: frozenset[UUID] = frozenset()

    @property
    def told(self) -> Q:
        """A filter on acts that are said to or by one of these."""
        if self.everything:
            return ~Q(place=None, organisation=None)
        return Q(place__in=self.place_ids) | Q(organisation__in=self.organisation_ids)

    @property
    def is_empty(self) -> bool:
        return not (self.everything or self.place_ids or self.organisation_ids)


EVERY_RECALL = RecallReach(everything=True)


def recall_reach(person: Person | AnonymousUser, *, at: datetime) -> RecallReach:
    """An inspector of one commune looks after what was told to its kitchens."""
    over = principal_of(person, act=Act.RUN_DRILL, at=at)
    if over.sees_everything:
        return EVERY_RECALL
    own = principal_of(person, act=Act.ANSWER_RECALL, at=at)
    return RecallReach(
        everything=False,
        place_ids=over.place_ids | own.place_ids,
        organisation_ids=over.organisation_ids | own.organisation_ids,
    )


def recall_of(recall_id: UUID, reach: RecallReach) -> RecallView:
    """Raises `Missing` for what is unknown and for what the asker may not see, alike."""
    found = _views([recall_id], reach)
    if not found:
        raise Missing(_("There is no recall at this address, or it is not yours to see."))
    return found[0]


def recalls_of(reach: RecallReach, *, drills: bool, limit: int = MOST) -> list[RecallView]:
    """The open ones first, the newest first among them; recalls or drills, never both."""
    if reach.is_empty:
        return []
    started = RecallAct.objects.filter(kind=ActKind.RECALL_STARTED, is_drill=drills)
    if not reach.everything:
        told = RecallAct.objects.filter(reach.told, kind=ActKind.RECALL_TOLD)
        started = started.filter(recall_id__in=told.values("recall_id"))
    ids = started.order_by("-sequence").values_list("recall_id", flat=True)[:limit]
    views = _views(list(ids), reach)
    return sorted(views, key=lambda one: (not one.is_open, -one.sent_at.timestamp()))


def recalls_to_settle(*, at: datetime) -> list[UUID]:
    """Recalls and drills in force, the oldest first; and what was released lately, should the
    power have gone in the middle of it."""
    whole = RecallAct.objects.filter(kind=ActKind.RECALL_RELEASED, body__lots=[])
    over = whole.filter(received_at__lt=at - LATELY)
    started = RecallAct.objects.filter(kind=ActKind.RECALL_STARTED)
    return list(
        started.exclude(recall_id__in=over.values("recall_id"))
        .order_by("sequence")
        .values_list("recall_id", flat=True)
    )


def _views(ids: Collection[UUID], reach: RecallReach) -> list[RecallView]:
    if not ids:
        return []
    to_nobody = Q(place=None, organisation=None)
    rows = (
        RecallAct.objects.filter(reach.told | to_nobody, recall_id__in=ids)
        .select_related("actor", "place__organisation", "place__commune", "organisation")
        .order_by("sequence")
    )
    by_recall: dict[UUID, list[RecallAct]] = defaultdict(list)
    for row in rows:
        by_recall[row.recall_id].append(row)
    found = [_view(acts, reach) for acts in by_recall.values()]
    return [one for one in found if reach.everything or one.notices]


def _view(rows: Iterable[RecallAct], reach: RecallReach) -> RecallView:
    acts: dict[ActKind, list[RecallAct]] = defaultdict(list)
    for row in rows:
        acts[ActKind(row.kind)].append(row)
    (started,) = acts[ActKind.RECALL_STARTED]
    said = started.body
    return RecallView(
        id=started.recall_id,
        title=said["title"],
        reason=said["reason"],
        instructions=said["instructions"],
        is_drill=started.is_drill,
        start=_start(said["start"]),
        within=timedelta(minutes=said["within_minutes"]),
        began_at=_instant(said["began_at"]),
        scope_ms=said["scope_ms"],
        incident_id=UUID(said["incident"]) if said["incident"] else None,
        sent_at=started.received_at,
        by=started.actor,
        notices=_notices(acts),
        releases=[_release(row) for row in acts[ActKind.RECALL_RELEASED]],
        sees_all=reach.everything,
    )


def _notices(acts: Acts) -> list[Notice]:
    by_key: dict[UUID | None, dict[ActKind, list[RecallAct]]] = {}
    for kind in (
        ActKind.RECALL_TOLD,
        ActKind.RECALL_ACKNOWLEDGED,
        ActKind.RECALL_REMINDED,
        ActKind.RECALL_ESCALATED,
    ):
        for row in acts[kind]:
            key = row.place_id or row.organisation_id
            by_key.setdefault(key, defaultdict(list))[kind].append(row)
    found = [_notice(one) for one in by_key.values() if one[ActKind.RECALL_TOLD]]
    return sorted(found, key=lambda one: (one.place is None, one.name, one.key))


def _notice(acts: Acts) -> Notice:
    told = acts[ActKind.RECALL_TOLD]
    lots = {lot["uri"]: _lot(lot, row) for row in told for lot in row.body["lots"]}
    counted = [row.body["portions"] for row in told if row.body["portions"] is not None]
    return Notice(
        place=told[0].place,
        organisation=told[0].organisation,
        first_told_at=told[0].received_at,
        told_at=told[-1].received_at,
        lots=sorted(lots.values(), key=lambda lot: (lot.is_dish, lot.name, lot.uri)),
        portions=sum(counted) if counted else None,
        answers=[_answer(row) for row in acts[ActKind.RECALL_ACKNOWLEDGED]],
        reminders=_numbered(acts[ActKind.RECALL_REMINDED], since=told[-1].sequence),
        escalations=_numbered(acts[ActKind.RECALL_ESCALATED], since=told[-1].sequence),
    )


def _numbered(rows: Iterable[RecallAct], *, since: int) -> dict[int, datetime]:
    """Of the newest notice: a later one begins to count again."""
    return {row.body["number"]: row.received_at for row in rows if row.sequence > since}


def _lot(said: Mapping[str, Any], row: RecallAct) -> NoticeLot:
    return NoticeLot(
        uri=said["uri"],
        name=said["name"],
        label=said["label"],
        uom=said["uom"],
        came=_amount(said["came"]),
        left=_amount(said["left"]),
        is_dish=said["dish"],
        told_at=row.received_at,
    )


def _answer(row: RecallAct) -> Answer:
    return Answer(
        at=row.received_at,
        by=row.actor,
        lots={
            lot["uri"]: FoundAmount(
                found=_amount(lot["found"]), set_aside=_amount(lot["set_aside"]), uom=lot["uom"]
            )
            for lot in row.body["lots"]
        },
        words=row.body["words"],
    )


def _release(row: RecallAct) -> Release:
    return Release(
        at=row.received_at,
        by=row.actor,
        finding=row.body["finding"],
        lots=frozenset(row.body["lots"]),
        things=frozenset(row.body["things"]),
    )


def _start(said: Mapping[str, Any]) -> RecallStart:
    return RecallStart(
        things=tuple(said["things"]),
        supplier_id=UUID(said["supplier"]) if said["supplier"] else None,
        since=_instant(said["since"]),
        until=_instant(said["until"]),
        without=frozenset(said["without"]),
    )


def _instant(said: str | None) -> datetime | None:
    return None if said is None else datetime.fromisoformat(said)


def _amount(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)
