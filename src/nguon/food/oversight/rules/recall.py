"""When a notice of a recall is overdue, what the round does about it, and what a drill is worth.

Nobody is asked and nothing is stored here: who was told when, who answered and what was done about
it comes in; what is due now goes out. So a round that runs twice, late or not at all for an hour
comes to the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

REMINDERS: Final = (Decimal("0.5"), Decimal(1), Decimal(2), Decimal(3))
"""A reminder is due when this many times the asked time has passed without an answer."""
ESCALATIONS: Final = (Decimal(1), Decimal(2))
"""Level 1 is for whoever stands over the kitchen, level 2 for the whole province."""
SHARE_OF_TIME: Final = Decimal(60)
"""Of 100 points; the others are for goods that were found."""


class NoticeState(TextChoices):
    WAITING = "waiting", _("waiting for an answer")
    OVERDUE = "overdue", _("no answer in time")
    ANSWERED = "answered", _("answered")
    RELEASED = "released", _("released before an answer")


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What somebody should have of one lot, and what they found. None: nobody can tell."""

    expected: Decimal | None
    found: Decimal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One kitchen or organisation that was told. `told_at` is the newest notice: goods that came
    in after an answer ask again."""

    told_at: datetime
    within: timedelta
    answered_at: datetime | None = None
    reminders: frozenset[int] = frozenset()
    escalations: frozenset[int] = frozenset()
    released_at: datetime | None = None

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None and self.answered_at >= self.told_at

    @property
    def minutes(self) -> Decimal | None:
        """From the notice to the answer."""
        if self.answered_at is None or not self.is_answered:
            return None
        return minutes_between(self.told_at, self.answered_at)


@dataclass(frozen=True, slots=True)
class Due:
    """Numbers count from 1."""

    reminder: int | None = None
    escalation: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """`points` of 100. `found_share` None: no amount was known to be there."""

    points: int
    minutes: Decimal | None
    found_share: Decimal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DrillScore:
    """`worst_minutes` None: somebody never answered, which is worse than any number.

    `found_share` is the mean of those that had amounts to find.
    """

    asked: int
    answered: int
    median_minutes: Decimal | None
    worst_minutes: Decimal | None
    found_share: Decimal | None
    median_points: Decimal


def minutes_between(start: datetime, end: datetime) -> Decimal:
    seconds = Decimal((end - start) // timedelta(milliseconds=1)) / 1000
    return (seconds / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)


def state_of(asked: Asked, *, at: datetime) -> NoticeState:
    if asked.is_answered:
        return NoticeState.ANSWERED
    if asked.released_at is not None:
        return NoticeState.RELEASED
    return NoticeState.OVERDUE if at >= asked.told_at + asked.within else NoticeState.WAITING


def due_of(asked: Asked, *, at: datetime) -> Due:
    """The newest reminder and escalation that are due and not done.

    Older ones that were slept through are not made up for: nobody needs three at once.
    """
    if asked.is_answered or asked.released_at is not None:
        return Due()
    return Due(
        _newest(REMINDERS, asked, at, done=asked.reminders),
        _newest(ESCALATIONS, asked, at, done=asked.escalations),
    )


def _newest(
    times: Sequence[Decimal], asked: Asked, at: datetime, *, done: frozenset[int]
) -> int | None:
    seconds = asked.within.total_seconds()
    passed = sum(
        at >= asked.told_at + timedelta(seconds=seconds * float(times_over)) for times_over in times
    )
    return passed if passed > max(done, default=0) else None


def score_of(asked: Asked, found: Iterable[Found]) -> Score:
    """In time counts full, twice as late nothing; found goods by their share of what was known.

    Finding more than was expected is as far off as finding less. Whoever does not answer has no
    points. Where no amount was known, time alone counts.
    """
    minutes = asked.minutes
    known = [(one.expected, one.found) for one in found if one.expected]
    share = _share(known) if known else None
    if minutes is None:
        return Score(points=0, minutes=None, found_share=None if share is None else Decimal(0))
    allowed = Decimal(asked.within // timedelta(seconds=1)) / 60
    in_time = _between(2 - minutes / allowed) if allowed else Decimal(0)
    weight = Decimal(100) if share is None else SHARE_OF_TIME
    points = in_time * weight + (share or Decimal(0)) * (100 - weight)
    return Score(points=int(points.to_integral_value()), minutes=minutes, found_share=share)


def _share(known: Sequence[tuple[Decimal, Decimal | None]]) -> Decimal:
    """The mean over lots: a kilogram of salt is not worth as much as one of meat."""
    shares = [
        Decimal(0) if found is None else _between(1 - abs(found - expected) / expected)
        for expected, found in known
    ]
    return sum(shares, Decimal(0)) / len(shares)


def _between(number: Decimal) -> Decimal:
    return max(Decimal(0), min(Decimal(1), number))


def drill_score(answers: Sequence[tuple[Asked, Sequence[Found]]]) -> DrillScore:
    scores = [score_of(asked, found) for asked, found in answers]
    minutes = sorted(score.minutes for score in scores if score.minutes is not None)
    shares = [score.found_share for score in scores if score.found_share is not None]
    return DrillScore(
        asked=len(scores),
        answered=len(minutes),
        median_minutes=_median(minutes),
        worst_minutes=minutes[-1] if minutes and len(minutes) == len(scores) else None,
        found_share=sum(shares, Decimal(0)) / len(shares) if shares else None,
        median_points=_median(sorted(Decimal(score.points) for score in scores)) or Decimal(0),
    )


def _median(ordered: Sequence[Decimal]) -> Decimal | None:
    if not ordered:
        return None
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
