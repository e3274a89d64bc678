import pytest

from nguon.core.epcis import cbv
from nguon.core.epcis.unit_scales import scales
from nguon.core.epcis.units import (
    _DIMENSION_OF_TYPE,
    is_unit,
    measures_something_else,
    unit_codes,
)


@pytest.mark.parametrize("code", ["KGM", "GRM", "LTR", "MLT", "CEL", "C62", "H87", "HAR", "XBX"])
def test_a_unit_is_known_by_its_common_code(code: str) -> None:
    assert is_unit(code)


@pytest.mark.parametrize("code", ["KG", "kgm", "", "CELSIUS", "X", "XX", "ZZZZ"])
def test_what_people_write_instead_is_no_unit(code: str) -> None:
    assert not is_unit(code)


def test_the_table_of_dimensions_speaks_of_real_units_and_types() -> None:
    assert set(scales()) - unit_codes() == set()
    assert set(_DIMENSION_OF_TYPE) - cbv.MEASUREMENT_TYPES == set()


@pytest.mark.parametrize(
    ("measurement_type", "code", "expected"),
    [
        ("Temperature", "CEL", False),
        ("Temperature", "FAH", False),
        ("Temperature", "KGM", True),
        ("RelativeHumidity", "P1", False),
        ("AbsoluteHumidity", "A93", False),
        ("AbsoluteHumidity", "P1", True),
        ("Temperature", "C62", False),
        ("Dimensionless", "KGM", False),
        ("https://example.org/Ripeness", "KGM", False),
    ],
)
def test_only_a_sure_mismatch_counts(measurement_type: str, code: str, *, expected: bool) -> None:
    assert measures_something_else(measurement_type, code) is expected
