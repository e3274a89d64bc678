"""Retained samples: which a meal owes, whether one is enough, whether it came in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum

from nguon.core.haccp.limits import Limits
from nguon.core.haccp.reasons import HaccpError, Reason


class Consistency(Enum):
    """How a dish is measured for its sample: QĐ 1246 asks grams or millilitres."""

    SOLID = "solid"
    LIQUID = "liquid"


@dataclass(frozen=True)
class Minimum:
    """The least amount of a sample and its UN/ECE unit, GRM or MLT."""

    amount: Decimal
    uom: str


@dataclass(frozen=True)
class MealDish:
    """A dish of a meal, as far as samples care."""

    id: str
    consistency: Consistency
    stopped: bool = False
    """Stopped before serving (step 3 failed), so nobody eats it."""


@dataclass(frozen=True)
class SampleDuty:
    dish: str
    owed: bool
    minimum: Minimum
    reason: Reason


@dataclass(frozen=True)
class AmountCheck:
    enough: bool
    minimum: Minimum
    shortfall: Decimal | None
    """How much is lacking, 0 if nothing, None if it was never measured in the right unit."""

    reason: Reason


def minimum_for(consistency: Consistency, limits: Limits) -> Minimum:
    if consistency is Consistency.LIQUID:
        return Minimum(limits.sample_liquid_ml, "MLT")
    return Minimum(limits.sample_solid_g, "GRM")


def samples_owed(
    dishes: Sequence[MealDish], *, portions: int | None, limits: Limits
) -> tuple[SampleDuty, ...]:
    """One duty for each dish of a meal, owed or not, in the order given.

    A meal whose portions nobody has said yet owes its samples: silence never frees.
    """
    if portions is not None and portions < 0:
        raise HaccpError("negative_portions", portions=portions)
    return tuple(
        SampleDuty(
            dish.id,
            owed=reason.code in ("sample_owed", "sample_owed_portions_unknown"),
            minimum=minimum_for(dish.consistency, limits),
            reason=reason,
        )
        for dish in dishes
        for reason in [_duty_reason(dish, portions, limits.sample_portions)]
    )


def amount_enough(
    amount: Decimal | None, *, uom: str, consistency: Consistency, limits: Limits
) -> AmountCheck:
    """Whether a sample weighs or measures enough: 100 g solid, 150 ml liquid.

    Grams never stand for millilitres: the form asks which, and density is not known.
    """
    minimum = minimum_for(consistency, limits)
    if amount is None:
        return AmountCheck(False, minimum, None, Reason.of("amount_not_measured"))
    if amount < 0:
        raise HaccpError("negative_amount", amount=amount)
    if uom != minimum.uom:
        reason = Reason.of("amount_wrong_unit", expected=_UNITS[minimum.uom], got=uom)
        return AmountCheck(False, minimum, None, reason)
    said = {"amount": amount, "minimum": minimum.amount, "unit": _UNITS[uom]}
    if amount >= minimum.amount:
        return AmountCheck(True, minimum, Decimal(0), Reason.of("amount_enough", **said))
    short = minimum.amount - amount
    return AmountCheck(False, minimum, short, Reason.of("amount_short", **said, shortfall=short))


def sample_order(
    *,
    sampled_at: datetime,
    eating_started_at: datetime | None,
    left_kitchen_at: datetime | None = None,
) -> tuple[Reason, ...]:
    """What is wrong with the moment of sampling; empty if it came before eating and transport."""
    faults = []
    if eating_started_at is not None and sampled_at > eating_started_at:
        late = sampled_at - eating_started_at
        faults.append(Reason.of("sampled_after_eating_started", late=late))
    if left_kitchen_at is not None and sampled_at > left_kitchen_at:
        faults.append(Reason.of("sampled_after_transport", late=sampled_at - left_kitchen_at))
    return tuple(faults)


_UNITS = {"GRM": "g", "MLT": "ml"}


def _duty_reason(dish: MealDish, portions: int | None, threshold: int) -> Reason:
    if dish.stopped:
        return Reason.of("dish_stopped")
    if portions is None:
        return Reason.of("sample_owed_portions_unknown", threshold=threshold)
    if portions < threshold:
        return Reason.of("below_sample_portions", portions=portions, threshold=threshold)
    return Reason.of("sample_owed", portions=portions, threshold=threshold)
