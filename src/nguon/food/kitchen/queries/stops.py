"""What a scan must refuse: everything that an open hold of this kitchen lies on, or one of another
kitchen on a lot that both received or on a sample made with it. Derived each time, like the holds
themselves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from nguon.base import clock
from nguon.food.kitchen.models import (
    Dish,
    Hold,
    Meal,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
)
from nguon.food.kitchen.queries.cover import Cover, covers_of
from nguon.food.kitchen.queries.day import day_bounds
from nguon.food.kitchen.queries.holds import StandingHold
from nguon.food.kitchen.queries.sister_warnings import holds_elsewhere
from nguon.ground.people.models import Place

LOTS_LAST = timedelta(days=60)
"""As long as dry goods count as in stock."""


@dataclass(frozen=True)
class HeldThing:
    kind: str
    """`lot`, `sample` or `meal`."""

    of: str
    """Identifier of the lot, first record of the sample, id of the meal."""

    uris: tuple[str, ...]
    """Every identifier that may be scanned on it."""

    lot_code: str
    name: str
    hold: Hold
    is_elsewhere: bool


def held_things(
    place: Place, *, own: Sequence[StandingHold], elsewhere: Sequence[HeldThing]
) -> list[HeldThing]:
    """The oldest hold of a thing counts, the kitchen's own before another's; nothing twice."""
    found = [*_of_own(place, own), *elsewhere]
    first: dict[tuple[str, str], HeldThing] = {}
    for thing in sorted(found, key=lambda one: (one.is_elsewhere, one.hold.happened_at, one.of)):
        first.setdefault((thing.kind, thing.of), thing)
    return list(first.values())


def held_elsewhere(place: Place, *, at: datetime) -> list[HeldThing]:
    """Lots in this kitchen that another kitchen, which received the same lot, holds; and samples
    of this kitchen that were made with a lot that another suspects."""
    start, _end = day_bounds(clock.local_day(at))
    holds = list(holds_elsewhere(place, since=start - LOTS_LAST))
    if not holds:
        return []
    covers = covers_of(holds, places=[place.pk])
    uris = {uri for cover in covers.values() for uri in cover.lots}
    lines = _lines(place, uris, since=start - LOTS_LAST)
    there = ReceivedLine.objects.standing().filter(
        place__in={hold.place_id for hold in holds}, lot_uri__in=lines
    )
    received = set(there.values_list("place_id", "lot_uri")) if lines else set()
    lots = [
        thing
        for hold in holds
        for thing in _lots(hold, covers[hold.root_id].lots, lines, is_elsewhere=True)
        if thing.of not in hold.lot_uris or (hold.place_id, thing.of) in received
    ]
    return lots + _samples_elsewhere(place, holds, covers)


def _samples_elsewhere(
    place: Place, holds: Sequence[Hold], covers: Mapping[UUID, Cover]
) -> list[HeldThing]:
    wanted = {root for cover in covers.values() for root in cover.samples}
    kept = [one for one in _kept(place) if one.root_id in wanted] if wanted else []
    return [
        _sample(sample, hold, is_elsewhere=True)
        for hold in holds
        for sample in kept
        if sample.root_id in covers[hold.root_id].samples
    ]


def _of_own(place: Place, standing: Sequence[StandingHold]) -> Iterator[HeldThing]:
    if not standing:
        return
    uris = {uri for one in standing for uri in (*one.hold.lot_uris, *one.cover.lots)}
    lines = _lines(place, uris, since=None)
    dishes = list(Dish.objects.filter(meal__place=place, lot_uri__in=uris))
    meal_ids = {meal for one in standing for meal in one.hold.meal_ids}
    meals = Meal.objects.filter(place=place, id__in=meal_ids).prefetch_related("dishes")
    by_id = {str(meal.id): meal for meal in meals}
    for one in standing:
        hold = one.hold
        yield from _lots(hold, [*hold.lot_uris, *one.cover.lots], lines, is_elsewhere=False)
        for dish in dishes:
            if dish.lot_uri in hold.lot_uris:
                yield HeldThing("lot", dish.lot_uri, (dish.lot_uri,), "", dish.name, hold, False)
        for meal_id in hold.meal_ids:
            if meal_id in by_id:
                yield _meal(by_id[meal_id], hold)
    for sample in _kept(place):
        for one in standing:
            if one.covers(sample):
                yield _sample(sample, one.hold, is_elsewhere=False)


def _sample(sample: RetainedSample, hold: Hold, *, is_elsewhere: bool) -> HeldThing:
    uris = tuple(uri for uri in (sample.box_uri, sample.container_uri) if uri)
    return HeldThing("sample", str(sample.root_id), uris, "", sample.dish.name, hold, is_elsewhere)


def _lines(
    place: Place, uris: Iterable[str], *, since: datetime | None
) -> dict[str, list[ReceivedLine]]:
    lines = ReceivedLine.objects.standing().filter(place=place, lot_uri__in=list(uris))
    if since is not None:
        lines = lines.filter(happened_at__gte=since)
    found: dict[str, list[ReceivedLine]] = {}
    for line in lines:
        found.setdefault(line.lot_uri, []).append(line)
    return found


def _lots(
    hold: Hold,
    held: Iterable[str],
    lines: Mapping[str, list[ReceivedLine]],
    *,
    is_elsewhere: bool,
) -> Iterator[HeldThing]:
    for uri in sorted(set(held)):
        same = lines.get(uri, [])
        if same:
            labels = [line.label_uri for line in same if line.label_uri]
            uris = tuple(dict.fromkeys([uri, *labels]))
            yield HeldThing(
                "lot", uri, uris, same[0].lot_code, same[0].product_name, hold, is_elsewhere
            )


def _meal(meal: Meal, hold: Hold) -> HeldThing:
    dishes = list(meal.dishes.all())
    names = ", ".join(dish.name for dish in dishes)
    uris = tuple(dish.lot_uri for dish in dishes)
    return HeldThing("meal", str(meal.id), uris, "", names, hold, False)


def _kept(place: Place) -> Iterable[RetainedSample]:
    gone = SampleDestruction.objects.standing().filter(sample_root_id=OuterRef("root_id"))
    return (
        RetainedSample.objects.standing()
        .filter(~Exists(gone), place=place)
        .select_related("dish__meal")
    )
