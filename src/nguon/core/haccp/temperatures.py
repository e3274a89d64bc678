"""Temperatures: the proof of cooking, and storage within its range."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from nguon.core.haccp.limits import Limits, TemperatureRange
from nguon.core.haccp.reasons import Reason


class Storage(Enum):
    SAMPLE_FRIDGE = "sample_fridge"
    COLD_STORE = "cold_store"
    FREEZER = "freezer"
    HOT_HOLDING = "hot_holding"


@dataclass(frozen=True)
class TemperatureCheck:
    within: bool | None
    """None if nobody measured: not known is neither good nor bad."""

    reason: Reason


def core_temperature(celsius: Decimal | None, *, limits: Limits) -> TemperatureCheck:
    """Whether a core temperature proves that the dish was cooked through."""
    at_least = limits.core_temperature
    if celsius is None:
        return TemperatureCheck(None, Reason.of("core_not_measured", limit=at_least))
    if celsius >= at_least:
        return TemperatureCheck(
            True, Reason.of("core_proves_cooking", celsius=celsius, limit=at_least)
        )
    return TemperatureCheck(False, Reason.of("core_too_low", celsius=celsius, limit=at_least))


def storage_temperature(
    celsius: Decimal | None, *, storage: Storage, limits: Limits
) -> TemperatureCheck:
    """Whether a store stands in its range.

    A freezer colder, or a hot counter hotter, than its range is safe for the food and
    counts as within; a sample fridge below 2 °C spoils samples and does not.
    """
    if celsius is None:
        return TemperatureCheck(None, Reason.of("storage_not_measured"))
    allowed = _range(storage, limits)
    said = {"celsius": celsius, "lowest": allowed.lowest, "highest": allowed.highest}
    if celsius > allowed.highest:
        safe = storage is Storage.HOT_HOLDING
        code = "storage_hotter_but_safe" if safe else "storage_too_warm"
        return TemperatureCheck(safe, Reason.of(code, **said))
    if celsius < allowed.lowest:
        safe = storage is Storage.FREEZER
        code = "storage_colder_but_safe" if safe else "storage_too_cold"
        return TemperatureCheck(safe, Reason.of(code, **said))
    return TemperatureCheck(True, Reason.of("storage_within", **said))


def _range(storage: Storage, limits: Limits) -> TemperatureRange:
    return {
        Storage.SAMPLE_FRIDGE: limits.sample_fridge,
        Storage.COLD_STORE: limits.cold_store,
        Storage.FREEZER: limits.freezer,
        Storage.HOT_HOLDING: limits.hot_holding,
    }[storage]
