"""So many at once, then one after the other; nobody waits for somebody else."""

from datetime import timedelta

import pytest

from nguon.base import pace
from nguon.base.errors import TooManyAttempts
from nguon.base.pace import Pace


class Hand:
    """A clock that is set by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(pace.time, "monotonic", lambda: self.now)


def kept(one: Pace, who: str) -> bool:
    try:
        one.keep(who)
    except TooManyAttempts as error:
        return error.retry_after != one.every
    return True


def test_a_burst_then_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    hand, one = Hand(monkeypatch), Pace(burst=3, every=timedelta(seconds=10))
    assert [kept(one, "a") for _ in range(5)] == [True, True, True, False, False]
    assert kept(one, "b")
    hand.now += 9.9
    assert not kept(one, "a")
    hand.now += 0.2
    assert [kept(one, "a"), kept(one, "a")] == [True, False]
    hand.now += 3600
    assert [kept(one, "a") for _ in range(4)] == [True, True, True, False]


def test_it_does_not_remember_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    Hand(monkeypatch)
    monkeypatch.setattr(pace, "MOST_KNOWN", 10)
    one = Pace(burst=1, every=timedelta(seconds=1))
    for number in range(25):
        one.keep(str(number))
    assert len(one._left) <= 10
