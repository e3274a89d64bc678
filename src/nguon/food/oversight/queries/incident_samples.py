"""Which samples an incident still has: its own, and those of sister kitchens with the same lots."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from nguon.food.kitchen.models import FridgeReading, RetainedSample, SampleDestruction
from nguon.food.kitchen.queries.cover import covers_of
from nguon.food.oversight.queries.incident_value import IncidentView
from nguon.ground.people.queries import Principal

READ_BEFORE = timedelta(days=1)
"""A reading before the box came tells of the time until the next."""


@dataclass(frozen=True)
class HeldSample:
    sample: RetainedSample
    destroyed: SampleDestruction | None
    readings: Sequence[FridgeReading]
    """Of its fridge, from a day before; none for a box that nobody said a fridge of."""

    is_of_meal: bool
    """Of a suspected meal, or named; else only of a dish with one of its lots."""


@dataclass(frozen=True)
class HeldSamples:
    """Those at places within reach. `elsewhere` counts the kitchens where there are more."""

    samples: Sequence[HeldSample]
    lots: frozenset[str]
    elsewhere: int


def samples_of_incident(incident: IncidentView, principal: Principal, at: datetime) -> HeldSamples:
    """What its reports reach. Destroyed ones too: that there was one, and when it went, is told."""
    holds = [report.hold for report in incident.reports]
    covers = covers_of(holds, places=None)
    reached = {root for cover in covers.values() for root in cover.samples}
    named = {UUID(root) for hold in holds for root in hold.sample_ids}
    meals = {UUID(meal) for hold in holds for meal in hold.meal_ids}
    own = [place.pk for place in incident.places]
    found = RetainedSample.objects.standing().filter(
        Q(root_id__in=reached) | Q(root_id__in=named) | Q(dish__meal__in=meals, place__in=own)
    )
    samples = list(
        found.select_related("dish__meal", "place", "fridge", "actor").order_by(
            "place__name", "happened_at", "sequence"
        )
    )
    seen = [
        sample
        for sample in samples
        if principal.sees_everything or sample.place_id in principal.place_ids
    ]
    gone = _destroyed(seen)
    readings = _readings(seen, at)
    return HeldSamples(
        samples=[
            HeldSample(
                sample=sample,
                destroyed=gone.get(sample.root_id),
                readings=readings.get(sample.fridge_id, ()) if sample.fridge_id else (),
                is_of_meal=sample.dish.meal_id in meals or sample.root_id in named,
            )
            for sample in seen
        ],
        lots=frozenset(lot for cover in covers.values() for lot in cover.lots),
        elsewhere=len({one.place_id for one in samples} - {one.place_id for one in seen}),
    )


def _destroyed(samples: Sequence[RetainedSample]) -> dict[UUID, SampleDestruction]:
    gone = SampleDestruction.objects.standing().filter(
        sample_root_id__in=[sample.root_id for sample in samples]
    )
    rows = gone.select_related("actor").order_by("-happened_at")
    return {one.sample_root_id: one for one in rows}


def _readings(
    samples: Sequence[RetainedSample], at: datetime
) -> Mapping[UUID, list[FridgeReading]]:
    found: dict[UUID, list[FridgeReading]] = defaultdict(list)
    if not samples:
        return found
    rows = FridgeReading.objects.standing().filter(
        fridge__in={sample.fridge_id for sample in samples if sample.fridge_id},
        happened_at__gte=min(sample.happened_at for sample in samples) - READ_BEFORE,
        happened_at__lte=at,
    )
    for row in rows.order_by("happened_at", "sequence"):
        found[row.fridge_id].append(row)
    return found
