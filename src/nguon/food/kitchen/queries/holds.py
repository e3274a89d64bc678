"""Which holds lie on what. Derived each time: a hold may arrive after what it forbids."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min

from nguon.core.haccp import HoldCause, SampleHold
from nguon.food.kitchen.models import Hold, HoldRelease, RetainedSample


@dataclass(frozen=True)
class StandingHold:
    hold: Hold
    released_at: datetime | None

    def covers(self, sample: RetainedSample) -> bool:
        """Also by its meal, and by its dish as a lot."""
        return (
            str(sample.root_id) in self.hold.sample_ids
            or str(sample.dish.meal_id) in self.hold.meal_ids
            or sample.dish.lot_uri in self.hold.lot_uris
        )

    def held_lot_at(self, lot_uri: str, at: datetime) -> bool:
        """Whether this hold lay on the lot at that moment."""
        open_then = self.released_at is None or self.released_at > at
        return lot_uri in self.hold.lot_uris and self.hold.happened_at <= at and open_then

    def as_sample_hold(self) -> SampleHold:
        return SampleHold(
            id=str(self.hold.root_id),
            cause=HoldCause(self.hold.kind),
            since=self.hold.happened_at,
            released_at=self.released_at,
        )


def holds_of_place(place_id: UUID) -> list[StandingHold]:
    """All holds ever placed and not withdrawn, with the moment they were released, if any."""
    released = dict(
        HoldRelease.objects.standing()
        .filter(place_id=place_id)
        .values_list("hold_root_id")
        .annotate(first=Min("happened_at"))
        .values_list("hold_root_id", "first")
    )
    holds = Hold.objects.standing().filter(place_id=place_id).select_related("actor")
    return [StandingHold(hold, released.get(hold.root_id)) for hold in holds]


def open_holds_of_place(place_id: UUID) -> list[StandingHold]:
    return [standing for standing in holds_of_place(place_id) if standing.released_at is None]


def holds_on(sample: RetainedSample, standing: Iterable[StandingHold]) -> list[SampleHold]:
    return [one.as_sample_hold() for one in standing if one.covers(sample)]
