"""What a hold for suspicion reaches beyond the things it names. Derived each time.

Whoever names a meal suspects everything in it. So the lots that went into its dishes are held,
and with them, in every kitchen, the samples of dishes made with one of those lots: they are the
only way to find out where it came from. What a record said until the hold came in counts, even
if it is corrected afterwards: nobody frees a sample by rewriting a dish.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, OuterRef, QuerySet, Subquery

from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.models import Hold, Ingredient, ReceivedLine
from nguon.ground.journal.models import Record

# From the lots to the boxes, and never from the places: of a place the planner would read years of
# cooking. Not by Django, which cannot say so.
_SAMPLED = """
with lines as materialized (
    select r.root_id, r.place_id from kitchen_receivedline r
    where r.superseded_by is null and r.lot_uri = any(%(lots)s)),
used as materialized (
    select i.check_made_id, i.lot_uri, i.line_root_id from kitchen_ingredient i
    where i.lot_uri = any(%(lots)s)
    union
    select i.check_made_id, i.lot_uri, i.line_root_id
    from lines join kitchen_ingredient i on i.line_root_id = lines.root_id
    where %(everywhere)s or lines.place_id = any(%(places)s::uuid[]))
select distinct box.root_id, u.lot_uri, (
    select l.lot_uri from kitchen_receivedline l
    where l.root_id = u.line_root_id and l.superseded_by is null
    order by l.happened_at, l.sequence limit 1),
    (select j.received_at from journal_record j where j.id = made.superseded_by)
from used u cross join lateral (
    select c.dish_id, c.superseded_by from kitchen_cookingcheck c
    where c.record_id = u.check_made_id
    and (%(everywhere)s or c.place_id = any(%(places)s::uuid[])) offset 0) made
cross join lateral (
    select s.root_id from kitchen_retainedsample s where s.dish_id = made.dish_id offset 0) box
"""


@dataclass(frozen=True)
class Cover:
    """`lots`: named, or used in a named meal. `samples`: root records of samples of dishes made
    with one of them, as far as they were asked for."""

    lots: frozenset[str] = frozenset()
    samples: frozenset[UUID] = frozenset()


NO_COVER = Cover()


def covers_of(holds: Sequence[Hold], *, places: Collection[UUID] | None) -> dict[UUID, Cover]:
    """By the root of the hold; two queries, or none without a hold for suspicion.

    `places` says whose samples to look for; None: everybody's.
    """
    suspicions = [hold for hold in holds if hold.kind == HoldKind.SUSPICION]
    lots = {hold.root_id: set(hold.lot_uris) for hold in holds}
    for hold, used in _used_in_meals(suspicions):
        lots[hold.root_id] |= used
    samples = _samples(suspicions, lots, places)
    return {
        hold.root_id: Cover(frozenset(lots[hold.root_id]), frozenset(samples[hold.root_id]))
        for hold in holds
    }


def _used_in_meals(holds: Sequence[Hold]) -> Iterable[tuple[Hold, set[str]]]:
    meals = {UUID(meal) for hold in holds for meal in hold.meal_ids}
    by_meal: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if meals:
        rows = _told(Ingredient.objects.filter(check_made__dish__meal__in=meals))
        for row in rows.values("meal_id", "place_id", "lot_uri", "line_lot", "ended_at"):
            by_meal[str(row["meal_id"])].append(row)
    for hold in holds:
        told = [
            row
            for meal in hold.meal_ids
            for row in by_meal[meal]
            if row["place_id"] == hold.place_id and _counts(row["ended_at"], hold)
        ]
        yield hold, {row[name] for row in told for name in ("lot_uri", "line_lot") if row[name]}


def _samples(
    holds: Sequence[Hold], lots: dict[UUID, set[str]], places: Collection[UUID] | None
) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    wanted = {uri for hold in holds for uri in lots[hold.root_id]}
    if not wanted:
        return found
    by_lot: dict[str, list[tuple[UUID, datetime | None]]] = defaultdict(list)
    for root, lot, line_lot, ended_at in _sampled(wanted, places):
        for uri in {lot, line_lot} & wanted:
            by_lot[uri].append((root, ended_at))
    for hold in holds:
        found[hold.root_id] = {
            root
            for uri in lots[hold.root_id]
            for root, ended_at in by_lot[uri]
            if _counts(ended_at, hold)
        }
    return found


def _sampled(wanted: Collection[str], places: Collection[UUID] | None) -> list[tuple[Any, ...]]:
    """Samples of dishes made with a lot: root, the lot used, that of its line by now, and when
    the cooking record was replaced, if ever."""
    parameters: dict[str, Any] = {
        "lots": list(wanted),
        "everywhere": places is None,
        "places": list(places or ()),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SAMPLED, parameters)
        return list(cursor.fetchall())


def _told(used: QuerySet[Ingredient]) -> QuerySet[Any]:
    """With the lot that the line has by now, and when the cooking record was replaced, if ever."""
    line = ReceivedLine.objects.standing().filter(root_id=OuterRef("line_root_id"))
    ender = Record.objects.filter(pk=OuterRef("check_made__superseded_by"))
    return used.order_by().annotate(
        line_lot=Subquery(line.values("lot_uri")[:1]),
        ended_at=Subquery(ender.values("received_at")[:1]),
        meal_id=F("check_made__dish__meal_id"),
        place_id=F("check_made__place_id"),
    )


def _counts(ended_at: datetime | None, hold: Hold) -> bool:
    return ended_at is None or ended_at > hold.received_at
