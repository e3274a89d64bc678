"""From what somebody suspects to the things to walk from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid, Missing
from nguon.food.kitchen.models import Dish, Meal, ReceivedLine
from nguon.food.oversight.queries.arrays import bigints
from nguon.food.trace.queries.contents import contents_at
from nguon.food.trace.queries.moment import Moment
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.starting_points import askable
from nguon.food.trace.queries.stays_of import Contents, last_contents
from nguon.ground.people.models import Organisation, OrganisationName, Place

_FIND = "select id, uri from trace_node where uri = any(%s)"
_BOXES = "select id from trace_node where id = any(%s) and kind = 'instance'"
_SAMPLED = """
select taken.src from trace_edge out join trace_event step on step.id = -out.src
join trace_edge taken on taken.dst = out.src
where out.dst = %s and step.biz_step = 'sampling'
"""
# Numbers of events grow with the time of their recording. What was recorded more than a week before
# it is said to have happened was not handed over then, and years of deliveries need not be read.
_FIRST = """
select id from trace_event where record_time >= %s order by record_time, id limit 1
"""
_RECORDED = "select record_time from trace_event where id = %s"
_RECORDED_BEFORE = timedelta(days=7)
# The newest first, as far as is asked for: a hub hands over tens of thousands of lots in a month.
_HANDED = """
with handed(id) as (
    select l.event_id from trace_node party cross join lateral (
        select t.event_id from trace_event_link t
        where t.node_id = party.id and t.event_id >= %(first)s and t.role = 'source'
        order by t.event_id desc limit %(most)s) l
    where party.uri = any(%(parties)s)
    union
    (select own.id from trace_event own where own.tenant_id = %(tenant)s and own.id >= %(first)s
    and own.event_time >= %(since)s and (own.biz_step = any(%(own_steps)s) or own.action = 'ADD')
    order by own.id desc limit %(most)s))
select id from handed order by id desc limit %(most)s
"""
# What the supplier handed over by somebody's word, and what it shipped or made by its own.
_GOODS_OF = """
select goods.node_id, n.kind, e.id, case when n.kind = 'instance' then e.event_time end
from trace_standing_event e
join trace_event_link goods on goods.event_id = e.id and goods.role = any(%(roles)s)
join trace_node n on n.id = goods.node_id and n.kind in ('lot', 'instance')
where e.id = any(array(select unnest(%(events)s::bigint[])))
and e.event_time between %(since)s and %(until)s
and e.disposition is distinct from 'returned' and 
"""
_OWN_STEPS = ("shipping", "departing", "commissioning", "creating_class_instance", "packing")
_GOODS = ("epc_list", "quantity_list", "parent_id", "output_epc_list", "output_quantity_list")


@dataclass(frozen=True, slots=True)
class ThingStart:
    """A lot, a dish, a sample or a box, by its canonical identifier."""

    uri: str


@dataclass(frozen=True, slots=True)
class ThingsStart:
    """Several at once, as of a recall; those that no event names are left out."""

    uris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupplierStart:
    """An organisation under all its names, and what it handed over in so many days."""

    organisation_id: UUID
    days: int = 30


@dataclass(frozen=True, slots=True)
class MealStart:
    meal_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class SickCount:
    """How many of one class fell sick after one meal. A code and a number, never a name."""

    meal_id: UUID
    class_code: str
    sick: int


@dataclass(frozen=True, slots=True)
class SickStart:
    counts: tuple[SickCount, ...]


Start = ThingStart | ThingsStart | SupplierStart | MealStart | SickStart


@dataclass(frozen=True, slots=True)
class GivenCase:
    meal_id: UUID
    numbers: frozenset[int]
    weight: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Where to begin. `cases` None: the sick meals are those that ate of it, by portions."""

    label: str
    numbers: frozenset[int]
    inside: Contents = field(default_factory=Contents)
    cases: tuple[GivenCase, ...] | None = None
    unmade: tuple[str, ...] = ()
    by_name_only: frozenset[int] = frozenset()
    handed_in: Mapping[int, int] = field(default_factory=dict)
    """Of a supplier's goods: the newest event that hands each over. These are followed first."""

    has_more: bool = False
    """There are older goods of the supplier, which were not read."""

    is_of_goods: bool = False
    """The question is who has the goods; else it is who ate of them."""


def asked_about(start: Start, *, scope: Scope, at: datetime, most: int | None = None) -> Asked:
    """Of a supplier no more than the `most` newest events.

    Raises `Missing` for what is unknown and for what the asker may not see, alike.
    """
    match start:
        case ThingStart():
            return _thing(start.uri, scope)
        case ThingsStart():
            return _things(start.uris, scope)
        case SupplierStart():
            return _supplier(start, scope, at, most)
        case MealStart():
            return _meals({meal_id: Decimal(1) for meal_id in start.meal_ids}, scope)
        case SickStart():
            return _meals(_weights(start), scope)


def supplier_uris(organisation: Organisation) -> list[str]:
    """How events may name it: by its own identifier, or by one of its places."""
    places = Place.objects.filter(organisation=organisation)
    return [organisation.identifier, *places.values_list("identifier", flat=True)]


def numbers_of(uris: list[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [uris])
        return {uri: number for number, uri in cursor.fetchall()}


def handed_over(
    organisation: Organisation, *, scope: Scope, since: datetime, until: datetime
) -> set[int]:
    """Everything that events name as coming from it, with what lay in its boxes then."""
    return set(newest_of(organisation, scope=scope, since=since, until=until)[0])


def newest_of(
    organisation: Organisation,
    *,
    scope: Scope,
    since: datetime,
    until: datetime,
    most: int | None = None,
) -> tuple[dict[int, int], bool]:
    """The same with the newest event that says so, and whether it is all, when no more than the
    `most` newest events are read."""
    visible, parameters = scope.traced()
    parameters = parameters | {
        "parties": supplier_uris(organisation),
        "tenant": organisation.pk,
        "since": since,
        "until": until,
        "own_steps": list(_OWN_STEPS),
        "roles": list(_GOODS),
        "most": most,
    }
    first = first_since(since)
    if first is None:
        return {}, True
    with connection.cursor() as cursor:
        cursor.execute(_HANDED, parameters | {"first": first})
        events = [event for (event,) in cursor.fetchall()]
        cursor.execute(_GOODS_OF + visible, parameters | {"events": bigints(events)})
        rows: list[tuple[Any, ...]] = list(cursor.fetchall())
    found = _with_contents(rows)
    if not scope.everything:
        seen = askable({number for number in found if number > 0}, scope=scope)
        found = {number: event for number, event in found.items() if number in seen}
    return found, most is None or len(events) < most


def first_since(since: datetime) -> int | None:
    """The number of the first event that may tell of this time; None: there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, [since - _RECORDED_BEFORE])
        row = cursor.fetchone()
    return row[0] if row else None


def _with_contents(rows: list[tuple[Any, ...]]) -> dict[int, int]:
    """Goods, and what lay in their boxes then, with the newest event of each."""
    boxes = [(node, Moment(time, event)) for node, kind, event, time in rows if kind == "instance"]
    found: dict[int, int] = {}
    for node, _kind, event, _time in rows:
        found[node] = max(event, found.get(node, event))
    for asked, inside in (contents_at(boxes) if boxes else {}).items():
        event = asked[1].event
        for content in inside:
            found[content] = max(event, found.get(content, event))
    return found


def recorded_at(event: int) -> datetime | None:
    """When an event entered the store."""
    with connection.cursor() as cursor:
        cursor.execute(_RECORDED, [event])
        row = cursor.fetchone()
    return row[0] if row else None


def _thing(uri: str, scope: Scope) -> Asked:
    number = numbers_of([uri.replace("\0", "")]).get(uri)
    if number is None or not askable([number], scope=scope):
        raise Missing(
            _("Nothing to trace under “%(uri)s”: no event that you may see names it.")
            % {"uri": uri}
        )
    with connection.cursor() as cursor:
        cursor.execute(_SAMPLED, [number])
        sampled = {src for (src,) in cursor.fetchall() if src > 0}
    if sampled and not scope.everything:
        sampled = askable(sampled, scope=scope)
    return Asked(label=uri, numbers=frozenset({number, *sampled}), inside=last_contents(number))


def _things(uris: tuple[str, ...], scope: Scope) -> Asked:
    """What lies in a box is asked about too, so that a recalled pallet is not empty."""
    numbers = set(numbers_of([uri.replace("\0", "") for uri in uris]).values())
    if not scope.everything:
        numbers = askable(numbers, scope=scope)
    if not numbers:
        raise Missing(
            _("Nothing to trace under “%(uri)s”: no event that you may see names it.")
            % {"uri": ", ".join(uris)}
        )
    with connection.cursor() as cursor:
        cursor.execute(_BOXES, [list(numbers)])
        boxes = [number for (number,) in cursor.fetchall()]
    inside = {content for box in boxes for content, _, _ in last_contents(box).put_in}
    return Asked(
        label=", ".join(uris),
        numbers=frozenset(numbers | {one for one in inside if one > 0}),
        is_of_goods=True,
    )


def _supplier(start: SupplierStart, scope: Scope, at: datetime, most: int | None) -> Asked:
    organisation = Organisation.objects.filter(pk=start.organisation_id).first()
    since = at - timedelta(days=start.days)
    handed: dict[int, int] = {}
    alike: set[int] = set()
    is_all = True
    if organisation is not None:
        handed, is_all = newest_of(organisation, scope=scope, since=since, until=at, most=most)
        alike = _named_alike(organisation, scope, since=since) - handed.keys()
    if most is not None and not is_all and not handed:
        return _supplier(start, scope, at, None)
    if organisation is None or not handed.keys() | alike:
        raise Missing(
            _("No goods of this supplier in the last %(days)d days that you may see.")
            % {"days": start.days}
        )
    return Asked(
        label=organisation.display_name,
        numbers=frozenset(handed.keys() | alike),
        by_name_only=frozenset(alike),
        handed_in=handed,
        has_more=not is_all,
    )


def _named_alike(organisation: Organisation, scope: Scope, *, since: datetime) -> set[int]:
    """Lots from strangers who gave one of its legal names. The kitchens' tables find names."""
    names = OrganisationName.objects.filter(organisation=organisation)
    lines = ReceivedLine.objects.standing().filter(
        supplier=None,
        happened_at__gte=since,
        source_key__in=names.values_list("folded_name", flat=True),
    )
    if not scope.everything:
        lines = lines.filter(place__identifier__in=scope.uris)
    return set(numbers_of(list(lines.values_list("lot_uri", flat=True))).values())


def _weights(start: SickStart) -> dict[UUID, Decimal]:
    weights: dict[UUID, Decimal] = {}
    for place, count in enumerate(start.counts):
        if count.sick < 1:
            path = f"counts[{place}].sick"
            said = _("How many fell sick must be 1 or more, not %(sick)d.") % {"sick": count.sick}
            raise InputInvalid([FieldError(path, said, expected="≥ 1", got=str(count.sick))])
        weights[count.meal_id] = weights.get(count.meal_id, Decimal(0)) + count.sick
    return weights


def _meals(weights: dict[UUID, Decimal], scope: Scope) -> Asked:
    """Which dishes a meal has is in no event, so the kitchen's plan tells it."""
    meals = Meal.objects.filter(pk__in=weights).select_related("place")
    if not scope.everything:
        meals = meals.filter(place__identifier__in=scope.uris)
    found = {meal.pk: meal for meal in meals}
    if not found or found.keys() != weights.keys():
        raise Missing(_("There is no such meal, or not in a kitchen that you may see."))
    dishes = list(Dish.objects.filter(meal__in=found).order_by("meal_id", "position"))
    numbers = numbers_of([dish.lot_uri for dish in dishes])
    of_meal: dict[UUID, set[int]] = {meal_id: set() for meal_id in found}
    for dish in dishes:
        if dish.lot_uri in numbers:
            of_meal[dish.meal_id].add(numbers[dish.lot_uri])
    cases = [GivenCase(meal_id, frozenset(of_meal[meal_id]), weights[meal_id]) for meal_id in found]
    return Asked(
        label=", ".join(f"{meal} · {meal.place.name}" for meal in found.values()),
        numbers=frozenset(numbers.values()),
        cases=tuple(cases),
        unmade=tuple(d.name for d in dishes if d.lot_uri not in numbers and not d.dropped),
    )
