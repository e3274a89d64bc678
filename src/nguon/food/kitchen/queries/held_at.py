"""What lies on hold in many kitchens at once: what each of them refuses to cook or to destroy."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from nguon.base import clock
from nguon.food.kitchen.models import ReceivedLine, RetainedSample
from nguon.food.kitchen.queries.cover import covered_among
from nguon.food.kitchen.queries.day import day_bounds
from nguon.food.kitchen.queries.holds import StandingHold, every_open_hold
from nguon.food.kitchen.queries.stops import LOTS_LAST
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import Place


@dataclass(frozen=True)
class HeldAt:
    """`lots` and `meals` by the identifier of the kitchen."""

    lots: frozenset[tuple[str, str]] = frozenset()
    meals: frozenset[tuple[str, UUID]] = frozenset()
    holds: Sequence[StandingHold] = ()
    places: Mapping[UUID, str] = field(default_factory=dict)

    def boxes_among(self, boxes: Collection[str]) -> frozenset[str]:
        """Which of these boxes with samples may not be destroyed there; two queries."""
        if not self.holds or not boxes:
            return frozenset()
        covers = {one.hold.root_id: one.cover for one in self.holds}
        covered = covered_among(
            boxes, [one.hold for one in self.holds], covers, places=self.places.keys()
        )
        own = [one.hold for one in self.holds if one.hold.place_id in self.places]
        named = {root for hold in own for root in hold.sample_ids}
        meals = {meal for hold in own for meal in hold.meal_ids}
        lots = {uri for hold in own for uri in hold.lot_uris}
        standing = RetainedSample.objects.standing().order_by()
        rows = standing.filter(box_uri__in=boxes, place__in=self.places.keys())
        return frozenset(
            box
            for box, root, meal, lot in rows.values_list(
                "box_uri", "root_id", "dish__meal_id", "dish__lot_uri"
            )
            if root in covered or str(root) in named or str(meal) in meals or lot in lots
        )


def held_at(identifiers: Collection[str], *, goods: Set[str], at: datetime) -> HeldAt:
    """What of these goods; four queries, for five hundred kitchens as for one."""
    kitchens = Place.objects.filter(kind=PlaceKind.KITCHEN, identifier__in=identifiers).order_by()
    places: dict[UUID, str] = dict(kitchens.values_list("pk", "identifier"))
    holds = every_open_hold() if places else []
    if not holds:
        return HeldAt()
    own = [one for one in holds if one.hold.place_id in places]
    lots = {(places[one.hold.place_id], uri) for one in own for uri in one.cover.lots}
    meals = ((one.hold.place_id, meal) for one in own for meal in one.hold.meal_ids)
    return HeldAt(
        lots=frozenset(lots | _lots_elsewhere(holds, places, goods, at)),
        meals=frozenset((places[place], UUID(meal)) for place, meal in meals),
        holds=holds,
        places=places,
    )


def _lots_elsewhere(
    holds: Iterable[StandingHold],
    places: Mapping[UUID, str],
    goods: Set[str],
    at: datetime,
) -> set[tuple[str, str]]:
    """What a kitchen received that another holds: as in its stop list."""
    since = day_bounds(clock.local_day(at))[0] - LOTS_LAST
    recent = [(one.hold, one.cover.lots & goods) for one in holds if one.hold.happened_at >= since]
    wanted = {uri for _, uris in recent for uri in uris}
    if not wanted:
        return set()
    received: dict[str, set[UUID]] = defaultdict(set)
    lines = ReceivedLine.objects.standing().filter(lot_uri__in=wanted).order_by()
    for place, uri in lines.values_list("place_id", "lot_uri").distinct():
        received[uri].add(place)
    reached = {
        uri
        for hold, uris in recent
        for uri in uris
        if uri not in hold.lot_uris or hold.place_id in received[uri]
    }
    return {(places[place], uri) for uri in reached for place in received[uri] if place in places}
