"""Mẫu số 4: the label of one sample box."""

from nguon.base.paper.label import Label
from nguon.food.kitchen.models import RetainedSample
from nguon.food.kitchen.rules.paper.steps_2_3 import MEALS


def sample_label(sample: RetainedSample) -> Label:
    """The QR holds the identifier in capitals, which makes it 2 mm smaller."""
    return Label(
        values={
            "meal": MEALS[sample.dish.meal.kind],
            "sample": sample.dish.name,
            "sampler": sample.actor.full_name,
        },
        at=sample.happened_at,
        qr_text=sample.box_uri.upper(),
        code=sample.box_code,
    )
