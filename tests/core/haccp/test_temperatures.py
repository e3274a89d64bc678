from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from nguon.core.haccp import (
    Limits,
    Storage,
    core_temperature,
    holding_time,
    storage_temperature,
)

COOKED = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("celsius", "within", "code"),
    [
        ("75", True, "core_proves_cooking"),
        ("92.5", True, "core_proves_cooking"),
        ("74.9", False, "core_too_low"),
        (None, None, "core_not_measured"),
    ],
)
def test_a_core_temperature_proves_cooking(
    limits: Limits, celsius: str | None, within: bool | None, code: str
) -> None:
    check = core_temperature(None if celsius is None else Decimal(celsius), limits=limits)
    assert (check.within, check.reason.code) == (within, code)


@pytest.mark.parametrize(
    ("storage", "celsius", "within", "code"),
    [
        (Storage.SAMPLE_FRIDGE, "2", True, "storage_within"),
        (Storage.SAMPLE_FRIDGE, "8", True, "storage_within"),
        (Storage.SAMPLE_FRIDGE, "8.1", False, "storage_too_warm"),
        (Storage.SAMPLE_FRIDGE, "1.9", False, "storage_too_cold"),
        (Storage.COLD_STORE, "12", False, "storage_too_warm"),
        (Storage.FREEZER, "-18", True, "storage_within"),
        (Storage.FREEZER, "-9.5", False, "storage_too_warm"),
        (Storage.FREEZER, "-24", True, "storage_colder_but_safe"),
        (Storage.HOT_HOLDING, "59", False, "storage_too_cold"),
        (Storage.HOT_HOLDING, "62", True, "storage_within"),
        (Storage.HOT_HOLDING, "80", True, "storage_hotter_but_safe"),
        (Storage.FREEZER, None, None, "storage_not_measured"),
    ],
)
def test_a_store_stands_in_its_range_or_not(
    limits: Limits, storage: Storage, celsius: str | None, within: bool | None, code: str
) -> None:
    check = storage_temperature(
        None if celsius is None else Decimal(celsius), storage=storage, limits=limits
    )
    assert (check.within, check.reason.code) == (within, code)


def test_a_warm_fridge_is_said_with_a_comma(limits: Limits) -> None:
    check = storage_temperature(Decimal("9.4"), storage=Storage.SAMPLE_FRIDGE, limits=limits)
    assert check.reason.text("vi") == "9,4 °C, nóng hơn 8 °C."


@pytest.mark.parametrize(
    ("eaten", "left", "within", "codes"),
    [
        (2 * HOUR, None, True, ["holding_within"]),
        (4 * HOUR, None, True, ["holding_within"]),
        (4 * HOUR + MINUTE, None, False, ["holding_too_long"]),
        (3 * HOUR, HOUR, True, ["holding_within"]),
        (3 * HOUR + MINUTE, HOUR, False, ["transport_too_long"]),
        (5 * HOUR, HOUR, False, ["holding_too_long", "transport_too_long"]),
        (-MINUTE, None, False, ["holding_backwards"]),
        (HOUR, 2 * HOUR, False, ["transport_backwards"]),
        (None, HOUR, None, ["holding_unknown"]),
    ],
)
def test_food_waits_four_hours_and_travels_two(
    limits: Limits,
    eaten: timedelta | None,
    left: timedelta | None,
    within: bool | None,
    codes: list[str],
) -> None:
    held = holding_time(
        cooked_at=COOKED,
        eaten_at=None if eaten is None else COOKED + eaten,
        left_kitchen_at=None if left is None else COOKED + left,
        limits=limits,
    )
    assert (held.within, [reason.code for reason in held.reasons]) == (within, codes)
    assert held.took == eaten


def test_food_of_unknown_cooking_time_may_still_break_the_transport_limit(
    limits: Limits,
) -> None:
    held = holding_time(
        cooked_at=None, eaten_at=COOKED + 3 * HOUR, left_kitchen_at=COOKED, limits=limits
    )
    assert (held.took, held.within) == (None, False)
