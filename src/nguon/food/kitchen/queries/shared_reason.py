"""Why goods went back, as far as other kitchens are told."""

from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from nguon.food.kitchen.choices import QuickTest, Result, ReturnReason
from nguon.food.kitchen.models import ReceivedLine


def shared_reason(line: ReceivedLine) -> str:
    """What was ticked, and which check failed. Free words may name people: they stay at home."""
    told = [str(reason.label) for reason in _ticked(line.rejection_reason)]
    if line.sensory == Result.FAIL:
        told.append(_("failed by the senses"))
    if line.quick_test == QuickTest.FAIL:
        told.append(_("failed the quick test"))
    return "; ".join(told) or _("in words that stay in that kitchen: call it and ask")


def _ticked(words: str) -> Iterator[ReturnReason]:
    parts = {part.strip().casefold() for part in words.split(";")}
    return (reason for reason, label in _words_of_the_phone().items() if label in parts)


@cache
def _words_of_the_phone() -> dict[ReturnReason, str]:
    with override("vi"):
        return {reason: str(reason.label).casefold() for reason in ReturnReason}
