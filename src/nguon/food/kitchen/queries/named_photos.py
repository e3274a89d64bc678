"""Whether a record of a kitchen names a photo."""

from nguon.food.kitchen.models import (
    CookingCheck,
    EatingStart,
    FridgeReading,
    Hold,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
    ServingCheck,
)
from nguon.ground.people.models import Place

BY_PHONE = (
    ReceivedLine,
    CookingCheck,
    ServingCheck,
    RetainedSample,
    SampleDestruction,
    FridgeReading,
    EatingStart,
    Hold,
)


def is_named_in_book(place: Place, sha256: str) -> bool:
    """Asked rarely: it looks through all acts of the kitchen."""
    return any(
        model._default_manager.filter(place=place, photos__contains=[sha256.lower()]).exists()
        for model in BY_PHONE
    )
