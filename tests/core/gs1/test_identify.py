import copy
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.gs1 import Identifier, IdentifierError, identify
from nguon.core.gs1.character_sets import CSET_82

GS1 = "https://id.gs1.org"
OWN = "https://nguon.example/class/7GYKXFR1R0W"

KINDS = [
    ("/00/340123451111111111", "instance"),
    ("/01/09506000134352", "class"),
    ("/01/09506000134352/10/L", "class"),
    ("/01/09506000134352/21/S", "instance"),
    ("/01/09506000134352/22/V", "class"),
    ("/01/09506000134352/22/V/10/L", "class"),
    ("/01/09506000134352/235/T", "instance"),
    ("/253/4012345000092", "class"),
    ("/253/4012345000092PO", "document"),
    ("/255/4012345999990", "class"),
    ("/255/401234599999044", "instance"),
    ("/401/0614141xyz", "instance"),
    ("/402/40123452223334442", "instance"),
    ("/414/4012345000054", "place"),
    ("/414/4012345000054/254/7", "place"),
    ("/415/4012345000054", "party"),
    ("/415/4012345000054/8020/INV7", "document"),
    ("/417/4000001000005", "party"),
    ("/8003/04012345000221", "class"),
    ("/8003/040123450002217", "instance"),
    ("/8004/4012345ABC", "instance"),
    ("/8006/040123451111180102", "class"),
    ("/8006/040123451111180102/21/7", "instance"),
    ("/8010/4012345ABC", "class"),
    ("/8010/4012345ABC/8011/7", "instance"),
    ("/8013/1987654Ad4X4bL5ttr2310c2K", "class"),
    ("/8017/401234500000000074", "instance"),
    ("/8018/401234500000067657", "instance"),
]


@pytest.mark.parametrize(("path", "kind"), KINDS)
def test_a_gs1_key_tells_what_kind_of_thing_it_names(path, kind):
    known = identify(GS1 + path)
    assert (known.kind, known.scheme) == (kind, "gs1")


SAME = [
    (
        "/01/09506000134352/21/7",
        [
            "https://id.gs1.org/01/09506000134352/21/7",
            "http://shop.vn/01/9506000134352/21/7",
            "https://shop.vn/some/stem/01/09506000134352/10/L/21/7",
            "https://shop.vn/01/09506000134352/22/V/10/L/21/%37?17=261231&ref=x#top",
            "HTTPS://ID.GS1.ORG/01/09506000134352/21/7",
            "urn:epc:id:sgtin:9506000.013435.7",
            "urn:epc:id:sgtin:950600013435.0.7",
            "https://shop.vn/%30%31/09506000134352/21/7",
        ],
    ),
    (
        "/01/09506000134352/10/A%2FB",
        [
            "https://shop.vn/01/09506000134352/10/A%2fB",
            "https://shop.vn/01/09506000134352/22/V/10/A%2FB?15=261231",
            "urn:epc:class:lgtin:9506000.013435.A%2FB",
        ],
    ),
    (
        "/01/09506000134352",
        ["https://x.vn/01/09506000134352?", "urn:epc:idpat:sgtin:9506000.013435.*"],
    ),
    (
        "/414/4012345000054",
        ["urn:epc:id:sgln:4012345.00005.0", "https://x.vn:8000/414/4012345000054"],
    ),
]


@pytest.mark.parametrize(("path", "spellings"), SAME)
def test_every_spelling_of_a_thing_has_one_canonical_form(path, spellings):
    known = [identify(text) for text in spellings]
    assert {one.canonical for one in known} == {GS1 + path}
    assert len({one.kind for one in known}) == 1
    assert [one.text for one in known] == spellings


def test_keys_keep_the_lot_that_the_canonical_form_leaves_out():
    known = identify("https://x.vn/01/9506000134352/22/V/10/L/21/7")
    assert dict(known.keys) == {"01": "09506000134352", "22": "V", "10": "L", "21": "7"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://x.vn/01/09506000134352/21/A1", "https://x.vn/01/09506000134352/21/A10"),
        ("https://x.vn/01/09506000134352/21/007", "https://x.vn/01/09506000134352/21/7"),
        ("https://x.vn/01/09506000134352/21/a", "https://x.vn/01/09506000134352/21/A"),
        ("https://x.vn/01/09506000134352/21/7", "https://x.vn/01/09506000134352/10/7"),
        ("https://x.vn/01/09506000134352", "https://x.vn/01/09506000134352/22/V"),
        ("https://x.vn/414/4012345000054", "https://x.vn/417/4012345000054"),
        ("https://x.vn/a", "https://x.vn/a/"),
        ("https://x.vn/a", "http://x.vn/a"),
        ("urn:example:A", "urn:example:a"),
    ],
)
def test_different_things_stay_different(left, right):
    assert identify(left).canonical != identify(right).canonical


WRONG = [
    ("https://x.vn/01/09506000134351", "check_digit"),
    ("https://x.vn/01/0950600013435", "check_digit"),
    ("https://x.vn/01/095060001343522", "digits"),
    ("https://x.vn/01/2112345678900", "restricted"),
    ("https://x.vn/01/09506000134352/21/7/10/L", "path_order"),
    ("https://x.vn/01/09506000134352/10/L/235/T", "not_qualifier"),
    ("https://x.vn/01/09506000134352/10/L/10/M", "twice"),
    ("https://x.vn/01/09506000134352/10/", "length"),
    ("https://x.vn/01/09506000134352?10=L", "not_attribute"),
    ("https://x.vn/01/09506000134352?17=261331", "value_rule"),
    ("https://x.vn/01/09506000134352/10/L%C3%B4", "characters"),
    ("https://x.vn/01/09506000134352/10/Lô", "uri_characters"),
    ("https://x.vn/00/340123451111111112", "check_digit"),
    ("https://x.vn/414/4012345000055", "check_digit"),
    ("https://x.vn/8003/952012200000001004", "leading_zero"),
    ("HtTpS://x.vn/01/09506000134352", "scheme"),
    ("https://id.gs1.org/gtin/09506000134352", "no_key"),
    ("https://id.gs1.org/01/abc", "digits"),
    ("urn:epc:id:sgtin:0614141.12345.1", "urn_digits"),
]


@pytest.mark.parametrize(("text", "code"), WRONG)
def test_what_claims_to_be_gs1_and_is_wrong_is_an_error(text, code):
    with pytest.raises(IdentifierError) as caught:
        identify(text)
    assert caught.value.code == code
    assert caught.value.text("vi") != caught.value.text("en")


def test_a_wrong_order_comes_with_the_right_one():
    with pytest.raises(IdentifierError) as caught:
        identify("https://x.vn/01/09506000134352/21/7/10/L")
    assert str(caught.value) == (
        "Not a GS1 Digital Link: expected (01) then (22)(10)(21) | (235), in that order, "
        "got (21)(10). Write it as https://id.gs1.org/01/09506000134352/10/L/21/7"
    )


PRIVATE = [
    ("http://transaction.acme.com/po/12345678", "unknown", None),
    ("https://n.vn/2026/01/15", "unknown", None),
    ("https://n.vn/2026/01/20260115/report", "unknown", None),
    ("https://n.vn/room/00/7", "unknown", None),
    ("https://ref.gs1.org/cbv/BTT-po", "unknown", None),
    ("HTTPS://N.VN:443/A%7eb%2f", "unknown", "https://n.vn/A~b%2F"),
    ("http://n.vn:80", "unknown", "http://n.vn"),
    ("http://N.vn:80:80/%41", "unknown", "http://N.vn:80:80/A"),
    ("https://Me:Pw@N.vn:443/", "unknown", "https://Me:Pw@n.vn/"),
    ("https://[2001:DB8::1]:443/", "unknown", "https://[2001:db8::1]/"),
    ("https://n.vn/%%34%31", "unknown", None),
    ("https://acme.com/a/obj/123", "instance", None),
    ("https://acme.com/class/rice", "class", None),
    ("https://acme.com/loc/barn-2", "place", None),
    ("https://acme.com/bt/po7", "document", None),
    ("urn:acme:obj:123", "instance", None),
    ("urn:acme:class:rice", "class", None),
    ("urn:acme:loc:barn", "place", None),
    ("urn:epcglobal:cbv:bt:0614141073467:1152", "document", None),
    ("URN:UUID:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", "unknown",
     "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
    ("ni:///sha-256;df7bb3c3?ver=CBV2.0", "unknown", None),
    ("rau muống", "unknown", None),
    ("", "unknown", None),
    ("https://", "unknown", None),
    ("https://[", "unknown", None),
    ("urn:epcis:x", "unknown", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "canonical"), PRIVATE)
def test_everything_else_is_private_and_hardly_changed(text, kind, canonical):
    wanted = text if canonical is None else canonical
    assert identify(text) == Identifier(text, wanted, kind, "private")


@pytest.mark.parametrize(
    "text", [OWN, OWN.upper(), OWN.replace("https", "http"), OWN[:-11] + "7gyk-xfrl-row"]
)
def test_an_own_identifier_is_known_by_its_check_character(text):
    assert identify(text) == Identifier(text, OWN, "class", "own")


def test_a_mistyped_own_identifier_is_an_error_on_our_hosts_and_private_elsewhere():
    mistyped = OWN.replace("7GYK", "7GKY")
    assert identify(mistyped).scheme == "private"
    with pytest.raises(IdentifierError) as caught:
        identify(mistyped, own_hosts=frozenset({"nguon.example"}))
    assert caught.value.code == "own_check"
    assert identify(mistyped, own_hosts=frozenset({"other.example"})).scheme == "private"


def test_identifiers_are_values():
    first, second = identify(GS1 + "/00/340123451111111111"), identify(OWN)
    assert {first, identify(GS1 + "/00/340123451111111111"), second} == {first, second}
    with pytest.raises(TypeError):
        first.keys["00"] = "1"


def test_an_error_survives_a_process_border():
    with pytest.raises(IdentifierError) as caught:
        identify("https://x.vn/01/09506000134351")
    twin = copy.deepcopy(caught.value)  # goes through __reduce__, as pickle does
    assert (type(twin), str(twin)) == (IdentifierError, str(caught.value))


def test_a_very_long_text_is_answered_too():
    text = "https://x.vn/" + "a" * 100_000
    assert identify(text).canonical == text


@pytest.mark.parametrize(
    "path",
    [
        "/01/12345678" * 10_000 + "/zzzzz/1/2",
        "/01/12345678" * 10_000 + "/zz/y",
        "/01" * 40_000 + "/",
        "/01/09506000134352" * 6_000 + "/x",
    ],
    ids=["keys before a word", "keys before a short word", "keys in keys", "sound keys"],
)
def test_a_long_path_of_keys_is_answered_at_once(path):
    started = time.process_time()
    assert identify(f"https://x.vn{path}").scheme == "private"
    assert time.process_time() - started < 1


def test_a_complaint_about_a_long_text_is_short():
    with pytest.raises(IdentifierError) as caught:
        identify(f"urn:epc:id:sgtin:{'1' * 1_000_000}")
    assert [len(caught.value.text(language)) < 600 for language in ("vi", "en")] == [True, True]


SEGMENTS = st.one_of(
    st.sampled_from(
        ["01", "00", "10", "21", "22", "235", "414", "254", "8003", "?", "#", "%", "%30%31", ""]
    ),
    st.sampled_from(["09506000134352", "340123451111111111", "4012345000054", "*", "[1-2]"]),
    st.text(max_size=6),
)


@settings(max_examples=120)
@given(
    st.sampled_from(
        ["", "https://x.vn/", "Http://X:80/", "urn:epc:id:", "urn:epc:idpat:", "URN:", "https://"]
    ),
    st.lists(SEGMENTS, max_size=6),
    st.sampled_from("/.:?"),
)
def test_no_text_breaks_it_and_canonical_forms_are_stable(head, segments, between):
    text = head + between.join(segments)
    try:
        known = identify(text)
    except IdentifierError:
        return
    again = identify(known.canonical)
    assert (again.canonical, again.kind) == (known.canonical, known.kind)


@settings(max_examples=60)
@given(
    st.text(CSET_82, min_size=1, max_size=20),
    st.text(CSET_82, min_size=1, max_size=20),
)
def test_lot_and_serial_of_any_characters_come_back(lot, serial):
    keys = {"01": "09506000134352", "10": lot, "21": serial}
    link = identify(GS1 + "/01/09506000134352").canonical
    for ai in ("10", "21"):
        link += f"/{ai}/" + "".join(f"%{ord(character):02x}" for character in keys[ai])
    assert dict(identify(link).keys) == keys
