"""What a shared phone may record: the work of the kitchen, not what a person answers for alone."""

from nguon.food.kitchen.choices import RecordKind
from nguon.ground.people.choices import Act

PHONE_KINDS = frozenset(
    {
        RecordKind.DELIVERY_LINE,
        RecordKind.DISH_COOKED,
        RecordKind.DISH_CHECKED,
        RecordKind.EATING_STARTED,
        RecordKind.SAMPLE_TAKEN,
        RecordKind.SAMPLE_DESTROYED,
        RecordKind.FRIDGE_READING,
        RecordKind.HOLD,
        RecordKind.WITHDRAWN,
    }
)
NOT_BY_PHONE = frozenset({Act.RELEASE_HOLD, Act.PLAN_MEAL, Act.COUNTERSIGN_DAY})
"""A tile or four digits say who somebody is, not that nobody else could have touched the phone.

Withdrawing or changing a hold by phone therefore waits for a manager who has signed in.
"""
