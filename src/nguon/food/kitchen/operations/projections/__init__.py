"""From a record to the tables: one kind a file, each a plain function of what stands."""

from collections.abc import Callable
from typing import Any

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.projections import (
    day_countersigned,
    delivery_line,
    dish_checked,
    dish_cooked,
    eating_started,
    fridge_reading,
    hold,
    meal_plan,
    sample_destroyed,
    sample_taken,
    withdrawn,
)
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import Body

_PROJECTIONS: dict[RecordKind, Callable[[Filing, Any, Worktable], None]] = {
    RecordKind.MEAL_PLAN: meal_plan.project,
    RecordKind.DELIVERY_LINE: delivery_line.project,
    RecordKind.DISH_COOKED: dish_cooked.project,
    RecordKind.DISH_CHECKED: dish_checked.project,
    RecordKind.EATING_STARTED: eating_started.project,
    RecordKind.SAMPLE_TAKEN: sample_taken.project,
    RecordKind.SAMPLE_DESTROYED: sample_destroyed.project,
    RecordKind.FRIDGE_READING: fridge_reading.project,
    RecordKind.HOLD: hold.project,
    RecordKind.HOLD_RELEASED: hold.project_release,
    RecordKind.DAY_COUNTERSIGNED: day_countersigned.project,
}


def project(filing: Filing, body: Body, table: Worktable) -> None:
    """Make the rows of one record. A withdrawal makes none: it only retires."""
    for act in filing.corrected:
        table.retire(act, filing.record.pk)
    if filing.envelope.kind == RecordKind.WITHDRAWN:
        withdrawn.project(filing, table)
    else:
        _PROJECTIONS[filing.envelope.kind](filing, body, table)
