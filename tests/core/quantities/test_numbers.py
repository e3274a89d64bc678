from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.quantities import QuantityError, format_number, other_reading, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("7", "7"),
        ("0,5", "0.5"),
        ("2,50", "2.50"),
        ("1.234", "1234"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234", "1234"),
        ("1\u202f234\u202f567", "1234567"),
        ("12.345.678,9", "12345678.9"),
        ("1234,5", "1234.5"),
        ("-18", "-18"),
        ("\u221218,5", "-18.5"),
        ("+3", "3"),
        ("  4,2 ", "4.2"),
        ("2.5", "2.5"),
        ("12.75", "12.75"),
        ("0.125", "0.125"),
        ("1234.500", "1234.500"),
        ("1,234", "1.234"),
        ("007", "7"),
    ],
)
def test_a_vietnamese_number_is_read(text: str, number: str) -> None:
    assert str(parse_number(text)) == str(Decimal(number))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number_empty"),
        ("  ", "number_empty"),
        ("1,234.5", "number_english"),
        ("1,234,567", "number_english"),
        ("1,2,3", "number_two_commas"),
        ("1.23.456", "number_groups"),
        ("1.2345,6", "number_groups"),
        ("1234.567,8", "number_groups"),
        ("1.234 567", "number_groups"),
        ("0.123.456", "number_groups"),
        (",5", "number_groups"),
        ("5,", "number_groups"),
        ("1e5", "number_characters"),
        ("--1", "number_characters"),
        ("-", "number_characters"),
        (".", "number_characters"),
        ("NaN", "number_characters"),
        ("\u0661", "number_characters"),
        ("\uff15", "number_characters"),
        ("2\u00b2", "number_characters"),
        ("9" * 61, "number_too_long"),
    ],
)
def test_a_doubtful_number_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(QuantityError) as refused:
        parse_number(text)
    assert refused.value.code == code


def test_an_english_number_is_shown_the_vietnamese_way() -> None:
    with pytest.raises(QuantityError) as refused:
        parse_number("1,234.5")
    assert refused.value.text("vi") == (
        "«1,234.5» viết theo kiểu Anh (phẩy ngăn nghìn). Hãy viết kiểu Việt: «1.234,5»."
    )
    assert str(refused.value) == refused.value.text("en")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("1.234", "1.234"),
        ("-1.500", "-1.500"),
        ("1.234,0", None),
        ("1.234.567", None),
        ("0.500", None),
        ("2.5", None),
        ("1 234", None),
    ],
)
def test_only_a_lone_group_of_three_has_a_second_reading(text: str, other: str | None) -> None:
    assert other_reading(text) == (None if other is None else Decimal(other))


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        ("1234.5", None, "1.234,5"),
        ("0.5", None, "0,5"),
        ("2.50", None, "2,50"),
        ("1E+3", None, "1.000"),
        ("-1234567", None, "-1.234.567"),
        ("2.345", 2, "2,34"),
        ("2.355", 2, "2,36"),
        ("2", 1, "2,0"),
        ("1234", 0, "1.234"),
    ],
)
def test_a_number_is_written_the_vietnamese_way(number: str, places: int | None, text: str) -> None:
    assert format_number(Decimal(number), places=places) == text


def test_grouping_can_be_left_out() -> None:
    assert format_number(Decimal("1234567.8"), group=False) == "1234567,8"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_finite_is_not_written(number: str) -> None:
    with pytest.raises(QuantityError) as refused:
        format_number(Decimal(number))
    assert refused.value.code == "number_not_finite"


finite = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18
).filter(lambda number: len(format_number(number)) <= 60)


@settings(max_examples=60)
@given(finite, st.booleans())
def test_what_is_written_reads_back_the_same(number: Decimal, group: bool) -> None:
    assert parse_number(format_number(number, group=group)) == number


@settings(max_examples=60)
@given(st.text() | st.text(alphabet="0123456789.,- \u00a0e+/"))
def test_any_text_is_read_or_refused_and_never_crashes(text: str) -> None:
    try:
        outcome = format_number(parse_number(text))
    except QuantityError as refused:
        outcome = refused.text("vi")
    assert outcome
