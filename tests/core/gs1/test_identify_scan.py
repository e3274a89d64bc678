import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.gs1 import IdentifierError, identify, identify_scan

GTIN = "09506000134352"
LOT = f"https://id.gs1.org/01/{GTIN}/10/LO7"
ITEM = f"https://id.gs1.org/01/{GTIN}/21/9"


@pytest.mark.parametrize(
    ("scan", "canonical", "kind"),
    [
        (f"]C101{GTIN}1726123110LO7", LOT, "class"),
        (f"(01){GTIN}(10)LO7", LOT, "class"),
        (f"(10)LO7(01){GTIN}(17)261231", LOT, "class"),
        (f"01{GTIN}10LO7\x1d219", ITEM, "instance"),
        (f"]d201{GTIN}10LO7\x1d219", ITEM, "instance"),
        (f"]Q1https://a.vn/01/{GTIN}/10/LO7", LOT, "class"),
        (f"HTTPS://A.VN/01/{GTIN}/10/LO7", LOT, "class"),
        ("urn:epc:class:lgtin:9506000.013435.LO7", LOT, "class"),
        ("9506000134352", f"https://id.gs1.org/01/{GTIN}", "class"),
        ("]E09506000134352", f"https://id.gs1.org/01/{GTIN}", "class"),
        ("00340123451111111111", "https://id.gs1.org/00/340123451111111111", "instance"),
        ("(414)4012345000054(254)K2", "https://id.gs1.org/414/4012345000054/254/K2", "place"),
    ],
    ids=ascii,
)
def test_a_scan_names_what_the_link_names(scan, canonical, kind):
    known = identify_scan(scan)
    assert (known.text[-6:], known.canonical, known.kind) == (scan[-6:], canonical, kind)
    assert known.keys == identify(canonical).keys | known.keys


@pytest.mark.parametrize(
    "text",
    ["L0-2026/11", "20260115", "1012345", "9506000134351", "Lô rau 7", "", "96385074", "01ABC"],
)
def test_a_batch_number_without_a_mark_stays_private(text):
    assert identify_scan(text) == identify(text)
    assert identify_scan(text).scheme == "private"


@pytest.mark.parametrize(
    ("scan", "code"),
    [
        ("(01)09506000134351", "check_digit"),
        ("(10)LO7", "no_key"),
        ("]E02112345678900", "restricted"),
        ("]C189", "unknown_ai"),
        ("(x)", "form"),
        ("https://a.vn/01/09506000134351", "check_digit"),
    ],
)
def test_a_marked_text_that_is_wrong_is_an_error(scan, code):
    with pytest.raises(IdentifierError) as caught:
        identify_scan(scan)
    assert caught.value.code == code


@settings(max_examples=60)
@given(st.sampled_from(["", "]C1", "]Q1", "(01)", "01", "\x1d"]), st.text(max_size=25))
def test_no_text_breaks_it(head, text):
    code = "read"
    try:
        identify_scan(head + text)
    except IdentifierError as error:
        code = error.code
    assert code
