"""How late an act was written down, seen from its projected row."""

from django.utils.translation import gettext as _

from nguon.base.clock import local_day
from nguon.core.haccp import Lateness, lateness
from nguon.core.haccp.reasons import say
from nguon.food.kitchen.models import Act
from nguon.food.kitchen.rules.limits import limits_on
from nguon.food.kitchen.rules.said import language, said


def lateness_of(act: Act) -> Lateness:
    """Counts from the claimed act to the server's receipt.

    It is neutral if the record was made in time and only waited for a network.
    """
    limits = limits_on(local_day(act.received_at))
    return lateness(
        claimed_at=act.happened_at,
        received_at=act.received_at,
        limits=limits,
        offline=act.transit_delay >= limits.on_time > act.entry_delay,
    )


def late_words(act: Act) -> str:
    """A correction is later than the act by nature: it is not called a late entry."""
    late = lateness_of(act)
    if act.supersedes is None:
        return said(late.reason)
    return _("Corrected %(late)s after it happened.") % {"late": say(late.late_by, language())}
