"""What stands on every page of somebody until it is answered: in one query, two for an inspector.

Asked for each page that is drawn, so it reads few rows and builds no recall.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.models import RecallAct
from nguon.ground.people.choices import Act, Role
from nguon.ground.people.models import Assignment
from nguon.ground.people.queries.places import granting, sees_everything

MOST = 5
Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenNotice:
    """`key` is the kitchen or organisation that has not answered; `late` how many have not, for
    whoever stands over them, and then there is no key."""

    recall_id: UUID
    title: str
    is_drill: bool
    since: datetime
    key: UUID | None = None
    late: int = 0


def open_notices(held: Sequence[Assignment]) -> list[OpenNotice]:
    """Recalls before drills, the oldest first."""
    found = [*_to_answer(held), *_passed_on(held)]
    return sorted(found, key=lambda one: (one.is_drill, one.since))[:MOST]


def _to_answer(held: Sequence[Assignment]) -> list[OpenNotice]:
    places, organisations, managed = set(), set(), set()
    for one in granting(held, Act.ANSWER_RECALL):
        if one.place_id is not None:
            places.add(one.place_id)
        elif one.organisation_id is not None:
            organisations.add(one.organisation_id)
            if one.role == Role.MANAGER:
                managed.add(one.organisation_id)
    if not places and not organisations:
        return []
    mine = Q(place__in=places) | Q(organisation__in=organisations)
    if managed:
        mine |= Q(place__organisation__in=managed)
    rows = _unanswered(ActKind.RECALL_TOLD).filter(mine).order_by("sequence")
    notices: dict[tuple[UUID, UUID], OpenNotice] = {}
    for row in _read(rows):
        key = row["place_id"] or row["organisation_id"]
        notices.setdefault((row["recall_id"], key), _notice(row, key=key))
    return list(notices.values())


def _passed_on(held: Sequence[Assignment]) -> list[OpenNotice]:
    """Level 1 to inspectors of the commune, level 2 to the province as well."""
    over = granting(held, Act.RUN_DRILL)
    if not over:
        return []
    is_inspector = any(one.role == Role.INSPECTOR for one in over)
    rows = _unanswered(ActKind.RECALL_ESCALATED).filter(body__number=1 if is_inspector else 2)
    if not any(sees_everything(one) for one in over):
        communes = [one.commune_id for one in over]
        rows = rows.filter(place__commune__in=communes)
    late: dict[UUID, list[Row]] = {}
    for row in _read(rows.order_by("sequence")):
        late.setdefault(row["recall_id"], []).append(row)
    return [_notice(of_one[0], late=len(of_one)) for of_one in late.values()]


def _unanswered(kind: ActKind) -> QuerySet[RecallAct]:
    of_recall = RecallAct.objects.filter(recall_id=OuterRef("recall_id"))
    answered = of_recall.filter(
        Q(place=OuterRef("place")) | Q(organisation=OuterRef("organisation")),
        kind=ActKind.RECALL_ACKNOWLEDGED,
        sequence__gt=OuterRef("sequence"),
    )
    released = of_recall.filter(kind=ActKind.RECALL_RELEASED, body__lots=[])
    return RecallAct.objects.filter(~Exists(answered), ~Exists(released), kind=kind)


def _read(rows: QuerySet[RecallAct]) -> list[Row]:
    started = RecallAct.objects.filter(pk=OuterRef("recall_id"))
    titled = rows.annotate(title=Subquery(started.values("body__title")[:1]))
    named = ("recall_id", "place_id", "organisation_id", "is_drill", "received_at", "title")
    return list(titled.values(*named))


def _notice(row: Row, *, key: UUID | None = None, late: int = 0) -> OpenNotice:
    return OpenNotice(
        recall_id=row["recall_id"],
        title=row["title"],
        is_drill=row["is_drill"],
        since=row["received_at"],
        key=key,
        late=late,
    )
