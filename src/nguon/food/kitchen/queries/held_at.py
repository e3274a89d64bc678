"""What lies on hold in many kitchens at once: what each of them refuses to cook or to destroy."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from nguon.base import clock
from nguon.food.kitchen.models import Dish, ReceivedLine, RetainedSample
from nguon.food.kitchen.queries.day import day_bounds
from nguon.food.kitchen.queries.holds import StandingHold, every_open_hold
from nguon.food.kitchen.queries.stops import LOTS_LAST
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import Place


@dataclass(frozen=True)
class HeldAt:
    """`lots` and `meals` by the identifier of the kitchen; `samples` by that of the box."""

    lots: frozenset[tuple[str, str]] = frozenset()
    meals: frozenset[tuple[str, UUID]] = frozenset()
    samples: frozenset[str] = frozenset()


def held_at(identifiers: Collection[str], *, at: datetime) -> HeldAt:
    """At most seven queries, for five hundred kitchens as for one; two where nothing is held."""
    kitchens = Place.objects.filter(kind=PlaceKind.KITCHEN, identifier__in=identifiers).order_by()
    places: dict[UUID, str] = dict(kitchens.values_list("pk", "identifier"))
    holds = every_open_hold(places.keys()) if places else []
    if not holds:
        return HeldAt()
    own = [one for one in holds if one.hold.place_id in places]
    lots = {(places[one.hold.place_id], uri) for one in own for uri in one.cover.lots}
    meals = ((one.hold.place_id, meal) for one in own for meal in one.hold.meal_ids)
    return HeldAt(
        lots=frozenset(lots | _lots_elsewhere(holds, places, at)),
        meals=frozenset((places[place], UUID(meal)) for place, meal in meals),
        samples=frozenset(_samples(holds, own, places.keys())),
    )


def _lots_elsewhere(
    holds: Iterable[StandingHold], places: Mapping[UUID, str], at: datetime
) -> set[tuple[str, str]]:
    """What a kitchen received that another holds: as in its stop list."""
    since = day_bounds(clock.local_day(at))[0] - LOTS_LAST
    recent = [one for one in holds if one.hold.happened_at >= since]
    wanted = {uri for one in recent for uri in one.cover.lots}
    received: dict[str, set[UUID]] = defaultdict(set)
    lines = ReceivedLine.objects.standing().filter(lot_uri__in=wanted).order_by()
    for place, uri in lines.values_list("place_id", "lot_uri").distinct():
        received[uri].add(place)
    reached = {
        uri
        for one in recent
        for uri in one.cover.lots
        if uri not in one.hold.lot_uris or one.hold.place_id in received[uri]
    }
    return {(places[place], uri) for uri in reached for place in received[uri] if place in places}


def _samples(
    holds: Iterable[StandingHold], own: Sequence[StandingHold], places: Collection[UUID]
) -> set[str]:
    covered = {root for one in holds for root in one.cover.samples}
    named = {root for one in own for root in one.hold.sample_ids}
    meals = {meal for one in own for meal in one.hold.meal_ids}
    lots = {uri for one in own for uri in one.hold.lot_uris}
    # Dishes first: with all three conditions in one statement, years of samples were read.
    dishes = Dish.objects.filter(Q(meal__in=meals) | Q(lot_uri__in=lots)).order_by()
    by_what = Q(root_id__in=[*covered, *named]) | Q(
        dish__in=list(dishes.values_list("pk", flat=True))
    )
    boxes = RetainedSample.objects.standing().filter(by_what, place__in=places).order_by()
    return set(boxes.values_list("box_uri", flat=True))
