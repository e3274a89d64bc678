"""Which act of the role matrix each kind of record is."""

from nguon.food.kitchen.choices import RecordKind
from nguon.ground.people.choices import Act

ACT_OF_KIND: dict[RecordKind, Act] = {
    RecordKind.MEAL_PLAN: Act.PLAN_MEAL,
    RecordKind.DELIVERY_LINE: Act.RECORD_RECEIVING,
    RecordKind.DISH_COOKED: Act.RECORD_COOKING,
    RecordKind.DISH_CHECKED: Act.RECORD_SERVING,
    RecordKind.EATING_STARTED: Act.RECORD_SERVING,
    RecordKind.SAMPLE_TAKEN: Act.TAKE_SAMPLE,
    RecordKind.SAMPLE_DESTROYED: Act.DESTROY_SAMPLE,
    RecordKind.FRIDGE_READING: Act.READ_FRIDGE,
    RecordKind.HOLD: Act.PLACE_HOLD,
    RecordKind.HOLD_RELEASED: Act.RELEASE_HOLD,
    RecordKind.DAY_COUNTERSIGNED: Act.COUNTERSIGN_DAY,
    RecordKind.WITHDRAWN: Act.CORRECT_RECORD,
}


def acts_to_change(kind: RecordKind) -> tuple[Act, ...]:
    """What correcting or withdrawing a record of this kind asks for, all of it.

    Whoever changes a hold frees what it held, so placing holds is not enough for that.
    """
    own = Act.RELEASE_HOLD if kind is RecordKind.HOLD else ACT_OF_KIND[kind]
    return Act.CORRECT_RECORD, own
