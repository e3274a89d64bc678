"""T23: after everything that goes wrong, the server holds what was promised, and nothing else."""

import os

import pytest

from nguon.food.kitchen.management.demo.cast import Kitchen
from tests.journeys.backstage import Backstage
from tests.phone.acts import Hand, World
from tests.phone.conftest import CookOf, Lunch
from tests.phone.walking import walk

pytestmark = pytest.mark.journey

SEEDS = [int(seed) for seed in os.environ.get("WALK_SEEDS", "1 2 3").split()]
ACTS = int(os.environ.get("WALK_ACTS", "500"))


@pytest.mark.parametrize("seed", SEEDS)
def test_t23_the_server_holds_what_the_phones_promised(
    seed: int, cook_of: CookOf, kitchen: Kitchen, lunch: Lunch, backstage: Backstage
) -> None:
    hands = [
        Hand(cook_of(name, kitchen, who=who), person=str(kitchen.people[who].pk))
        for name, who in (("A", "cook_1"), ("B", "cook_2"))
    ]
    world = World(kitchen, lunch.dishes, lunch.meal, hands, backstage)
    walk(world, seed=seed, acts=ACTS)
