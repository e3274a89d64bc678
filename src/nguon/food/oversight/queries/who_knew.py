"""Who knew: what was sent back or held of a supplier's goods, and what was written afterwards.

The real actor counts, whatever legal name stood on the paper. A kitchen that buys from the same
actor learns place, time, goods and reason of a rejection elsewhere, unless that kitchen does not
share it (the only thing read here that is in no event), and of a hold only that there is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from nguon.base.errors import Missing
from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.models import ReceivedLine
from nguon.food.oversight.queries.arrays import bigints
from nguon.food.oversight.queries.directory import Directory
from nguon.food.oversight.queries.suspicion import first_since, handed_over, supplier_uris
from nguon.food.trace.queries.reach import Direction, reach_in_database
from nguon.food.trace.queries.scope import EVERYTHING, Scope, scope_of
from nguon.food.trace.queries.trace_value import Amount, Party
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import Organisation, Place
from nguon.ground.people.queries import Principal

LIMIT = 1_000
# Years of events name a party: only those numbered since are looked at. The lateral look-ups and
# what is materialised keep the planner from beginning with all events of a month.
_RETURNED = """
with told as materialized (
    select t.event_id from trace_node party join trace_event_link t on t.node_id = party.id
    where party.uri = any(%(parties)s) and t.event_id >= %(first)s and t.role = 'destination')
select e.id, e.event_id, e.record_id, e.tenant_id::text, coalesce(e.biz_location, e.read_point),
    e.event_time, e.record_time, n.uri, coalesce(e.facts ->> 'name', lot.name, n.uri),
    coalesce(e.facts ->> 'reason', e.facts ->> 'note', ''), goods.quantity, goods.uom,
    goods.node_id
from told l join trace_standing_event e on e.id = l.event_id
join trace_event_link goods on goods.event_id = e.id and goods.role in ('epc_list', 'quantity_list')
join trace_node n on n.id = goods.node_id left join trace_lot lot on lot.node_id = n.id
where e.disposition = 'returned'
and e.event_time between %(since)s and %(until)s
order by e.event_time desc, e.id, goods.position limit %(limit)s
"""
_HELD = """
with told as materialized (
    select h.id from trace_event h where h.biz_step = 'holding' and h.id >= %(first)s)
select e.id, e.event_id, e.record_id, e.tenant_id::text, coalesce(e.biz_location, e.read_point),
    e.event_time, e.record_time, n.uri, coalesce(lot.name, n.uri),
    coalesce(e.facts ->> 'reason', ''), goods.quantity, goods.uom,
    goods.node_id
from told join trace_standing_event e on e.id = told.id
join trace_event_link goods on goods.event_id = e.id and goods.role in ('epc_list', 'quantity_list')
join trace_node n on n.id = goods.node_id left join trace_lot lot on lot.node_id = n.id
where goods.node_id = any(%(things)s::bigint[]) and e.event_time between %(since)s and %(until)s
order by e.event_time desc, e.id, goods.position limit %(limit)s
"""
# Also of events that do not stand: what was corrected is the question.
_AFTERWARDS = """
select distinct e.id, e.event_id, e.record_id, e.tenant_id::text,
    coalesce(e.biz_location, e.read_point), e.event_time, e.record_time, coalesce(e.biz_step, ''),
    e.error_declared_at is not null
from trace_event_link l join trace_event e on e.id = l.event_id
where l.node_id = any(%(things)s::bigint[]) and e.record_time > %(after)s
and e.event_time <= %(after)s and {visible} order by e.record_time, e.id limit %(limit)s
"""
_NAMED_BY = """
with told as materialized (
    select t.event_id from trace_node party join trace_event_link t on t.node_id = party.id
    where party.uri = any(%(parties)s) and t.event_id >= %(first)s
    and t.role in ('source', 'destination'))
select distinct goods.node_id from told l cross join lateral (
    select s.id from trace_event s where s.id = l.event_id
    and s.event_time between %(since)s and %(until)s offset 0) e
join trace_event_link goods on goods.event_id = e.id and goods.role in ('epc_list', 'quantity_list')
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Warned:
    """`kind` is `returned` or `held`. Amounts and the cause of a hold stay with who saw them."""

    kind: str
    event_id: str
    place: Party
    at: datetime
    recorded_at: datetime
    thing: str
    goods: str
    reason: str
    amount: Amount | None
    is_own: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenAfterwards:
    """An act said to be of before the moment, recorded after it; or declared erroneous then."""

    event_id: str
    place: Party
    at: datetime
    recorded_at: datetime
    biz_step: str
    is_correction: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class WhoKnew:
    supplier: str
    names: tuple[str, ...]
    since: datetime
    warned: Sequence[Warned]
    afterwards: Sequence[WrittenAfterwards]
    is_complete: bool


def who_knew(
    organisation_id: UUID,
    *,
    principal: Principal,
    at: datetime,
    days: int = 30,
    after: datetime | None = None,
) -> WhoKnew:
    """`after` is the moment an incident was opened; None: nothing is told of what came later.

    Raises `Missing` for a supplier of whom the asker saw nothing.
    """
    scope = scope_of(principal)
    since = at - timedelta(days=days)
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None or not _concerns(organisation, scope, since=since, until=at):
        raise Missing(
            _("No goods of this supplier in the last %(days)d days that you may see.")
            % {"days": days}
        )
    return _told(organisation, scope, since=since, until=at, after=after)


def _told(
    organisation: Organisation,
    scope: Scope,
    *,
    since: datetime,
    until: datetime,
    after: datetime | None,
) -> WhoKnew:
    asked = {
        "parties": supplier_uris(organisation),
        "since": since,
        "until": until,
        "first": first_since(since) or 0,
    }
    goods = _goods(organisation, asked)
    things = reach_in_database(goods, Direction.DOWNSTREAM, scope=EVERYTHING).numbers
    asked |= {"things": bigints(things), "limit": LIMIT + 1}
    rows = [("returned", row) for row in _fetch(_RETURNED, asked)]
    rows += [("held", row) for row in _fetch(_HELD, asked)]
    late = _late(things, scope, after)
    told = [row for _, row in rows] + late
    own = scope.events_at_own_places({row[0] for row in told})
    seen = scope.traced_among({row[0] for row in told})
    directory = Directory({row[4] for row in told if row[4]}, {row[3] for row in told})
    shared = _shared({row[2] for _, row in rows if row[0] not in own and row[2]}, scope)
    buys = _buys(scope)
    warned = [
        _warned(kind, row, directory, is_own=row[0] in own, is_seen=row[0] in seen)
        for kind, row in rows
        if row[0] in seen or (buys and row[-1] in goods and (not row[2] or row[2] in shared))
    ]
    return WhoKnew(
        supplier=organisation.display_name,
        names=tuple(organisation.names.values_list("legal_name", flat=True)),
        since=since,
        warned=sorted(warned, key=lambda one: one.at, reverse=True)[:LIMIT],
        afterwards=[_afterwards(row, directory) for row in late[:LIMIT]],
        is_complete=len(rows) <= LIMIT and len(late) <= LIMIT,
    )


def _concerns(
    organisation: Organisation, scope: Scope, *, since: datetime, until: datetime
) -> bool:
    if scope.everything or organisation.pk in scope.tenant_ids:
        return True
    return bool(handed_over(organisation, scope=scope, since=since, until=until))


def _buys(scope: Scope) -> bool:
    """Only kitchens hear of other kitchens; that it concerns them was asked before."""
    kitchens = Place.objects.filter(kind=PlaceKind.KITCHEN, identifier__in=scope.uris)
    return scope.everything or kitchens.exists()


def _goods(organisation: Organisation, asked: dict[str, Any]) -> set[int]:
    """All it handed over, to whomever: what may be told of them is sorted out later."""
    since, until = asked["since"], asked["until"]
    goods = handed_over(organisation, scope=EVERYTHING, since=since, until=until)
    return goods | {row[0] for row in _fetch(_NAMED_BY, asked)}


def _late(things: frozenset[int], scope: Scope, after: datetime | None) -> list[tuple[Any, ...]]:
    if after is None:
        return []
    visible, parameters = scope.traced()
    parameters = parameters | {"things": bigints(things), "after": after, "limit": LIMIT + 1}
    return _fetch(_AFTERWARDS.format(visible=visible), parameters)


def _shared(records: set[UUID], scope: Scope) -> set[UUID]:
    """Records of rejections elsewhere that their kitchens share, and of holds, which all are."""
    if scope.everything or not records:
        return records
    kept_back = ReceivedLine.objects.filter(record_id__in=records, share=False)
    return records - set(kept_back.values_list("record_id", flat=True))


def _words(reason: str) -> str:
    """Of a suspicion events carry the code only."""
    return str(HoldKind(reason).label) if reason in HoldKind.values else reason


def _warned(
    kind: str, row: tuple[Any, ...], directory: Directory, *, is_own: bool, is_seen: bool
) -> Warned:
    _, event_id, _, tenant_id, place, at, recorded_at, thing, goods, reason, *amount, _ = row
    quantity, uom = amount
    tells_reason = is_seen or kind == "returned"
    return Warned(
        kind=kind,
        event_id=event_id,
        place=directory.holder(place, tenant_id),
        at=at,
        recorded_at=recorded_at,
        thing=thing,
        goods=goods,
        reason=_words(reason) if tells_reason else "",
        amount=Amount(quantity, uom) if is_seen and quantity is not None else None,
        is_own=is_own,
    )


def _afterwards(row: tuple[Any, ...], directory: Directory) -> WrittenAfterwards:
    _, event_id, _, tenant_id, place, at, recorded_at, biz_step, is_correction = row
    return WrittenAfterwards(
        event_id=event_id,
        place=directory.holder(place, tenant_id),
        at=at,
        recorded_at=recorded_at,
        biz_step=biz_step,
        is_correction=is_correction,
    )


def _fetch(statement: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
