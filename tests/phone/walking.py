"""T23: a seeded random walk over everything that goes wrong, judged by the oracle."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from random import Random

from nguon.base import clock
from nguon.base.errors import Conflict, InputInvalid
from nguon.food.kitchen.operations.admit_parked import admit_parked
from nguon.food.kitchen.queries.inbox import waiting_for_a_person
from tests.phone.acts import ACTS, World, renew, restart
from tests.phone.book import entries_of, photos_of

ROUNDS = 20
"""So often a phone may drain after the storm, until nothing is left on it."""

HOLDS = "return nguon.unsent.value.count + nguon.unsent.value.photos"
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
        calm(world)
        verdict = judge(world)
    except BaseException as problem:
        raise AssertionError(report(seed, told)) from problem
    assert verdict == [], "\n".join([report(seed, told), *verdict])


def report(seed: int, told: Sequence[str]) -> str:
    return "\n".join([f"seed {seed}; the last of {len(told)} steps:", *told[-SHOWN:]])


def calm(world: World) -> None:
    """Networks well, clocks right, batteries full, all let in again: everything must come through.

    One phone may wait for what lies on the other, and the manager for both.
    """
    for hand in world.hands:
        hand.phone.network.heal()
        hand.in_airplane = False
        hand.clock_error -= hand.clock_error
        hand.phone.switch_off()
        restart(world, hand)
        assert renew(world, hand), "could not be let in again"
    for _round in range(ROUNDS):
        for hand in world.hands:
            hand.phone.drain()
        admitted = world.backstage(admit_all, world)
        if not admitted and not any(hand.phone.do(HOLDS) for hand in world.hands):
            return
        for hand in world.hands:
            hand.phone.pass_time(timedelta(seconds=30))
    held = {hand.name: hand.phone.do(HELD) for hand in world.hands}
    raise AssertionError(f"after {ROUNDS} rounds there still lies on the phones: {held}")


def admit_all(world: World) -> int:
    """The manager goes through the review inbox; what names something unknown waits."""
    place, manager = world.kitchen.place, world.kitchen.people["manager"]
    admitted = 0
    for parked in list(waiting_for_a_person(place, at=clock.now())):
        # Admitted with another one, or it names what is still on its way.
        with suppress(Conflict, InputInvalid):
            admit_parked(parked, by=manager, at=clock.now())
            admitted += 1
    return admitted


def judge(world: World) -> list[str]:
    place = world.kitchen.place
    entries = world.backstage(entries_of, place)
    return world.oracle.judge(entries, photos=world.backstage(photos_of, place))
