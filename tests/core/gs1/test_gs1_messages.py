"""Every complaint can be said in both languages, whatever its arguments."""

import re
from pathlib import Path

import pytest

from nguon.core.gs1 import (
    ElementString,
    EpcUrn,
    Gs1Error,
    Gtin,
    OwnIdentifier,
    RestrictedCirculationNumber,
    errors,
    identify,
    keys,
    mint_own_identifier,
    require_associations,
    write_epc_urn,
)
from nguon.core.gs1.messages import _NAMES, _WORDINGS

OWN = "https://n.vn/obj/"
LINK = "https://id.gs1.org/01/09506000134352"

# One way to each complaint.
CAUSES = {
    "characters": lambda: keys.Lot.parse("Lô"),
    "check_digit": lambda: Gtin.parse("9506000134351"),
    "check_pair": lambda: keys.Gmn.parse("1987654Ad4X4bL5ttr2310c2L"),
    "company_prefix": lambda: keys.Giai.parse("ABCD"),
    "coupon": lambda: Gtin.parse("9912345678909"),
    "digits": lambda: keys.Sscc.parse("1"),
    "excluded_ai": lambda: require_associations(["01", "21", "235"]),
    "form": lambda: keys.Sgtin.parse("x"),
    "gtin_format": lambda: Gtin.parse("9506000134352").as_gtin_8(),
    "host": lambda: identify("https://[/01/09506000134352"),
    "leading_zero": lambda: keys.Grai.parse("14012345000221"),
    "length": lambda: keys.Lot.parse(""),
    "no_key": lambda: identify("https://id.gs1.org/x"),
    "no_leading_zero": lambda: keys.Cpid.of("0614141A", "01"),
    "no_urn": lambda: write_epc_urn((("8013", "x"),)),
    "not_attribute": lambda: identify(LINK + "?10=A"),
    "not_digits": lambda: keys.Gln.parse("401234500005٤"),
    "not_qualifier": lambda: identify(LINK + "/17/261231"),
    "not_restricted": lambda: RestrictedCirculationNumber.parse("9506000134352"),
    "own_characters": lambda: OwnIdentifier.parse(OWN + "UUUUUUUUUU"),
    "own_check": lambda: OwnIdentifier.parse(OWN + "0000000001"),
    "own_random": lambda: mint_own_identifier("obj", b"", host="n.vn"),
    "path_order": lambda: identify(LINK + "/21/A/10/B"),
    "piece_of_total": lambda: keys.Itip.parse("040123451111180302"),
    "prefix_length": lambda: write_epc_urn((("414", "8990000000004"),)),
    "refund_receipt": lambda: Gtin.parse("9801234567892"),
    "repeated_ai": lambda: ElementString.parse("(10)A(10)B"),
    "required_ai": lambda: require_associations(["10"]),
    "reserved_prefix": lambda: Gtin.parse("97712343"),
    "restricted": lambda: Gtin.parse("2112345678900"),
    "scheme": lambda: identify("HtTp://n.vn/01/09506000134352"),
    "twice": lambda: identify(LINK + "/10/A/10/A"),
    "unknown_ai": lambda: ElementString.parse("(89)A"),
    "uri_characters": lambda: identify(LINK + "/10/ô"),
    "urn_digits": lambda: EpcUrn.parse("urn:epc:id:sscc:0614141.1"),
    "urn_escape": lambda: EpcUrn.parse("urn:epc:id:giai:0614141.a/b"),
    "urn_parts": lambda: EpcUrn.parse("urn:epc:id:sscc:0614141"),
    "urn_scheme": lambda: EpcUrn.parse("urn:epc:id:x:1"),
    "value_form": lambda: ElementString.parse("(17)1"),
    "value_rule": lambda: ElementString.parse("(17)261332"),
}


def test_every_complaint_of_the_table_can_happen():
    assert sorted(CAUSES) == sorted(_WORDINGS)


@pytest.mark.parametrize("code", sorted(CAUSES))
def test_a_complaint_is_a_sentence_in_both_languages(code):
    with pytest.raises(Gs1Error) as caught:
        CAUSES[code]()
    error = caught.value
    assert error.code == code
    for language, start in (("en", "Not "), ("vi", "Không phải ")):
        sentence = error.text(language)
        assert sentence.startswith(start)
        assert "{" not in sentence
    assert str(error) == error.text("en")
    assert error.expected
    assert error.expected in str(error)
    assert error.got in str(error)


def test_every_thing_complained_of_has_a_name_in_both_languages():
    source = Path(errors.__file__).parent
    text = "\n".join(path.read_text("utf-8") for path in source.rglob("*.py"))
    used = set(re.findall(r'_WHAT = "([^"]+)"', text))
    used |= set(re.findall(r'KeyValueError\(\s*"[a-z_0-9]+", "([^"]+)"', text))
    used |= set(re.findall(r'require_[a-z_]+\([^"]*, "([^"]+)"\)', text))
    assert {"SSCC", "LOT", "SRIN", "DIGITAL LINK"} <= used
    assert used - _NAMES.keys() == set()
