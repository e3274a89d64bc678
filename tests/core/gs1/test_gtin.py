import pytest

from nguon.core.gs1 import Gs1Error, Gtin, RestrictedCirculationNumber
from nguon.core.gs1.errors import KeyValueError, RestrictedNumberError


@pytest.mark.parametrize(
    ("text", "gtin_14", "digits"),
    [
        ("96385074", "00000096385074", 8),
        ("614141123452", "00614141123452", 12),
        ("9506000134352", "09506000134352", 13),
        ("09506000134352", "09506000134352", 13),
        ("19506000134359", "19506000134359", 14),
        ("00000096385074", "00000096385074", 8),
    ],
)
def test_a_gtin_of_any_length_is_held_as_14_digits(text, gtin_14, digits):
    gtin = Gtin.parse(text)
    assert (gtin.as_gtin_14(), gtin.format) == (gtin_14, digits)
    assert gtin == Gtin.parse(gtin_14)


def test_the_shorter_formats_drop_only_zeros():
    gtin = Gtin.parse("614141123452")
    assert (gtin.as_gtin_12(), gtin.as_gtin_13()) == ("614141123452", "0614141123452")
    with pytest.raises(KeyValueError) as caught:
        gtin.as_gtin_8()
    assert str(caught.value) == (
        "Not a GTIN-8: expected a number of at most 8 digits without leading zeros, "
        "got 00614141123452."
    )
    assert Gtin.parse("96385074").as_gtin_8() == "96385074"


REFUSALS = [
    ("", "digits", "Not a GTIN: expected 8/12/13/14 ASCII digits, got 0."),
    ("950600013435", "check_digit", None),
    ("95060001343520", "check_digit", None),
    ("95060001343", "digits", "Not a GTIN: expected 8/12/13/14 ASCII digits, got 11."),
    ("9506000134351", "check_digit", "Not a GTIN: expected check digit 2, got 1. "
     "Compare it with the label."),
    ("٩٥٠٦٠٠٠١٣٤٣٥٢", "not_digits", None),
    ("９５０６０００１３４３５２", "not_digits", None),
    ("950600013435\n", "not_digits", None),
    (" 950600013435", "not_digits", None),
    ("950600013435X", "not_digits", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "sentence"), REFUSALS, ids=ascii)
def test_what_is_no_gtin_says_why(text, code, sentence):
    with pytest.raises(KeyValueError) as caught:
        Gtin.parse(text)
    assert caught.value.code == code
    assert sentence in {None, str(caught.value)}


RESTRICTED = [
    ("2112345678900", "restricted", "21"),
    ("2000000000008", "restricted", "20"),
    ("2999999999991", "restricted", "29"),
    ("0212345678909", "restricted", "02"),
    ("212345678909", "restricted", "02"),
    ("0412345678903", "restricted", "04"),
    ("02345673", "restricted", "0"),
    ("20123451", "restricted", "2"),
    ("00000000000000", "restricted", "0"),
    ("9812345678902", "coupon", "981"),
    ("9912345678909", "coupon", "99"),
    ("9801234567892", "refund_receipt", "980"),
    ("97712343", "reserved_prefix", "977"),
]


@pytest.mark.parametrize(("text", "code", "prefix"), RESTRICTED)
def test_numbers_that_check_but_are_no_trade_items_are_refused(text, code, prefix):
    with pytest.raises(RestrictedNumberError) as caught:
        Gtin.parse(text)
    assert (caught.value.code, caught.value.arguments["prefix"]) == (code, prefix)


@pytest.mark.parametrize(
    "text",
    [
        "9771234567003",  # a periodical
        "9780345418913",  # a book
        "8934563138165",  # Vietnam
        "0312345678906",
        "19506000134359",
        "12312312312333",  # an indicator digit: restricted numbers have none
    ],
)
def test_numbers_near_the_refused_ones_are_gtins(text):
    assert Gtin.parse(text).as_gtin_14() == text.zfill(14)


@pytest.mark.parametrize("text", [row[0] for row in RESTRICTED if row[1] == "restricted"])
def test_a_restricted_number_may_be_held_as_what_it_is(text):
    number = RestrictedCirculationNumber.parse(text)
    assert number.value == text
    assert not hasattr(number, "as_ai_pairs")


@pytest.mark.parametrize("text", ["9506000134352", "9812345678902", "2112345678901", "21"])
def test_other_numbers_are_not_restricted_ones(text):
    with pytest.raises(Gs1Error):
        RestrictedCirculationNumber.parse(text)


@pytest.mark.parametrize(
    ("text", "vietnamese"),
    [
        ("8934563138165", True),
        ("18934563138162", True),
        ("89345634", True),
        ("9506000134352", False),
        ("0893000000008", False),
    ],
)
def test_prefix_893_is_read_where_the_prefix_stands(text, vietnamese):
    assert Gtin.parse(text).is_vietnamese is vietnamese


def test_indicator_9_means_variable_measure():
    assert Gtin.parse("99506000134355").is_variable_measure
    assert Gtin.parse("99506000134355").indicator == 9
    assert not Gtin.parse("9506000134352").is_variable_measure
