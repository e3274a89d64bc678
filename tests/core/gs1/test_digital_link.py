import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.gs1 import DigitalLink, DigitalLinkError, ElementString
from nguon.core.gs1.character_sets import CSET_82
from nguon.core.gs1.digital_link_path import split_path
from nguon.core.gs1.primary_keys import PRIMARY_KEYS

GTIN = "09506000134352"
TEXT = st.text(CSET_82, min_size=1, max_size=20)


def test_a_link_is_read_into_its_parts():
    link = DigitalLink.parse(
        "https://Shop.vn/a/b/01/9506000134352/10/L%2f1?utm=x&17=261231&15=261201#top"
    )
    assert link == DigitalLink(
        stem="https://shop.vn/a/b",
        path=(("01", GTIN), ("10", "L/1")),
        attributes=(("17", "261231"), ("15", "261201")),
    )


def test_it_is_written_as_asked_in_canonical_form_and_for_print():
    link = DigitalLink.parse(f"https://shop.vn/a/01/{GTIN}/10/Ab%2F1?17=261231&15=261201")
    path = f"/01/{GTIN}/10/Ab%2F1"
    assert link.uri == f"https://shop.vn/a{path}?17=261231&15=261201"
    assert str(link) == link.uri
    assert link.canonical == f"https://id.gs1.org{path}?15=261201&17=261231"
    assert link.printed_uri == f"HTTPS://SHOP.VN/a{path}?17=261231&15=261201"


def test_the_printed_form_of_a_plain_link_is_all_capitals():
    link = DigitalLink.build([("01", GTIN), ("10", "LO7")], stem="https://id.nguon.example")
    assert link.printed_uri == f"HTTPS://ID.NGUON.EXAMPLE/01/{GTIN}/10/LO7"
    assert DigitalLink.parse(link.printed_uri) == link


@pytest.mark.parametrize(
    ("path", "stem", "first"),
    [
        (f"/01/{GTIN}", "", ("01", GTIN)),
        (f"/414/4012345000054/01/{GTIN}", "/414/4012345000054", ("01", GTIN)),
        (f"/01/{GTIN}/21/00", "", ("01", GTIN)),
        (f"/x/01/{GTIN}/10/01/21/414", "/x", ("01", GTIN)),
    ],
)
def test_the_key_nearest_to_the_end_is_the_key(path, stem, first):
    split = split_path(path)
    assert (split.stem, split.pairs[0]) == (stem, first)


REFUSED = [
    ("", "scheme"),
    (f"ftp://a/01/{GTIN}", "scheme"),
    (f"Https://a/01/{GTIN}", "scheme"),
    (f"https:///01/{GTIN}", "host"),
    (f"https://a b/01/{GTIN}", "uri_characters"),
    (f"https://u@a/01/{GTIN}", "host"),
    (f"https://a/01/{GTIN}/", "no_key"),
    (f"https://a/01/{GTIN}/foo", "no_key"),
    (f"https://a/01/{GTIN}/10/L/", "no_key"),
    (f"https://a/01/{GTIN}/foo/bar", "not_qualifier"),
    (f"https://a/01/{GTIN}/17/261231", "not_qualifier"),
    (f"https://a/01/{GTIN}/10/L/22/V", "path_order"),
    (f"https://a/01/{GTIN}/21/S/21/S", "twice"),
    (f"https://a/01/{GTIN}/22/V/235/T", "not_qualifier"),
    ("https://a/00/340123451111111111/10/L", "not_qualifier"),
    (f"https://a/01/{GTIN}?21=S", "not_attribute"),
    (f"https://a/01/{GTIN}?235=T", "not_attribute"),
    (f"https://a/01/{GTIN}?8200=x", "not_attribute"),
    (f"https://a/01/{GTIN}?01={GTIN}", "twice"),
    (f"https://a/01/{GTIN}?17=261231&17=261231", "twice"),
    (f"https://a/01/{GTIN}?17=", "value_form"),
    (f"https://a/01/{GTIN}?17=261332", "value_rule"),
    (f"https://a/01/{GTIN}?99=a+b", "value_form"),
    (f"https://a/01/{GTIN}?89=a", "unknown_ai"),
    (f"https://a/01/{GTIN}?1234567=a", "unknown_ai"),
    ("https://a/01/٩٥٠٦٠٠٠١٣٤٣٥٢", "uri_characters"),
    ("https://a/01/%D9%A9506000134352", "not_digits"),
    ("https://a/01/0212345678909", "restricted"),
    ("https://a/8006/021123456789000102", "restricted"),
    ("https://a/00/340123451111111111?02=02112345678900", "restricted"),
    ("https://a/414/4012345000054/7040/1AB!", "form"),
    (f"https://a/01/{GTIN}/235/T?22=V", "not_attribute"),
    (f"https://a/01/{GTIN}/235/T?235=T", "twice"),
    (f"https://a$/01/{GTIN}", "host"),
    (f"https://[fe80::1%25lo]/01/{GTIN}", "host"),
    (f"https://01/{GTIN}", "no_key"),
    (f"https://a/01/{GTIN}/89/X", "not_qualifier"),
    (f"https://a/01/{GTIN}/10/A%00B", "characters"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED, ids=ascii)
def test_what_is_no_link_says_why(text, code):
    with pytest.raises(DigitalLinkError) as caught:
        DigitalLink.parse(text)
    assert caught.value.code == code
    assert caught.value.text("vi").startswith("Không phải ")


READ = [
    (f"HTTP://a/01/{GTIN}", f"^01{GTIN}"),
    (f"https://a:65535/01/{GTIN}#", f"^01{GTIN}"),
    (f"https://xn--in-bin-9xa.vn/01/{GTIN}?#x?y", f"^01{GTIN}"),
    (f"https://3232235777/01/{GTIN}", f"^01{GTIN}"),
    (f"https://a/01/faux/01/{GTIN}", f"^01{GTIN}"),
    (f"https://a/01/{GTIN}/10/A+B?10x=1&=2&99=C%2bD", f"^01{GTIN}10A+B^99C+D"),
    (f"https://a/01/{GTIN}/235/T?10=L", f"^01{GTIN}235T^10L"),
    ("https://a/8004/4012345A?01=9506000134352", f"^80044012345A^01{GTIN}"),
    ("https://a/415/4012345000054/8020/R", "^41540123450000548020R"),
    ("https://a/417/4000001000005/7040/1ABC", "^4174000001000005" + "70401ABC"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "raw"), READ)
def test_what_a_link_says_as_element_string(text, raw):
    assert DigitalLink.parse(text).elements.as_raw(fnc1="^") == raw


def test_short_gtins_can_be_refused_where_links_are_printed():
    text = "https://a/01/9506000134352"
    assert DigitalLink.parse(text).path == (("01", GTIN),)
    with pytest.raises(DigitalLinkError) as caught:
        DigitalLink.parse(text, allow_short_gtin=False)
    assert str(caught.value) == "Not a GTIN: expected 14 ASCII digits, got 13."
    assert DigitalLink.parse(f"https://a/01/{GTIN}", allow_short_gtin=False).path[0][1] == GTIN


def test_restricted_numbers_are_read_only_when_asked_for():
    link = DigitalLink.parse("https://a/01/0212345678909", allow_restricted=True)
    assert link.path == (("01", "00212345678909"),)


@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ("(10)L", "no_key"),
        (f"(01){GTIN}(89)x", "unknown_ai"),
        (f"(01){GTIN}(22)V(235)T", "not_attribute"),
        ("(00)340123451111111111(21)S", "not_attribute"),
    ],
)
def test_what_cannot_be_a_link_is_not_built(elements, code):
    with pytest.raises(DigitalLinkError) as caught:
        DigitalLink.build(ElementString.parse(elements, allow_unknown=True))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("stem", "code"),
    [
        ("ftp://a", "scheme"),
        ("a.vn", "scheme"),
        ("https://", "host"),
        ("https://a?b=c", "uri_characters"),
        ("https://a/ô", "uri_characters"),
    ],
)
def test_a_stem_is_a_web_address(stem, code):
    with pytest.raises(DigitalLinkError) as caught:
        DigitalLink.build([("01", GTIN)], stem=stem)
    assert caught.value.code == code


def test_there_are_16_primary_keys():
    assert sorted(PRIMARY_KEYS) == [
        "00", "01", "253", "255", "401", "402", "414", "415", "417",
        "8003", "8004", "8006", "8010", "8013", "8017", "8018",
    ]  # fmt: skip


@settings(max_examples=80)
@given(
    st.dictionaries(st.sampled_from(["22", "10", "21"]), TEXT),
    st.dictionaries(st.sampled_from(["90", "91", "99", "240", "400"]), TEXT),
    st.sampled_from(["https://id.gs1.org", "http://a.vn:80/x/y", "https://[2001:db8::1]"]),
)
def test_what_is_built_is_read_back(qualifiers, attributes, stem):
    elements = [*attributes.items(), ("01", GTIN), *qualifiers.items()]
    link = DigitalLink.build(elements, stem=stem)
    read = DigitalLink.parse(link.uri)
    assert read == link
    assert read.uri == link.uri
    assert dict(read.path) == {"01": GTIN, **qualifiers}
    assert dict(read.attributes) == attributes
    assert DigitalLink.parse(link.canonical).canonical == link.canonical


@settings(max_examples=60)
@given(st.text(max_size=20), st.text(max_size=10))
def test_no_text_breaks_it(path, query):
    for text in (path, f"https://a/01/{GTIN}/{path}?{query}", f"https://a/{path}?10={query}"):
        code = "read"
        try:
            DigitalLink.parse(text)
        except DigitalLinkError as error:
            code = error.code
        assert code
