from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.quantities import (
    Quantity,
    QuantityError,
    all_units,
    find_word,
    format_amount,
    parse_amount,
    unit,
)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("2,5 kg", "2.5", "KGM"),
        ("300g", "300", "GRM"),
        ("300 gam", "300", "GRM"),
        ("3 lạng", "3", "HGM"),
        ("1 yến", "10", "KGM"),
        ("2 tạ", "2", "DTN"),
        ("1,5 tấn", "1.5", "TNE"),
        ("1.234,5 KG", "1234.5", "KGM"),
        ("2 kg rưỡi", "2.5", "KGM"),
        ("2 yến rưỡi", "25", "KGM"),
        ("cân rưỡi", "1.5", "KGM"),
        ("nửa cân", "0.5", "KGM"),
        ("Nửa lít", "0.5", "LTR"),
        ("1/2 lít", "0.5", "LTR"),
        ("150ml", "150", "MLT"),
        ("2 kg 300 g", "2.3", "KGM"),
        ("2kg300g", "2.3", "KGM"),
        ("1 tấn 2 tạ 5 kg", "1.205", "TNE"),
        ("30 quả", "30", "H87"),
        ("3 chục", "30", "H87"),
        ("3 chục quả", "30", "H87"),
        ("2 chục rưỡi", "25", "H87"),
        ("2 tá trái", "2", "DZN"),
        ("12 hộp", "12", "XBX"),
        ("5 gói", "5", "XPA"),
        ("4 bó", "4", "XBH"),
        ("2 con", "2", "HEA"),
        ("910 suất", "910", "PTN"),
        ("910 suất ăn", "910", "PTN"),
        ("6 thùng", "6", "XCT"),
        ("6 chai", "6", "XBO"),
        ("-18 °C", "-18", "CEL"),
        ("4,2 độ C", "4.2", "CEL"),
        ("75%", "75", "P1"),
        ("20 m2", "20", "MTK"),
        ("20 m²", "20", "MTK"),
        ("7 EA", "7", "EA"),
        ("7 KGM", "7", "KGM"),
        ("12 qua", "12", "H87"),
        ("2 lit", "2", "LTR"),
        ("  2,5\u00a0kg ", "2.5", "KGM"),
        ("2 la\u0323ng", "2", "HGM"),
    ],
)
def test_an_amount_is_read(text: str, value: str, code: str) -> None:
    assert parse_amount(text) == Quantity.of(value, code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unit_missing"),
        ("5", "unit_missing"),
        ("kg", "amount_missing"),
        ("nửa", "unit_unknown"),
        ("2 kg 3", "amount_trailing"),
        ("2kg3", "amount_trailing"),
        ("5 kg 3 lít", "amount_order"),
        ("300 g 2 kg", "amount_order"),
        ("2 °C 3 K", "amount_order"),
        ("1/3 kg", "number_fraction"),
        ("1/0 kg", "number_fraction"),
        ("1,234.5 kg", "number_english"),
        ("10 xyz", "unit_unknown"),
        ("2 quá", "unit_unknown"),
        ("2 ta", "unit_ambiguous"),
        ("2 chục kg", "unit_unknown"),
        ("9" * 61 + " kg", "number_too_long"),
    ],
)
def test_a_doubtful_amount_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(QuantityError) as refused:
        parse_amount(text)
    assert refused.value.code == code
    assert refused.value.text("vi") != refused.value.text("en")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1234,5 kg", "1.234,5 kg"),
        ("2,50 kg", "2,50 kg"),
        ("30 quả", "30 quả"),
        ("3 chục quả", "30 quả"),
        ("3 chục", "30 cái"),
        ("2 ký", "2 ký"),
        ("1 yến", "10 kg"),
        ("4,2 độ C", "4,2 độ C"),
        ("4,2°C", "4,2 °C"),
        ("75 %", "75%"),
    ],
)
def test_an_amount_is_printed_with_the_word_it_was_said_with(text: str, printed: str) -> None:
    assert format_amount(parse_amount(text)) == printed


def test_an_amount_is_printed_with_as_many_decimals_as_asked() -> None:
    assert format_amount(Quantity.of("2.345", "KGM"), places=1) == "2,3 kg"


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("2.5", "KGM", "GRM", "2500"),
        ("300", "GRM", "KGM", "0.3"),
        ("1", "TNE", "DTN", "10"),
        ("3", "HGM", "GRM", "300"),
        ("150", "MLT", "LTR", "0.15"),
        ("2", "DZN", "H87", "24"),
        ("6", "H87", "DZN", "0.5"),
        ("5", "EA", "C62", "5"),
        ("4.2", "CEL", "KEL", "277.35"),
        ("0", "KEL", "CEL", "-273.15"),
        ("90", "MIN", "HUR", "1.5"),
        ("0.5", "HAR", "MTK", "5000"),
    ],
)
def test_conversion_is_exact(value: str, source: str, target: str, result: str) -> None:
    assert Quantity.of(value, source).to(target) == Quantity.of(result, target)


def test_conversion_without_end_asks_where_to_round() -> None:
    one = Quantity.of(1, "H87")
    with pytest.raises(QuantityError) as refused:
        one.to("DZN")
    assert refused.value.code == "inexact"
    assert one.to("DZN", places=3) == Quantity.of("0.083", "DZN")


@pytest.mark.parametrize(
    ("source", "target"),
    [("KGM", "LTR"), ("XBX", "XCT"), ("H87", "HEA"), ("CEL", "KGM"), ("PTN", "H87")],
)
def test_conversion_across_dimensions_is_refused(source: str, target: str) -> None:
    with pytest.raises(QuantityError) as refused:
        Quantity.of(1, source).to(target)
    assert refused.value.code == "dimension"


def test_amounts_of_one_dimension_add_up_in_the_first_unit() -> None:
    assert Quantity.of(2, "KGM") + Quantity.of(300, "GRM") == Quantity.of("2.3", "KGM")
    with pytest.raises(QuantityError):
        Quantity.of(2, "KGM") + Quantity.of(1, "LTR")


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(QuantityError) as refused:
        unit("kg")
    assert refused.value.code == "unit_unknown"


def test_a_symbol_in_english_has_no_vietnamese_letter() -> None:
    letters = set("°³²%").union(*(it.english_symbol for it in all_units().values()))
    assert {letter for letter in letters if not letter.isascii()} == set("°³²")
    assert (unit("LTR").english_symbol, unit("KGM").english_symbol) == ("l", "kg")


def test_every_printed_symbol_and_name_means_its_own_unit_only() -> None:
    for it in all_units().values():
        assert {find_word(name).unit for name in (it.symbol, *it.names)} == {it}


@settings(max_examples=60)
@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=4),
    st.sampled_from(sorted(all_units())),
)
def test_what_is_printed_reads_back_the_same(value: Decimal, code: str) -> None:
    quantity = Quantity.of(value, code)
    assert parse_amount(format_amount(quantity)) == quantity


@settings(max_examples=60)
@given(
    st.decimals(min_value=0, max_value=10**9, places=3),
    st.sampled_from(["MGM", "GRM", "HGM", "KGM", "DTN", "TNE"]),
    st.sampled_from(["MGM", "GRM", "HGM", "KGM", "DTN", "TNE"]),
)
def test_conversion_there_and_back_changes_nothing(value: Decimal, here: str, there: str) -> None:
    quantity = Quantity.of(value, here)
    assert quantity.to(there).to(here) == quantity


_words = st.sampled_from(
    ["2", "kg", "rưỡi", "nửa", "1/2", "300", "g", "chục", "quả", ",", "-", "m2"]
)


@settings(max_examples=60)
@given(st.text() | st.lists(_words).map(" ".join) | st.lists(_words).map("".join))
def test_any_text_is_an_amount_or_refused_and_never_crashes(text: str) -> None:
    try:
        outcome = format_amount(parse_amount(text))
    except QuantityError as refused:
        outcome = refused.text("vi")
    assert outcome
