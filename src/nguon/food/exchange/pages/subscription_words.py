"""How a subscription and its deliveries stand, in words, tones and signs."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base.ui.parts import Happening
from nguon.food.exchange.choices import DeliveryState, Stop
from nguon.food.exchange.models import Delivery, DeliveryAttempt, Subscription

_FIELDS = {
    "month": gettext_lazy("month"),
    "dayOfMonth": gettext_lazy("day of the month"),
    "dayOfWeek": gettext_lazy("day of the week"),
    "hour": gettext_lazy("hour"),
    "minute": gettext_lazy("minute"),
    "second": gettext_lazy("second"),
}
_TONES = {
    DeliveryState.WAITING: ("due", "due"),
    DeliveryState.ARRIVED: ("ok", "done"),
    DeliveryState.GIVEN_UP: ("bad", "failed"),
    DeliveryState.SET_ASIDE: ("warn", "flag"),
    DeliveryState.SPLIT: ("idle", "scale"),
    DeliveryState.WITHDRAWN: ("idle", "held"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """`word` stands beside its sign; `why` says what to do."""

    tone: str
    icon: str
    word: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryShown:
    delivery: Delivery
    tone: str
    icon: str
    word: str
    attempts: tuple[Happening, ...]
    may_be_sent: bool
    may_be_set_aside: bool


def host_of(subscription: Subscription) -> str:
    return urlsplit(subscription.dest).hostname or subscription.dest


def when_of(subscription: Subscription) -> str:
    if subscription.is_stream:
        return _("at once, whenever an event comes")
    schedule: Mapping[str, str] = subscription.schedule or {}
    said = ", ".join(
        f"{word} {schedule[name]}" for name, word in _FIELDS.items() if name in schedule
    )
    return _("by schedule: %(fields)s") % {"fields": said}


def standing_of(subscription: Subscription) -> Standing:
    """Of a row of `subscriptions_seen_by`."""
    if subscription.ended_at is not None:
        return Standing("idle", "released", _("ended"))
    if subscription.stopped_at is not None:
        reason = str(Stop(subscription.stop).label)
        why = _("It stands still and loses nothing: %(reason)s.") % {"reason": reason}
        return Standing("bad", "failed", _("stands still"), why)
    if subscription.paused_at is not None:
        why = _("Paused by %(who)s. What happens meanwhile is told afterwards.")
        return Standing("warn", "held", _("paused"), why % {"who": subscription.paused_by})
    if getattr(subscription, "failed_attempts", 0):
        return Standing("due", "late", _("the receiver does not take it; tried again by itself"))
    return Standing("ok", "done", _("runs"))


def shown(delivery: Delivery, *, has_ended: bool, waits: bool) -> DeliveryShown:
    """`waits`: whether a delivery of this subscription, this or another, is on its way."""
    state = DeliveryState(delivery.state)
    tone, icon = _TONES[state]
    is_waiting = state is DeliveryState.WAITING
    may_be_sent = not has_ended and state is not DeliveryState.SPLIT and (is_waiting or not waits)
    open_states = (DeliveryState.WAITING, DeliveryState.GIVEN_UP)
    return DeliveryShown(
        delivery=delivery,
        tone=tone,
        icon=icon,
        word=str(state.label),
        attempts=tuple(_attempt(one) for one in delivery.attempts.all()),
        may_be_sent=may_be_sent,
        may_be_set_aside=not has_ended and state in open_states,
    )


def _attempt(attempt: DeliveryAttempt) -> Happening:
    title = _("Attempt %(number)d") % {"number": attempt.number}
    if attempt.asked_by:
        title = _("Attempt %(number)d, asked for by %(who)s") % {
            "number": attempt.number,
            "who": attempt.asked_by,
        }
    if attempt.ended_at is None:
        text = _("Nobody knows how it ended; the next attempt carries the same id.")
        return Happening(attempt.started_at, title, text, tone="warn", icon="alert")
    if attempt.status is not None and 200 <= attempt.status < 300:
        text = _("Taken: HTTP %(status)d") % {"status": attempt.status}
        return Happening(attempt.started_at, title, text, tone="ok", icon="done")
    text = f"HTTP {attempt.status} {attempt.answer}" if attempt.status else attempt.error
    return Happening(attempt.started_at, title, text, tone="bad", icon="failed")
