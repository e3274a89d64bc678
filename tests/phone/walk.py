"""T23: a seeded random walk over everything that goes wrong, judged by the oracle.

By command with any seed: `python -m tests.phone.walk --seed 7 --acts 500`.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from nguon.base import clock
from nguon.food.kitchen.operations.admit_parked import admit_parked
from nguon.food.kitchen.queries.inbox import waiting_for_a_person
from tests.phone.acts import ACTS, Hand, World, renew, restart
from tests.phone.book import entries_of, photos_of

ROUNDS = 20
"""So often a phone may drain after the storm, until nothing is left on it."""

HELD = """
    return nguon.items.value.filter((item) => item.state !== "sent")
        .map((item) => [item.envelope.id, item.envelope.type, item.state, item.error]);
"""
SHOWN = 40
"""How many of the last steps a failure tells."""


def walk(world: World, *, seed: int, acts: int) -> None:
    random = Random(seed)  # noqa: S311 dice, not secrets
    told: list[str] = []
    try:
        for step in range(acts):
            hand = random.choice(world.hands)
            (act,) = random.choices(list(ACTS), weights=list(ACTS.values()))
            told.append(f"{step:4} {hand.name}: {act.__name__}")
            told[-1] = f"{step:4} {hand.name} {act(world, hand, random)}"
        told.append("   – the storm is over")
        for hand in world.hands:
            calm(world, hand)
        verdict = judge(world)
    except BaseException as problem:
        raise AssertionError(report(seed, told)) from problem
    assert verdict == [], "\n".join([report(seed, told), *verdict])


def report(seed: int, told: Sequence[str]) -> str:
    return "\n".join([f"seed {seed}; the last of {len(told)} steps:", *told[-SHOWN:]])


def calm(world: World, hand: Hand) -> None:
    """Network well, clock right, battery full, let in again: now everything must come through."""
    hand.phone.network.heal()
    hand.in_airplane = False
    hand.clock_error -= hand.clock_error
    hand.phone.switch_off()
    restart(world, hand)
    assert renew(world, hand), "could not be let in again"
    for _round in range(ROUNDS):
        hand.phone.drain()
        admitted = world.backstage(admit_all, world)
        unsent = hand.phone.do("return nguon.unsent.value")
        if not admitted and unsent["count"] == 0 and unsent["photos"] == 0:
            return
        hand.phone.pass_time(timedelta(seconds=30))
    raise AssertionError(f"{hand.name} still holds {hand.phone.do(HELD)}")


def admit_all(world: World) -> int:
    """The manager looks through the review inbox and lets in everything; returns how much."""
    place, manager = world.kitchen.place, world.kitchen.people["manager"]
    admitted = 0
    while parked := waiting_for_a_person(place, at=clock.now()).first():
        admit_parked(parked, by=manager, at=clock.now())
        admitted += 1
    return admitted


def judge(world: World) -> list[str]:
    place = world.kitchen.place
    entries = world.backstage(entries_of, place)
    return world.oracle.judge(entries, photos=world.backstage(photos_of, place))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.phone.walk", description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--acts", type=int, default=500)
    chosen = parser.parse_args()
    os.environ |= {"WALK_SEEDS": str(chosen.seed), "WALK_ACTS": str(chosen.acts)}
    test = Path(__file__).with_name("test_t23_random_walk.py")
    return int(pytest.main(["-q", str(test)]))


if __name__ == "__main__":
    sys.exit(main())
