"""What each kind of record says, as frozen values: one kind a file, read by `read_body`."""

from typing import TypeAlias

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.rules.bodies.day_countersigned import DayCountersigned
from nguon.food.kitchen.rules.bodies.delivery_line import DeliveryLine
from nguon.food.kitchen.rules.bodies.dish_checked import DishChecked
from nguon.food.kitchen.rules.bodies.dish_cooked import DishCooked
from nguon.food.kitchen.rules.bodies.eating_started import EatingStarted
from nguon.food.kitchen.rules.bodies.fridge_read import FridgeRead
from nguon.food.kitchen.rules.bodies.hold_placed import HoldPlaced
from nguon.food.kitchen.rules.bodies.hold_released import HoldReleased
from nguon.food.kitchen.rules.bodies.meal_plan import MealPlan
from nguon.food.kitchen.rules.bodies.sample_destroyed import SampleDestroyed
from nguon.food.kitchen.rules.bodies.sample_taken import SampleTaken
from nguon.food.kitchen.rules.bodies.withdrawn import Withdrawn
from nguon.food.kitchen.rules.envelope import Envelope
from nguon.food.kitchen.rules.reading import Reader

Body: TypeAlias = (
    MealPlan
    | DeliveryLine
    | DishCooked
    | DishChecked
    | EatingStarted
    | SampleTaken
    | SampleDestroyed
    | FridgeRead
    | HoldPlaced
    | HoldReleased
    | DayCountersigned
    | Withdrawn
)

__all__ = [
    "Body",
    "DayCountersigned",
    "DeliveryLine",
    "DishChecked",
    "DishCooked",
    "EatingStarted",
    "FridgeRead",
    "HoldPlaced",
    "HoldReleased",
    "MealPlan",
    "SampleDestroyed",
    "SampleTaken",
    "Withdrawn",
    "read_body",
]

_READERS: dict[RecordKind, type[Body]] = {
    RecordKind.MEAL_PLAN: MealPlan,
    RecordKind.DELIVERY_LINE: DeliveryLine,
    RecordKind.DISH_COOKED: DishCooked,
    RecordKind.DISH_CHECKED: DishChecked,
    RecordKind.EATING_STARTED: EatingStarted,
    RecordKind.SAMPLE_TAKEN: SampleTaken,
    RecordKind.SAMPLE_DESTROYED: SampleDestroyed,
    RecordKind.FRIDGE_READING: FridgeRead,
    RecordKind.HOLD: HoldPlaced,
    RecordKind.HOLD_RELEASED: HoldReleased,
    RecordKind.DAY_COUNTERSIGNED: DayCountersigned,
    RecordKind.WITHDRAWN: Withdrawn,
}


def read_body(envelope: Envelope) -> Body:
    """Raises InputInvalid with every fault; paths start at `body`."""
    r = Reader(envelope.body, "body")
    body = _READERS[envelope.kind].read(r)
    r.finish()
    return body
