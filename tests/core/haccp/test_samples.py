from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.haccp import (
    Consistency,
    HaccpError,
    Limits,
    MealDish,
    amount_enough,
    sample_order,
    samples_owed,
)

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
RICE = MealDish("rice", Consistency.SOLID)
SOUP = MealDish("soup", Consistency.LIQUID)
STOPPED = MealDish("fish", Consistency.SOLID, stopped=True)


@pytest.mark.parametrize(
    ("portions", "answers"),
    [
        (910, [(True, "sample_owed"), (True, "sample_owed"), (False, "dish_stopped")]),
        (30, [(True, "sample_owed"), (True, "sample_owed"), (False, "dish_stopped")]),
        (29, [(False, "below_sample_portions")] * 2 + [(False, "dish_stopped")]),
        (0, [(False, "below_sample_portions")] * 2 + [(False, "dish_stopped")]),
        (None, [(True, "sample_owed_portions_unknown")] * 2 + [(False, "dish_stopped")]),
    ],
)
def test_every_served_dish_of_a_big_meal_owes_a_sample(
    limits: Limits, portions: int | None, answers: list[tuple[bool, str]]
) -> None:
    duties = samples_owed([RICE, SOUP, STOPPED], portions=portions, limits=limits)
    assert [(duty.owed, duty.reason.code) for duty in duties] == answers
    assert [duty.minimum.uom for duty in duties] == ["GRM", "MLT", "GRM"]


def test_a_meal_cannot_have_negative_portions(limits: Limits) -> None:
    with pytest.raises(HaccpError, match="Portions cannot be negative: got -1"):
        samples_owed([RICE], portions=-1, limits=limits)


@pytest.mark.parametrize(
    ("amount", "uom", "consistency", "enough", "shortfall", "code"),
    [
        ("100", "GRM", Consistency.SOLID, True, "0", "amount_enough"),
        ("99.9", "GRM", Consistency.SOLID, False, "0.1", "amount_short"),
        ("80", "GRM", Consistency.SOLID, False, "20", "amount_short"),
        ("150", "MLT", Consistency.LIQUID, True, "0", "amount_enough"),
        ("149", "MLT", Consistency.LIQUID, False, "1", "amount_short"),
        ("0", "MLT", Consistency.LIQUID, False, "150", "amount_short"),
        ("200", "GRM", Consistency.LIQUID, False, None, "amount_wrong_unit"),
        ("200", "MLT", Consistency.SOLID, False, None, "amount_wrong_unit"),
        (None, "GRM", Consistency.SOLID, False, None, "amount_not_measured"),
    ],
)
def test_a_sample_is_enough_or_short(
    limits: Limits,
    amount: str | None,
    uom: str,
    consistency: Consistency,
    enough: bool,
    shortfall: str | None,
    code: str,
) -> None:
    check = amount_enough(
        None if amount is None else Decimal(amount), uom=uom, consistency=consistency, limits=limits
    )
    assert (check.enough, check.reason.code) == (enough, code)
    assert check.shortfall == (None if shortfall is None else Decimal(shortfall))


def test_the_shortfall_is_said_in_both_languages(limits: Limits) -> None:
    check = amount_enough(Decimal("80.5"), uom="GRM", consistency=Consistency.SOLID, limits=limits)
    assert check.reason.text("vi") == "Thiếu 19,5 g: mẫu 80,5 g, tối thiểu 100 g."
    assert check.reason.text("en") == "19.5 g short: 80.5 g, at least 100 g."


def test_a_negative_sample_is_impossible(limits: Limits) -> None:
    with pytest.raises(HaccpError, match="A sample cannot be negative: got -1"):
        amount_enough(Decimal(-1), uom="GRM", consistency=Consistency.SOLID, limits=limits)


@settings(max_examples=60)
@given(st.decimals(min_value=0, max_value=10_000, places=2))
def test_amount_and_shortfall_make_the_minimum(limits: Limits, amount: Decimal) -> None:
    check = amount_enough(amount, uom="MLT", consistency=Consistency.LIQUID, limits=limits)
    assert check.shortfall is not None
    assert max(amount, check.minimum.amount) == amount + check.shortfall
    assert check.enough == (check.shortfall == 0)


@pytest.mark.parametrize(
    ("eating", "left", "codes"),
    [
        (None, None, []),
        (0, None, []),
        (5, None, []),
        (-10, None, ["sampled_after_eating_started"]),
        (5, -1, ["sampled_after_transport"]),
        (-10, -30, ["sampled_after_eating_started", "sampled_after_transport"]),
    ],
)
def test_a_sample_comes_before_eating_and_before_transport(
    eating: int | None, left: int | None, codes: list[str]
) -> None:
    faults = sample_order(
        sampled_at=NOON,
        eating_started_at=None if eating is None else NOON + timedelta(minutes=eating),
        left_kitchen_at=None if left is None else NOON + timedelta(minutes=left),
    )
    assert [fault.code for fault in faults] == codes


def test_how_late_a_sample_came_is_said() -> None:
    (fault,) = sample_order(sampled_at=NOON, eating_started_at=NOON - timedelta(hours=1, minutes=5))
    assert fault.text("vi") == "Lấy mẫu sau khi đã bắt đầu ăn 1 giờ 5 phút."
