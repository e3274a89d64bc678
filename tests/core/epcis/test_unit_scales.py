from decimal import Decimal
from fractions import Fraction

import pytest

from nguon.core.epcis.unit_scales import dimension_of, in_base_unit, in_unit, scale_of, scales
from nguon.core.quantities import all_units


@pytest.mark.parametrize(
    ("value", "code", "base"),
    [
        ("39.2", "FAH", "4"),
        ("277.15", "KEL", "4"),
        ("498.87", "A48", "4"),
        ("4", "CEL", "4"),
        ("2500", "GRM", "2.5"),
        ("1", "LBR", "0.45359237"),
        ("36", "KMH", "10"),
        ("1", "ATM", "101325"),
        ("1", "GLL", "3.785411784"),
        ("1", "DZN", "12"),
        ("1", "KWH", "3600000"),
        ("5", "XBX", "5"),
    ],
)
def test_a_value_in_its_base_unit(value: str, code: str, base: str) -> None:
    assert in_base_unit(Decimal(value), code) == Decimal(base)


def test_a_difference_has_no_zero_of_its_own() -> None:
    assert in_base_unit(Decimal("1.8"), "FAH", is_difference=True) == 1
    assert in_base_unit(Decimal("1.8"), "KEL", is_difference=True) == Decimal("1.8")


def test_a_value_comes_back_from_its_base_unit() -> None:
    for code, scale in scales().items():
        assert in_unit(7 * scale.factor + scale.offset, code) == Fraction(7)


def test_units_of_other_kinds_do_not_meet() -> None:
    assert dimension_of("NU") != dimension_of("JOU")
    assert dimension_of("XBX") != dimension_of("XCT") != dimension_of("KGM")


def test_the_units_that_people_say_have_the_same_scale_here() -> None:
    """`core.quantities` knows their words, for kitchens; two tables must not tell two weights."""
    bases = {unit.dimension: unit for unit in all_units().values() if unit.factor == 1}
    for code, unit in all_units().items():
        base = bases.get(unit.dimension)
        if base is not None and {code, base.code} <= set(scales()):
            assert scale_of(code).dimension == scale_of(base.code).dimension
            assert scale_of(code).factor / scale_of(base.code).factor == unit.factor, code
