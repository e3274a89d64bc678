"""How a sample was kept: how long it is known to have been cold, and how long nobody knows.

Two readings of one fridge tell of the time between them only if they are no further apart than
`LIMIT_GAP`; of anything else nothing is known. If either of the two was too warm, all the time
between counts as too warm, for nobody saw when it crossed the line. So a fridge that is read by
hand in the morning and after lunch is known for hardly a minute, and the line says that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

LIMIT_GAP = timedelta(hours=2)
"""Silence of a thermometer is red from then on."""

_NOTHING = timedelta(0)


@dataclass(frozen=True)
class Reading:
    at: datetime
    celsius: Decimal


@dataclass(frozen=True)
class Stretch:
    since: datetime
    until: datetime

    @property
    def lasts(self) -> timedelta:
        return self.until - self.since


@dataclass(frozen=True)
class Custody:
    """`covered` and `unknown` make up the whole time; `above` is part of `covered`."""

    since: datetime
    until: datetime
    covered: timedelta
    above: timedelta
    unknown: timedelta
    gaps: Sequence[Stretch]
    """Stretches of which nothing is known: no thermometer, no current, no network, no reading."""

    highest: Decimal | None
    """Of the readings that tell of this time."""

    @property
    def is_proven(self) -> bool:
        """Known from end to end, and never too warm."""
        return self.unknown == self.above == _NOTHING and self.covered > _NOTHING


def custody(
    readings: Iterable[Reading],
    *,
    since: datetime,
    until: datetime,
    highest: Decimal,
    gap: timedelta = LIMIT_GAP,
) -> Custody:
    """Of one box in one fridge, from when it was taken until it was destroyed or until now.

    `highest` is the warmest that is allowed. An end before the beginning is no time at all.
    """
    until = max(since, until)
    known = [
        (Stretch(max(one.at, since), min(next_.at, until)), max(one.celsius, next_.celsius))
        for one, next_ in pairwise(sorted(readings, key=lambda reading: reading.at))
        if next_.at - one.at <= gap and one.at < until and next_.at > since
    ]
    covered = sum((stretch.lasts for stretch, _warmest in known), _NOTHING)
    above = sum((stretch.lasts for stretch, warmest in known if warmest > highest), _NOTHING)
    return Custody(
        since=since,
        until=until,
        covered=covered,
        above=above,
        unknown=until - since - covered,
        gaps=_between([stretch for stretch, _warmest in known], since, until),
        highest=max((warmest for _stretch, warmest in known), default=None),
    )


def _between(known: Sequence[Stretch], since: datetime, until: datetime) -> tuple[Stretch, ...]:
    ends = [since, *(stretch.until for stretch in known)]
    begins = [*(stretch.since for stretch in known), until]
    found = (Stretch(end, begin) for end, begin in zip(ends, begins, strict=True))
    return tuple(gap for gap in found if gap.lasts > _NOTHING)
