"""The numbers of the rules in force, typed, ready to be told to the functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from nguon.core.haccp.reasons import HaccpError
from nguon.core.haccp.rule_book import RuleBook, rules_in_force


@dataclass(frozen=True)
class TemperatureRange:
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True)
class Window:
    """When a deed of a meal opens and is due, before eating starts."""

    opens_before: timedelta
    due_before: timedelta


@dataclass(frozen=True)
class Limits:
    """What the rules in force on one day demand."""

    sample_portions: int
    sample_solid_g: Decimal
    sample_liquid_ml: Decimal
    sample_keep: timedelta
    """Legal minimum from sampling."""

    sample_keep_default: timedelta
    """Practice: how long a kitchen keeps a sample unless it says otherwise."""

    sample_fridge: TemperatureRange
    cold_store: TemperatureRange
    freezer: TemperatureRange
    hot_holding: TemperatureRange
    core_temperature: Decimal
    cooked_to_eaten: timedelta
    transport_to_eaten: timedelta
    fridge_readings_a_day: int
    on_time: timedelta
    within_hours: timedelta
    clock_offset: timedelta
    poisoning_report: timedelta
    step_1: Window
    step_2: Window
    step_3: Window
    sample: Window
    meal_lasts: timedelta


def limits_in_force(on: date, book: RuleBook | None = None) -> Limits:
    """The limits of a local day; refuses a day for which the rule book lacks a number."""
    values: dict[str, Decimal] = {}
    for rule in rules_in_force(on, book):
        values |= rule.values
    try:
        return _limits(values)
    except KeyError as missing:
        raise HaccpError("no_limit", name=str(missing.args[0]), on=on) from None


def _limits(values: Mapping[str, Decimal]) -> Limits:
    return Limits(
        sample_portions=int(values["sample_portions"]),
        sample_solid_g=values["sample_solid_g"],
        sample_liquid_ml=values["sample_liquid_ml"],
        sample_keep=_hours(values["sample_keep_h"]),
        sample_keep_default=_hours(values["sample_keep_default_h"]),
        sample_fridge=_range(values, "sample_fridge"),
        cold_store=_range(values, "cold_store"),
        freezer=_range(values, "freezer"),
        hot_holding=_range(values, "hot_holding"),
        core_temperature=values["core_temperature_c"],
        cooked_to_eaten=_hours(values["cooked_to_eaten_h"]),
        transport_to_eaten=_hours(values["transport_to_eaten_h"]),
        fridge_readings_a_day=int(values["fridge_readings_a_day"]),
        on_time=_minutes(values["on_time_min"]),
        within_hours=_hours(values["within_hours_h"]),
        clock_offset=_minutes(values["clock_offset_min"]),
        poisoning_report=_hours(values["poisoning_report_h"]),
        step_1=_window(values, "step_1"),
        step_2=_window(values, "step_2"),
        step_3=_window(values, "step_3"),
        sample=_window(values, "sample"),
        meal_lasts=_minutes(values["meal_lasts_min"]),
    )


def _hours(value: Decimal) -> timedelta:
    return timedelta(hours=float(value))


def _minutes(value: Decimal) -> timedelta:
    return timedelta(minutes=float(value))


def _range(values: Mapping[str, Decimal], name: str) -> TemperatureRange:
    return TemperatureRange(values[f"{name}_min_c"], values[f"{name}_max_c"])


def _window(values: Mapping[str, Decimal], name: str) -> Window:
    return Window(_minutes(values[f"{name}_opens_min"]), _minutes(values[f"{name}_due_min"]))
