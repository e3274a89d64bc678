import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.gs1 import (
    BundledCompanyPrefixes,
    CompanyPrefixUnknownError,
    EpcUrn,
    EpcUrnError,
    identify,
    write_epc_urn,
)
from nguon.core.gs1.character_sets import CSET_82
from nguon.core.gs1.uri_text import encode_urn, link


class SevenDigits:
    """A table in which every prefix has seven digits."""

    def length_for(self, digits: str) -> int | None:
        return 7


# Both directions, prefix 0614141 or 4012345.
PAIRS = [
    ("id:sgtin:0614141.812345.%2F%26%25%22!()", "/01/80614141123458/21/%2F%26%25%22%21%28%29"),
    ("id:sgtin:0614141.012345.A.B", "/01/00614141123452/21/A.B"),
    ("id:sgtin:0614141.012345.007", "/01/00614141123452/21/007"),
    ("id:sscc:4012345.3111111111", "/00/340123451111111111"),
    ("id:sgln:4012345.00005.0", "/414/4012345000054"),
    ("id:sgln:4012345.00005.122", "/414/4012345000054/254/122"),
    ("id:grai:4012345.00022.334455", "/8003/04012345000221334455"),
    ("id:giai:4012345.ABC345", "/8004/4012345ABC345"),
    ("id:giai:4012345.A.B", "/8004/4012345A.B"),
    ("id:gsrn:4012345.0000006765", "/8018/401234500000067657"),
    ("id:gsrnp:4012345.0000000007", "/8017/401234500000000074"),
    ("id:gdti:4012345.00009.PO-4711", "/253/4012345000092PO-4711"),
    ("id:cpi:0614141.11111111111111-A%23%2F.1234", "/8010/061414111111111111111-A%23%2F/8011/1234"),
    ("id:sgcn:4012345.99999.44", "/255/401234599999044"),
    ("id:ginc:0614141.xyz47%2F11", "/401/0614141xyz47%2F11"),
    ("id:gsin:4012345.222333444", "/402/40123452223334442"),
    ("id:itip:4012345.011111.01.02.987", "/8006/040123451111180102/21/987"),
    ("id:upui:4012345.012345.AB12", "/01/04012345123456/235/AB12"),
    ("id:pgln:4000001.00000", "/417/4000001000005"),
    ("class:lgtin:4012345.012345.Lot987", "/01/04012345123456/10/Lot987"),
    ("idpat:sgtin:4012345.044444.*", "/01/04012345444445"),
    ("idpat:grai:4012345.66666.*", "/8003/04012345666663"),
    ("idpat:gdti:4012345.55555.*", "/253/4012345555554"),
    ("idpat:sgcn:4012345.99999.*", "/255/4012345999990"),
    ("idpat:cpi:4012345.ABC.*", "/8010/4012345ABC"),
    ("idpat:itip:4012345.012345.01.02.*", "/8006/040123451234560102"),
]  # fmt: skip


@pytest.mark.parametrize(("urn", "path"), PAIRS)
def test_a_urn_is_a_digital_link(urn, path):
    pairs = EpcUrn.parse(f"urn:epc:{urn}").pairs
    assert pairs is not None
    assert link(pairs) == f"https://id.gs1.org{path}"


@pytest.mark.parametrize(("urn", "path"), PAIRS)
def test_a_digital_link_is_a_urn_if_the_prefix_is_known(urn, path):
    keys = identify(f"https://id.gs1.org{path}").keys
    assert write_epc_urn(tuple(keys.items()), SevenDigits()) == f"urn:epc:{urn}"


@pytest.mark.parametrize(
    ("urn", "path"),
    [
        ("id:sgtin:415056789012.0.987654", "/01/04150567890128/21/987654"),
        ("id:gdti:987659999999..9", "/253/98765999999929"),
        ("id:pgln:999999999999.", "/417/9999999999994"),
        ("id:sgln:999999999999..0", "/414/9999999999994"),
        ("idpat:upui:4012345.012345.*", "/01/04012345123456"),
        ("id:grai:952000000001..a", "/8003/09520000000011a"),
    ],
)
def test_references_may_be_empty_when_the_prefix_is_long(urn, path):
    assert identify(f"urn:epc:{urn}").canonical == f"https://id.gs1.org{path}"


def test_the_case_of_urn_and_epc_does_not_matter():
    assert identify("URN:EPC:id:sscc:4012345.3111111111") == identify(
        "URN:EPC:id:sscc:4012345.3111111111"
    )
    assert (
        identify("URN:EPC:id:sscc:4012345.3111111111").canonical
        == "https://id.gs1.org/00/340123451111111111"
    )


REFUSED = [
    ("urn:epc:id:sgtin:0614141.12345.1", "urn_digits"),
    ("urn:epc:id:sgtin:0614141.112345", "urn_parts"),
    ("urn:epc:id:sgtin:0614141.112345.", "urn_parts"),
    ("urn:epc:id:sgtin:061414A.112345.1", "urn_parts"),
    ("urn:epc:id:sgtin:0614141.11234A.1", "urn_parts"),
    ("urn:epc:id:sgtin:06141.41112345.1", "urn_parts"),
    ("urn:epc:id:sgtin:0614141112345..1", "urn_parts"),
    ("urn:epc:id:sgtin:٠614141.112345.1", "urn_escape"),
    ("urn:epc:id:sgtin:0614141.112345.a/b", "urn_escape"),
    ("urn:epc:id:sgtin:0614141.112345.a%b", "urn_escape"),
    ("urn:epc:id:sgtin:0614141.112345.a&b", "urn_escape"),
    ("urn:epc:id:sgtin:0614141.112345.a b", "urn_escape"),
    ("urn:epc:id:sgtin:0614141.112345.a%20b", "characters"),
    ("urn:epc:id:sgtin:0614141.112345.a%C3%B4", "characters"),
    ("urn:epc:id:sgtin:0614141.112345." + 21 * "A", "length"),
    ("urn:epc:id:sgtin:2012345.012345.1", "restricted"),
    ("urn:epc:id:sscc:0614141.123456789", "urn_digits"),
    ("urn:epc:id:sgln:0614141.12345", "urn_parts"),
    ("urn:epc:id:giai:4012345.", "urn_parts"),
    ("urn:epc:id:gdti:4012345.00009.", "urn_parts"),
    ("urn:epc:id:cpi:4012345.abc.1", "characters"),
    ("urn:epc:id:cpi:4012345.ABC.01", "no_leading_zero"),
    ("urn:epc:id:itip:4012345.012345.03.02.1", "piece_of_total"),
    ("urn:epc:id:itip:4012345.012345.3.4.1", "digits"),
    ("urn:epc:id:lgtin:4012345.012345.A", "urn_scheme"),
    ("urn:epc:class:sgtin:4012345.012345.A", "urn_scheme"),
    ("urn:epc:id:unknown:1.2.3", "urn_scheme"),
    ("urn:epc:tag:sgtin-96:3.0614141.812345.6789", "form"),
    ("urn:epc:idpat:sgtin:4012345.012345.7", "urn_parts"),
    ("urn:epc:idpat:sgtin:4012345.12345.*", "urn_digits"),
    ("urn:epc:idpat:sgtin:4012345.*", "urn_parts"),
    ("urn:epc:id:sgtin:0614141.112345.1\n", "urn_escape"),
    ("urn:epc:id:bic:CSQU305438", "urn_parts"),
    ("urn:epc:id:imovn:123", "urn_parts"),
    ("urn:epc:id:imovn:9176188", "check_digit"),
    ("urn:epc:id:bic:CSQU3054384", "check_digit"),
    ("urn:epc:id:gid:01.2.3", "urn_parts"),
    ("urn:epc:", "form"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED, ids=ascii)
def test_a_wrong_urn_is_refused_with_a_reason(text, code):
    with pytest.raises(EpcUrnError) as caught:
        EpcUrn.parse(text)
    assert caught.value.code == code


def test_a_wrong_form_is_told_in_letters_and_not_as_a_pattern():
    with pytest.raises(EpcUrnError) as caught:
        EpcUrn.parse("urn:epc:id:gid:01.2.3")
    assert str(caught.value) == "Not an EPC URN: expected urn:epc:…:gid:M.C.S, got “01.2.3”."


@pytest.mark.parametrize(
    ("urn", "kind"),
    [
        ("urn:epc:id:gid:95100000.12345.400", "instance"),
        ("urn:epc:id:usdod:CJ35A.1234", "instance"),
        ("urn:epc:id:adi:35962.PQ7VZ4.M37GXB92", "instance"),
        ("urn:epc:id:adi:W81X9C.3KL984PX1.2WMA52", "instance"),
        ("urn:epc:id:adi:W81X9C..%232WMA52", "instance"),
        ("urn:epc:id:bic:CSQU3054383", "instance"),
        ("urn:epc:id:imovn:9176187", "instance"),
        ("urn:epc:idpat:sgtin:*.*.*", "class"),
        ("urn:epc:idpat:sgtin:0614141.*.*", "class"),
        ("urn:epc:idpat:sgtin:0614141.112345.[1-9]", "class"),
        ("urn:epc:idpat:sscc:0614141.*", "class"),
        ("urn:epc:idpat:sgln:0614141.12345.*", "class"),
        ("urn:epc:idpat:gid:95100000.12345.*", "class"),
    ],
)
def test_urns_without_a_gs1_key_stay_urns(urn, kind):
    known = identify(urn)
    assert (known.canonical, known.kind, known.scheme, dict(known.keys)) == (urn, kind, "gs1", {})


def test_what_has_no_urn_is_refused():
    with pytest.raises(EpcUrnError) as caught:
        write_epc_urn((("8013", "1987654Ad4X4bL5ttr2310c2K"),), SevenDigits())
    assert caught.value.text("en") == (
        "Not an EPC URN: expected a key that has an EPC URN, got (8013)."
    )


def test_the_bundled_table_knows_some_prefixes():
    assert BundledCompanyPrefixes().length_for("7044610873466") == 6
    pairs = (("01", "07044610873466"), ("21", "1"))
    assert write_epc_urn(pairs) == "urn:epc:id:sgtin:704461.0087346.1"
    assert write_epc_urn((("8004", "7044610ABC"),)) == "urn:epc:id:giai:704461.0ABC"
    assert BundledCompanyPrefixes().length_for("704A") is None
    assert BundledCompanyPrefixes().length_for("ABC") is None


def test_an_unknown_prefix_is_refused_politely():
    with pytest.raises(CompanyPrefixUnknownError) as caught:
        write_epc_urn((("414", "8990000000004"),))
    assert caught.value.code == "prefix_length"
    assert caught.value.text("vi").endswith(
        "Hãy dùng GS1 Digital Link, dạng này không cần độ dài đó."
    )


@settings(max_examples=60)
@given(st.integers(0, 10**6 - 1), st.text(CSET_82, min_size=1, max_size=20), st.integers(6, 12))
def test_urn_to_link_and_back_is_the_same(item, serial, length):
    class Table:
        def length_for(self, digits: str) -> int | None:
            return length

    digits = "1" + "950600013435"[:length] + f"{item:06}"[: 12 - length]
    reference = digits[0] + digits[length + 1 :]
    prefix = digits[1 : length + 1]
    urn = f"urn:epc:id:sgtin:{prefix}.{reference}.{encode_urn(serial)}"
    known = identify(urn)
    assert known.keys["21"] == serial
    assert write_epc_urn(tuple(known.keys.items()), Table()) == urn
    assert identify(known.canonical).canonical == known.canonical
