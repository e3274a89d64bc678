import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.gs1 import ElementString, ElementStringError
from nguon.core.gs1.application_identifiers import find_ai
from nguon.core.gs1.character_sets import CSET_82

GS = "\x1d"
GTIN = "09506000134352"
LOT = (("01", GTIN), ("10", "LO7"))


def test_the_bracketed_form_is_read_and_written():
    read = ElementString.parse(f"(01){GTIN}(10)L\\(O7)(17)261231")
    assert read.pairs == (("01", GTIN), ("10", "L(O7)"), ("17", "261231"))
    assert read.as_bracketed() == f"(01){GTIN}(10)L\\(O7)(17)261231"
    assert read.values["10"] == "L(O7)"


def test_separators_stand_only_where_the_length_is_not_fixed():
    read = ElementString.parse(f"(01){GTIN}(10)LO7(17)261231(21)9")
    assert read.as_raw() == f"{GS}01{GTIN}10LO7{GS}1726123121" + "9"
    assert ElementString.parse_raw(read.as_raw()) == read


SCANS = [
    (f"]C101{GTIN}10LO7", LOT),
    (f"]d201{GTIN}10LO7", LOT),
    (f"]Q301{GTIN}10LO7", LOT),
    (f"]e001{GTIN}10LO7", LOT),
    (f"]d2{GS}01{GTIN}10LO7", LOT),
    (f"01{GTIN}10LO7", LOT),
    (f"{GS}01{GTIN}10LO7{GS}", LOT),
    (f"(01){GTIN}(10)LO7", LOT),
    (f"]C110LO7{GS}01{GTIN}", (("10", "LO7"), ("01", GTIN))),
    ("]E09506000134352", (("01", GTIN),)),
    ("]E496385074", (("01", "00000096385074"),)),
    ("]I109506000134352", (("01", GTIN),)),
    ("9506000134352", (("01", GTIN),)),
    ("]C100340123451111111111", (("00", "340123451111111111"),)),
]


@pytest.mark.parametrize(("scan", "pairs"), SCANS, ids=ascii)
def test_what_scanners_send_is_read(scan, pairs):
    assert ElementString.parse_scan(scan).pairs == pairs


REFUSED = [
    ("]E02112345678900", "restricted"),
    ("]E09506000134351", "check_digit"),
    ("]A0ABC", "form"),
    ("]C1", "form"),
    ("", "form"),
    ("rau", "unknown_ai"),
    (f"01{GTIN}89X", "unknown_ai"),
    (f"01{GTIN}17", "value_form"),
    (f"01{GTIN}17261332", "value_rule"),
    (f"01{GTIN}10{21 * 'A'}", "value_form"),
    (f"10A{GS}10B", "repeated_ai"),
    ("(01)٠٩٥٠٦٠٠٠١٣٤٣٥٢", "value_form"),
    ("(01)02112345678900", "restricted"),
    ("(02)02112345678900(37)2", "restricted"),
    ("(10)LÔ", "value_form"),
]


@pytest.mark.parametrize(("scan", "code"), REFUSED, ids=ascii)
def test_what_is_no_element_string_says_why(scan, code):
    with pytest.raises(ElementStringError) as caught:
        ElementString.parse_scan(scan)
    assert caught.value.code == code


def test_the_reason_names_the_ai_and_what_is_wrong():
    with pytest.raises(ElementStringError) as caught:
        ElementString.parse("(17)261332")
    assert str(caught.value) == (
        "Not a value of AI (17) USE BY or EXPIRY: expected a value that GS1 allows for this AI, "
        "got “261332” (position 3: Invalid month '13')."
    )
    assert caught.value.text("vi") == (
        "Không phải giá trị của AI (17) USE BY or EXPIRY: cần giá trị đúng quy định của GS1 cho "
        "AI này, nhận được “261332” (vị trí 3: tháng không có thật '13')."
    )


def test_the_same_value_twice_is_said_once():
    assert ElementString.parse(f"(01){GTIN}(10)A(10)A").pairs == (("01", GTIN), ("10", "A"))


def test_restricted_numbers_and_unknown_ais_are_read_when_asked_for():
    assert ElementString.parse("(01)02112345678900", allow_restricted=True).pairs == (
        ("01", "02112345678900"),
    )
    assert ElementString.parse("(89)x", allow_unknown=True).pairs == (("89", "x"),)


@pytest.mark.parametrize(
    ("ai", "value", "ok"),
    [
        ("3910", "3961", True),  # XAD, newer than the code list of zint
        ("3910", "9871", False),
        ("717", "ABC", True),
        ("8040", "123456789012345", True),
        ("8040", "12345678901234", False),
        ("8043", "12345678901234567812", True),
        ("8011", "0", False),
        ("7040", "1ABC", True),
        ("7040", "1AB!", False),
        ("426", "704", True),
        ("426", "705", True),
        ("426", "001", False),
    ],
)
def test_values_of_an_ai(ai, value, ok):
    try:
        read = ElementString.of([(ai, value)]).pairs
    except ElementStringError:
        read = None
    assert read == (((ai, value),) if ok else None)


@settings(max_examples=80)
@given(
    st.dictionaries(
        st.sampled_from(["10", "21", "240", "400", "90", "99"]),
        st.text(CSET_82, min_size=1, max_size=20),
        min_size=1,
    )
)
def test_both_forms_come_back(values):
    elements = ElementString.of(values.items())
    assert ElementString.parse(elements.as_bracketed()) == elements
    assert ElementString.parse_raw(elements.as_raw()) == elements
    assert ElementString.parse_scan("]d2" + elements.as_raw()) == elements


@settings(max_examples=60)
@given(st.sampled_from(["", "]C1", "]d2", "(01)", "01", GS]), st.text(max_size=30))
def test_no_text_breaks_it(head, text):
    code = "read"
    try:
        ElementString.parse_scan(head + text)
    except ElementStringError as error:
        code = error.code
    assert code


def test_no_ai_begins_with_another():
    known = [ai for ai in map(str, range(10000)) for _ in [find_ai(ai)] if _]
    known += [f"0{digit}" for digit in range(10) if find_ai(f"0{digit}")]
    starts = {
        (short, long)
        for short in known
        for long in known
        if short != long and long.startswith(short)
    }
    assert starts == set()
    assert len(known) == 541
