"""Numbers with their units as conditions: quantities of things, measurements of sensors."""

from decimal import Decimal
from fractions import Fraction
from functools import cache

from nguon.core.epcis.query import field_keys
from nguon.core.epcis.query.conditions import Amount, Comparison, FieldIs
from nguon.core.epcis.query.problems import UnfitValueError
from nguon.core.epcis.unit_scales import (
    COUNT,
    decimal_of,
    dimension_of,
    in_base_unit,
    in_unit,
    scales,
)
from nguon.core.epcis.units import is_unit

DIFFERENCES = frozenset({"sDev"})
"""Measurements that have no zero of their own."""


def amount(comparison: Comparison, value: Decimal | tuple[Decimal, ...], uom: str | None) -> Amount:
    """With a unit: in every unit of its dimension, each with the values as that unit has them."""
    values = value if isinstance(value, tuple) else (value,)
    if uom is None:
        return Amount(comparison, (), values)
    _require_unit(uom)
    units: list[tuple[str | None, tuple[Decimal, ...]]] = [
        (code, tuple(_converted(one, uom, code) for one in values)) for code in _same_dimension(uom)
    ]
    if dimension_of(uom) == COUNT:  # without a unit the quantity counts pieces (§7.3.3.3)
        units.append((None, tuple(_converted(one, uom, "C62") for one in values)))
    return Amount(comparison, tuple(units))


def measurement(
    member: str, comparison: Comparison, value: Decimal | tuple[Decimal, ...], uom: str
) -> FieldIs:
    _require_unit(uom)
    values = value if isinstance(value, tuple) else (value,)
    difference = member in DIFFERENCES
    return FieldIs(
        (field_keys.measured(member, dimension_of(uom)),),
        comparison,
        tuple(in_base_unit(one, uom, is_difference=difference) for one in values),
    )


def _require_unit(uom: str) -> None:
    if not is_unit(uom):
        raise UnfitValueError("a unit code of UN/ECE Recommendation 20 in the name", uom)


@cache
def _same_dimension(uom: str) -> tuple[str, ...]:
    dimension = dimension_of(uom)
    return tuple(code for code, scale in scales().items() if scale.dimension == dimension) or (uom,)


def _converted(value: Decimal, uom: str, code: str) -> Decimal:
    if code == uom:
        return value
    base = Fraction(value) * scales()[uom].factor + scales()[uom].offset
    return decimal_of(in_unit(base, code))
