"""How late an act was written down, seen from its projected row."""

from django.utils import timezone

from nguon.core.haccp import Lateness, lateness
from nguon.food.kitchen.models import Act
from nguon.food.kitchen.rules.limits import limits_on


def lateness_of(act: Act) -> Lateness:
    """Counts from the claimed act to the server's receipt.

    It is neutral if the record was made in time and only waited for a network.
    """
    limits = limits_on(timezone.localdate(act.received_at))
    return lateness(
        claimed_at=act.happened_at,
        received_at=act.received_at,
        limits=limits,
        offline=act.transit_delay >= limits.on_time > act.entry_delay,
    )
