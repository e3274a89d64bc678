"""How late an act was written down, and how much later it was corrected, seen from its row."""

from datetime import timedelta

from django.utils.translation import gettext as _

from nguon.base.clock import local_day
from nguon.core.haccp import Lateness, Tone, lateness
from nguon.core.haccp.reasons import say
from nguon.food.kitchen.models import Act
from nguon.food.kitchen.rules.limits import limits_on
from nguon.food.kitchen.rules.said import language, said


def lateness_of(act: Act) -> Lateness:
    """Counts from the claimed act to the server's receipt of the first version.

    It is neutral if the record was made in time and only waited for a network. A first version
    from before the act, as it is told now, recorded something else: then this version counts.
    """
    entered_at, received_at = act.first_entry
    limits = limits_on(local_day(received_at))
    if act.happened_at > received_at + limits.clock_offset:
        entered_at, received_at = act.entered_at, act.received_at
    written_in_time = entered_at - act.happened_at < limits.on_time
    return lateness(
        claimed_at=act.happened_at,
        received_at=received_at,
        limits=limits,
        offline=written_in_time and received_at - entered_at >= limits.on_time,
    )


def late_words(act: Act) -> str:
    return said(lateness_of(act).reason)


def corrected_after(act: Act) -> timedelta | None:
    """How long after the first version this one was written; None if it corrects nothing."""
    if act.supersedes is None:
        return None
    return max(act.entered_at - act.first_entry[0], timedelta(0))


def correction_words(act: Act) -> str:
    """Empty for what was never corrected, or mended before anybody could have relied on it."""
    after = corrected_after(act)
    if after is None or after < limits_on(local_day(act.received_at)).on_time:
        return ""
    return _("Corrected %(late)s after it was recorded.") % {"late": say(after, language())}


def remark_on(act: Act) -> str:
    """What the paper says beside a record: that it came late, that it was corrected, or both."""
    late = "" if lateness_of(act).tone is Tone.PLAIN else late_words(act)
    return " ".join(filter(None, (late, correction_words(act))))
