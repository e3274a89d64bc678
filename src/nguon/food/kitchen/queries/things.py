"""The sample or lot behind an identifier, or behind the code it lies under."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from nguon.food.kitchen.choices import DeliveryDecision
from nguon.food.kitchen.models import ReceivedLine, RetainedSample, SampleDestruction
from nguon.ground.people.models import Place


@dataclass(frozen=True)
class Thing:
    place_id: UUID
    record_id: UUID
    is_sample: bool
    is_under_code: bool
    """Found by the code of its box or label, and not by its own identifier."""


def thing_of_kitchen(uri: str, places: QuerySet[Place]) -> Thing | None:
    """What was put there last and is still there; among the kitchens of `places` only."""
    gone = SampleDestruction.objects.standing().filter(sample_root_id=OuterRef("root_id"))
    samples = RetainedSample.objects.standing().filter(
        Q(box_uri=uri) | (Q(container_uri=uri) & ~Exists(gone)), place__in=places
    )
    lines = (
        ReceivedLine.objects.standing()
        .filter(Q(lot_uri=uri) | Q(label_uri=uri), place__in=places)
        .exclude(decision=DeliveryDecision.REJECTED)
    )
    rows = [
        row
        for row in (samples.order_by("happened_at").last(), lines.order_by("happened_at").last())
        if row is not None
    ]
    if not rows:
        return None
    row = max(rows, key=lambda one: (one.happened_at, one.sequence))
    is_sample = isinstance(row, RetainedSample)
    own = row.box_uri if isinstance(row, RetainedSample) else row.lot_uri
    return Thing(row.place_id, row.record_id, is_sample, own != uri)
