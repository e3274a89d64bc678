import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.gs1 import OwnIdentifier, OwnIdentifierError, mint_own_identifier
from nguon.core.gs1.own_identifier import ALPHABET, check_character, read_code

RANDOM = bytes(range(60, 76))
CODES = st.builds(
    lambda random, length: mint_own_identifier("obj", random, host="n.vn", length=length).code,
    st.binary(min_size=7, max_size=7),
    st.integers(8, 10),
)


def test_an_identifier_is_minted_from_given_bytes():
    own = mint_own_identifier("class", RANDOM, host="Nguon.example")
    assert own == OwnIdentifier("nguon.example", "class", "7GYKWFT085V")
    assert own.uri == "https://nguon.example/class/7GYKWFT085V"
    assert own.printed_uri == "HTTPS://NGUON.EXAMPLE/CLASS/7GYKWFT085V"
    assert own.spoken == "7GYK-WFT0-85V"
    assert str(own) == own.uri


def test_the_same_bytes_make_the_same_identifier_and_others_another():
    assert mint_own_identifier("obj", RANDOM, host="n.vn") == mint_own_identifier(
        "obj", RANDOM, host="n.vn"
    )
    assert mint_own_identifier("obj", RANDOM[1:], host="n.vn") != mint_own_identifier(
        "obj", RANDOM, host="n.vn"
    )


def test_only_the_bits_that_are_needed_are_used():
    short = mint_own_identifier("obj", RANDOM[:7], host="n.vn")
    assert short == mint_own_identifier("obj", RANDOM, host="n.vn")


@pytest.mark.parametrize(
    ("spelling", "is_read"),
    [
        ("https://nguon.example/class/7GYKXFR1R0W", True),
        ("http://nguon.example/class/7GYKXFR1R0W", True),
        ("HTTPS://NGUON.EXAMPLE/CLASS/7GYKXFR1R0W", True),
        ("https://NGUON.example/class/7gyk-xfr1-row", True),
        ("https://nguon.example/class/7GYKXFRIR0W", True),
        ("https://nguon.example/class/7GYKXFRlRoW", True),
        ("https://nguon.example/class/7GYKXFR1R0", False),
        ("https://nguon.example/class/7GYKXFR2R0W", False),
        ("https://nguon.example/klass/7GYKXFR1R0W", False),
        ("https://nguon.example/class/7GYKXFR1R0W/", False),
        ("https://nguon.example/class/7GYKXFR1R0W?a=b", False),
        ("https:///class/7GYKXFR1R0W", False),
        ("ftp://nguon.example/class/7GYKXFR1R0W", False),
        ("", False),
    ],
)
def test_one_identifier_has_many_spellings(spelling, is_read):
    own = OwnIdentifier("nguon.example", "class", "7GYKXFR1R0W")
    try:
        read = OwnIdentifier.parse(spelling)
    except OwnIdentifierError:
        read = None
    assert read == (own if is_read else None)


@pytest.mark.parametrize(
    "text",
    ["https://localhost:8000/obj/{}", "https://n.vn/dien-bien/obj/{}", "https://a.b.n.vn/loc/{}"],
)
def test_hosts_may_have_a_port_or_a_path(text):
    text = text.format("7GYKXFR1R0W")
    own = OwnIdentifier.parse(text)
    assert own.uri == text
    assert OwnIdentifier.parse(own.printed_uri) == own


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("7GYKXFR1R0Y", "Not an own identifier: expected check character W, got Y. "
         "Compare it with the label."),
        ("7GYKXFRUR0W", "Not an own identifier: expected digits and letters, without U, "
         "got “7GYKXFRUR0W”."),
        ("7GYK", "Not an own identifier: expected 9 to 11 characters, got 4."),
    ],
)  # fmt: skip
def test_a_wrong_code_says_what_is_wrong(code, complaint):
    with pytest.raises(OwnIdentifierError) as caught:
        read_code(code)
    assert str(caught.value) == complaint


@pytest.mark.parametrize(
    ("random", "host", "length"),
    [(b"123456", "n.vn", 10), (RANDOM, "n.vn", 7), (RANDOM, "n.vn", 11), (RANDOM, "a b", 10)],
)
def test_what_cannot_be_minted_is_refused(random, host, length):
    with pytest.raises(OwnIdentifierError):
        mint_own_identifier("obj", random, host=host, length=length)


@settings(max_examples=60)
@given(CODES, st.data())
def test_one_wrong_character_is_always_seen(code, data):
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from([c for c in ALPHABET if c != code[place]]))
    with pytest.raises(OwnIdentifierError):
        read_code(code[:place] + other + code[place + 1 :])


@settings(max_examples=60)
@given(CODES, st.data())
def test_two_exchanged_characters_are_always_seen(code, data):
    """Neighbours and all others."""
    left = data.draw(st.integers(0, len(code) - 2))
    right = data.draw(st.integers(left + 1, len(code) - 1))
    letters = list(code)
    letters[left], letters[right] = letters[right], letters[left]
    mistyped = "".join(letters)
    if mistyped == code:
        assert read_code(mistyped) == code
    else:
        with pytest.raises(OwnIdentifierError):
            read_code(mistyped)


def test_every_neighbouring_pair_at_every_place_is_seen():
    """Not drawn but counted: 8 places, 32 × 31 pairs."""
    unseen = [
        (place, first, second)
        for place in range(9)
        for first in ALPHABET
        for second in ALPHABET
        if first != second
        for body in ["0" * place + first + second + "0" * (8 - place)]
        if check_character(body)
        == check_character("0" * place + second + first + "0" * (8 - place))
    ]
    assert unseen == []


@settings(max_examples=50)
@given(CODES)
def test_a_code_is_read_as_it_is_said(code):
    own = OwnIdentifier.parse(f"https://n.vn/obj/{code}")
    assert read_code(own.spoken.lower()) == code
    assert OwnIdentifier.parse(own.printed_uri) == own


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_no_text_breaks_it(text):
    for candidate in (text, f"https://n.vn/obj/{text}"):
        with contextlib.suppress(OwnIdentifierError):
            assert OwnIdentifier.parse(candidate).host == "n.vn"
