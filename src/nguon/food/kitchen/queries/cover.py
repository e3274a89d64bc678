"""What a hold for suspicion reaches beyond the things it names. Derived each time.

Whoever names a meal suspects everything in it. So the lots that went into its dishes are held,
and with them, in every kitchen, the samples of dishes made with one of those lots: they are the
only way to find out where it came from. What a record said until the hold came in counts, even
if it is corrected afterwards: nobody frees a sample by rewriting a dish.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.models import Hold

_USED = """
select d.meal_id, made.place_id, i.lot_uri, (
    select l.lot_uri from kitchen_receivedline l
    where l.root_id = i.line_root_id and l.superseded_by is null
    order by l.happened_at, l.sequence limit 1),
    (select j.received_at from journal_record j where j.id = made.superseded_by)
from kitchen_dish d join kitchen_cookingcheck made on made.dish_id = d.id
join kitchen_ingredient i on i.check_made_id = made.record_id
where d.meal_id = any(%(meals)s)
"""
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
# The same of a few boxes, from the boxes to the lots.
_SAMPLED_IN = """
select distinct box.root_id, i.lot_uri, line.lot_uri,
    (select j.received_at from journal_record j where j.id = made.superseded_by)
from kitchen_retainedsample box cross join lateral (
    select c.record_id, c.superseded_by from kitchen_cookingcheck c
    where c.dish_id = box.dish_id and c.place_id = any(%(places)s::uuid[]) offset 0) made
join kitchen_ingredient i on i.check_made_id = made.record_id
left join lateral (
    select l.lot_uri, l.place_id from kitchen_receivedline l
    where l.root_id = i.line_root_id and l.superseded_by is null
    order by l.happened_at, l.sequence limit 1) line on true
where box.box_uri = any(%(boxes)s) and (i.lot_uri = any(%(lots)s)
    or (line.lot_uri = any(%(lots)s) and line.place_id = any(%(places)s::uuid[])))
"""
Told = tuple[UUID, str, str | None, datetime | None]
"""A sample of a dish made with a lot: its root, the lot used, that of its line by now, and when
the cooking record was replaced, if ever."""


@dataclass(frozen=True)
class Cover:
    """`lots`: named, or used in a named meal. `samples`: root records of samples of dishes made
    with one of them, as far as they were asked for."""

    lots: frozenset[str] = frozenset()
    samples: frozenset[UUID] = frozenset()


NO_COVER = Cover()


def covers_of(holds: Sequence[Hold], *, places: Collection[UUID] | None) -> dict[UUID, Cover]:
    """By the root of the hold; two queries, or none without a hold for suspicion.

    `places` says whose samples to look for; None: everybody's. With no place it is one query.
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


def covered_among(
    boxes: Collection[str],
    holds: Sequence[Hold],
    covers: Mapping[UUID, Cover],
    *,
    places: Collection[UUID],
) -> frozenset[UUID]:
    """Which of these boxes at the places some suspicion covers by its lots, as root records."""
    suspicions = [hold for hold in holds if hold.kind == HoldKind.SUSPICION]
    lots = {hold.root_id: covers[hold.root_id].lots for hold in suspicions}
    wanted = frozenset[str]().union(*lots.values())
    if not wanted or not boxes:
        return frozenset()
    told = _fetch(_SAMPLED_IN, lots=list(wanted), places=list(places), boxes=list(boxes))
    return frozenset[UUID]().union(*_reached(suspicions, lots, told).values())


def _used_in_meals(holds: Sequence[Hold]) -> Iterable[tuple[Hold, set[str]]]:
    meals = {UUID(meal) for hold in holds for meal in hold.meal_ids}
    by_meal: dict[tuple[str, UUID], list[tuple[str, str | None, datetime | None]]]
    by_meal = defaultdict(list)
    if meals:
        for meal, place, *told in _fetch(_USED, meals=list(meals)):
            by_meal[str(meal), place].append((told[0], told[1], told[2]))
    for hold in holds:
        yield (
            hold,
            {
                uri
                for meal in hold.meal_ids
                for lot, line_lot, ended_at in by_meal[meal, hold.place_id]
                if _counts(ended_at, hold)
                for uri in (lot, line_lot)
                if uri
            },
        )


def _samples(
    holds: Sequence[Hold], lots: Mapping[UUID, Collection[str]], places: Collection[UUID] | None
) -> dict[UUID, set[UUID]]:
    wanted = {uri for hold in holds for uri in lots[hold.root_id]}
    is_everywhere = places is None
    if not wanted or not (is_everywhere or places):
        return defaultdict(set)
    told = _fetch(_SAMPLED, lots=list(wanted), everywhere=is_everywhere, places=list(places or ()))
    return _reached(holds, lots, told)


def _reached(
    holds: Sequence[Hold], lots: Mapping[UUID, Collection[str]], told: Iterable[Told]
) -> dict[UUID, set[UUID]]:
    """Roots of samples by the root of the hold."""
    by_lot: dict[str | None, list[tuple[UUID, datetime | None]]] = defaultdict(list)
    for root, lot, line_lot, ended_at in told:
        for uri in {lot, line_lot}:
            by_lot[uri].append((root, ended_at))
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for hold in holds:
        found[hold.root_id] = {
            root
            for uri in lots[hold.root_id]
            for root, ended_at in by_lot.get(uri, ())
            if _counts(ended_at, hold)
        }
    return found


def _fetch(statement: str, **parameters: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def _counts(ended_at: datetime | None, hold: Hold) -> bool:
    return ended_at is None or ended_at > hold.received_at
