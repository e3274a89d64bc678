"""Which holds lie on what. Derived each time: a hold may arrive after what it forbids."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from nguon.core.haccp import HoldCause, SampleHold
from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.models import Hold, HoldRelease, RetainedSample
from nguon.food.kitchen.queries.cover import NO_COVER, Cover, covers_of


@dataclass(frozen=True)
class StandingHold:
    hold: Hold
    released_at: datetime | None
    cover: Cover = NO_COVER
    is_elsewhere: bool = False
    """Of another kitchen: only that there is one is told here, never its words."""

    def covers(self, sample: RetainedSample) -> bool:
        """Also by its meal, by its dish as a lot, and by a suspected lot in the dish."""
        return (
            sample.root_id in self.cover.samples
            or str(sample.root_id) in self.hold.sample_ids
            or str(sample.dish.meal_id) in self.hold.meal_ids
            or sample.dish.lot_uri in self.hold.lot_uris
        )

    def holds_lot(self, lot_uri: str) -> bool:
        return lot_uri in self.hold.lot_uris or lot_uri in self.cover.lots

    def held_lot_at(self, lot_uri: str, at: datetime) -> bool:
        """Whether this hold lay on the lot at that moment."""
        open_then = self.released_at is None or self.released_at > at
        return self.holds_lot(lot_uri) and self.hold.happened_at <= at and open_then

    def as_sample_hold(self) -> SampleHold:
        return SampleHold(
            id=str(self.hold.root_id),
            cause=HoldCause(self.hold.kind),
            since=self.hold.happened_at,
            released_at=self.released_at,
        )


def holds_of_place(place_id: UUID) -> list[StandingHold]:
    """All holds ever placed and not withdrawn, with the moment they were released, if any."""
    holds = Hold.objects.standing().filter(place_id=place_id).select_related("actor")
    return _with_cover(_with_release(holds), [place_id])


def open_holds_of_place(place_id: UUID) -> list[StandingHold]:
    holds = Hold.objects.standing().filter(place_id=place_id).select_related("actor")
    return _with_cover(_with_release(holds, Q(released_at=None)), [place_id])


def suspicions_elsewhere(
    place_id: UUID, *, during: tuple[datetime, datetime] | None = None
) -> list[StandingHold]:
    """Suspicions of other kitchens that cover samples of this one: all that are open now, and
    with `during` those that were open at some time of it."""
    lasting = Q(released_at=None)
    if during is not None:
        since, until = during
        lasting |= Q(released_at__gte=since, happened_at__lt=until)
    holds = Hold.objects.standing().filter(kind=HoldKind.SUSPICION).exclude(place_id=place_id)
    rows = _with_release(holds.select_related("actor", "place__commune"), lasting)
    found = [one for one in _with_cover(rows, [place_id]) if one.cover.samples]
    return [replace(one, is_elsewhere=True) for one in found]


def open_holds_of_places(places: Collection[UUID]) -> tuple[list[StandingHold], list[StandingHold]]:
    """Their own open holds, and every open suspicion that covers a sample of one of them, whoever
    placed it: with the same queries for five hundred kitchens as for one."""
    rows = _with_release(
        Hold.objects.standing()
        .filter(Q(place__in=places) | Q(kind=HoldKind.SUSPICION))
        .select_related("actor"),
        Q(released_at=None),
    )
    found = _with_cover(rows, places)
    ours = set(places)
    return (
        [one for one in found if one.hold.place_id in ours],
        [replace(one, is_elsewhere=True) for one in found if one.cover.samples],
    )


def every_open_hold() -> list[StandingHold]:
    """Whoever placed it; their covers tell of lots, of no samples."""
    return _with_cover(_with_release(Hold.objects.standing(), Q(released_at=None)), ())


def open_holds_over(place_id: UUID) -> list[StandingHold]:
    """Under which no box of the kitchen may be destroyed: its own, and suspicions elsewhere."""
    return open_holds_of_place(place_id) + suspicions_elsewhere(place_id)


def holds_on(sample: RetainedSample, standing: Iterable[StandingHold]) -> list[SampleHold]:
    return [one.as_sample_hold() for one in standing if one.covers(sample)]


def _with_release(
    holds: QuerySet[Hold], wanted: Q | None = None
) -> list[tuple[Hold, datetime | None]]:
    """`wanted` may ask for `released_at`."""
    release = HoldRelease.objects.standing().filter(hold_root_id=OuterRef("root_id"))
    first = release.order_by("happened_at").values("happened_at")[:1]
    rows = holds.annotate(released_at=Subquery(first)).filter(wanted or Q())
    return [(hold, hold.released_at) for hold in rows]


def _with_cover(
    rows: Sequence[tuple[Hold, datetime | None]], places: Collection[UUID]
) -> list[StandingHold]:
    covers = covers_of([hold for hold, _end in rows], places=places)
    return [StandingHold(hold, end, covers[hold.root_id]) for hold, end in rows]
