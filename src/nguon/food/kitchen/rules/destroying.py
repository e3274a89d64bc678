"""May this sample box be destroyed now? The rule of core, told what this kitchen knows."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from nguon.base.decision import ALLOWED, Decision
from nguon.core.haccp import Clocks, may_destroy
from nguon.core.haccp.reasons import say
from nguon.food.kitchen.models import RetainedSample, SampleDestruction
from nguon.food.kitchen.queries.holds import StandingHold, holds_on, open_holds_over
from nguon.food.kitchen.rules.limits import limits_on
from nguon.food.kitchen.rules.said import language, said


def may_be_destroyed(
    sample: RetainedSample, *, at: datetime, standing: list[StandingHold] | None = None
) -> Decision:
    """Asks also whether it is destroyed already. `kept_box_may_go` is the rule without that."""
    if SampleDestruction.objects.standing().filter(sample_root_id=sample.root_id).exists():
        return destroyed_already()
    holds = open_holds_over(sample.place_id) if standing is None else standing
    return kept_box_may_go(sample, at=at, standing=holds)


def destroyed_already() -> Decision:
    return Decision(False, "destroyed_already", _("This sample is destroyed already."))


def earliest_destruction(sample: RetainedSample) -> datetime:
    """By the kitchen's own period, as far as no hold lies on the box."""
    limits = limits_on(timezone.localdate(sample.happened_at))
    return sample.happened_at + max(limits.sample_keep, limits.sample_keep_default)


def kept_box_may_go(
    sample: RetainedSample, *, at: datetime, standing: Sequence[StandingHold]
) -> Decision:
    """Asks no database: a shelf of many boxes costs what one box costs."""
    decision = may_destroy(
        sampled=Clocks(phone=sample.happened_at),
        now=Clocks(server=at),
        holds=holds_on(sample, standing),
        limits=limits_on(sample.happened_at.date()),
    )
    if decision.allowed:
        return ALLOWED
    over = [one for one in standing if one.covers(sample)]
    if over and all(one.is_elsewhere for one in over):
        return Decision(False, decision.reason.code, _held_elsewhere(over))
    return Decision(False, decision.reason.code, said(decision.reason))


def _held_elsewhere(over: Sequence[StandingHold]) -> str:
    """That another kitchen suspects something, and nothing of what it said about it."""
    first = min(over, key=lambda one: one.hold.happened_at)
    return _(
        "%(kitchen)s has suspected poisoning since %(since)s, and this dish has a lot in common "
        "with it. Keep the sample until it is released."
    ) % {"kitchen": first.hold.place.name, "since": say(first.hold.happened_at, language())}
