"""The rules of QĐ 1246/QĐ-BYT and of good kitchen practice, as data and pure functions.

Every function is told the limits, the facts and the time; it asks nobody. `limits_in_force`
gives the limits of a day. Answers carry a `Reason` whose `text("vi")` a page can show.
"""

from nguon.core.haccp.destruction import (
    Clocks,
    DestroyDecision,
    HoldCause,
    SampleHold,
    destruction_faults,
    may_destroy,
)
from nguon.core.haccp.holding_time import HoldingTime, holding_time
from nguon.core.haccp.lateness import Band, Earlier, Lateness, Tone, clock_flags, lateness
from nguon.core.haccp.limits import Limits, TemperatureRange, Window, limits_in_force
from nguon.core.haccp.meal_state import (
    Act,
    DishFacts,
    DishState,
    Duty,
    DutyState,
    MealFacts,
    MealState,
    SampleAct,
    State,
    is_stopped,
    meal_state,
)
from nguon.core.haccp.reasons import HaccpError, Reason
from nguon.core.haccp.rule_book import (
    Document,
    Rule,
    RuleBook,
    Suspension,
    documents_in_force,
    packaged_rule_book,
    read_rule_book,
    rules_in_force,
)
from nguon.core.haccp.samples import (
    AmountCheck,
    Consistency,
    MealDish,
    Minimum,
    SampleDuty,
    amount_enough,
    minimum_for,
    sample_order,
    samples_owed,
)
from nguon.core.haccp.temperatures import (
    Storage,
    TemperatureCheck,
    core_temperature,
    storage_temperature,
)

__all__ = [
    "Act",
    "AmountCheck",
    "Band",
    "Clocks",
    "Consistency",
    "DestroyDecision",
    "DishFacts",
    "DishState",
    "Document",
    "Duty",
    "DutyState",
    "Earlier",
    "HaccpError",
    "HoldCause",
    "HoldingTime",
    "Lateness",
    "Limits",
    "MealDish",
    "MealFacts",
    "MealState",
    "Minimum",
    "Reason",
    "Rule",
    "RuleBook",
    "SampleAct",
    "SampleDuty",
    "SampleHold",
    "State",
    "Storage",
    "Suspension",
    "TemperatureCheck",
    "TemperatureRange",
    "Tone",
    "Window",
    "amount_enough",
    "clock_flags",
    "core_temperature",
    "destruction_faults",
    "documents_in_force",
    "holding_time",
    "is_stopped",
    "lateness",
    "limits_in_force",
    "may_destroy",
    "meal_state",
    "minimum_for",
    "packaged_rule_book",
    "read_rule_book",
    "rules_in_force",
    "sample_order",
    "samples_owed",
    "storage_temperature",
]
