"""MATCH_: which canonical identifiers a value stands for, and which it only looks like."""

import re

import pytest

from nguon.core.epcis.query.patterns import patterns_of
from nguon.core.epcis.query.problems import UnfitValueError
from nguon.core.gs1 import identify


def matches(value: str, identifier: str) -> bool:
    canonical = identify(identifier).canonical
    return any(
        re.fullmatch(pattern.posix, canonical) and canonical.startswith(pattern.start)
        if pattern.rest
        else canonical == pattern.start
        for pattern in patterns_of(value)
    )


LINK = "https://id.gs1.org/01/00614141123452"
URN = "urn:epc:id:sgtin:0614141.012345"


@pytest.mark.parametrize(
    ("value", "identifier", "expected"),
    [
        # A URN finds a link and a link a URN.
        (f"{URN}.A1", f"{LINK}/21/A1", True),
        (f"{LINK}/21/A1", f"{URN}.A1", True),
        ("https://shop.example/01/00614141123452/10/L/21/A1?17=260101", f"{URN}.A1", True),
        # Anchored: no longer serial, no shorter one.
        (f"{LINK}/21/A1", f"{LINK}/21/A10", False),
        (f"{LINK}/21/A10", f"{LINK}/21/A1", False),
        # Escaped: what LIKE and regular expressions know is itself.
        ("urn:x:a_b", "urn:x:aXb", False),
        ("urn:x:a.b:*", "urn:x:aXb:1", False),
        ("https://ex.example/a%25b/*", "https://ex.example/aXb/1", False),
        ("https://ex.example/(a|b)/*", "https://ex.example/a/1", False),
        # A star for the last part, and for nothing deeper.
        (f"{LINK}/21/*", f"{LINK}/21/A10", True),
        (f"{LINK}/21/*", LINK, False),
        (f"{LINK}/10/*", f"{LINK}/21/A10", False),
        ("https://shop.example/01/00614141123452/21/*", f"{LINK}/21/A10", True),
        ("https://ex.example/class/*", "https://ex.example/class/a", True),
        ("https://ex.example/class/*", "https://ex.example/class/a/b", False),
        ("urn:x:thing:*", "urn:x:thing:a:b", True),
        ("urn:x:thing:*", "urn:x:things:a", False),
        # Pure identity patterns (TDS), as beginnings of keys.
        ("urn:epc:idpat:sgtin:0614141.012345.*", f"{LINK}/21/A1", True),
        ("urn:epc:idpat:sgtin:0614141.012345.*", LINK, True),
        ("urn:epc:idpat:sgtin:0614141.012345.*", f"{LINK}/10/L1", False),
        ("urn:epc:idpat:sgtin:0614141.112345.*", f"{LINK}/21/A1", False),
        ("urn:epc:idpat:sgtin:0614141.*.*", f"{LINK}/21/A1", True),
        ("urn:epc:idpat:sgtin:0614141.*.*", "https://id.gs1.org/01/10614141123459/21/A1", True),
        ("urn:epc:idpat:sgtin:0614142.*.*", f"{LINK}/21/A1", False),
        ("urn:epc:idpat:sgtin:*.*.*", "https://id.gs1.org/01/08930000000019/21/1", True),
        ("urn:epc:idpat:sgtin:*.*.*", "https://id.gs1.org/00/106141412345678908", False),
        ("urn:epc:id:sgtin:0614141.012345.*", f"{LINK}/21/A1", True),
        ("urn:epc:class:lgtin:0614141.012345.*", f"{LINK}/10/L1", True),
        ("urn:epc:class:lgtin:0614141.012345.*", f"{LINK}/21/L1", False),
        ("urn:epc:idpat:sgtin:0614141.012345.A1", f"{LINK}/21/A1", True),
        ("urn:epc:idpat:sscc:0614141.*", "urn:epc:id:sscc:0614141.1234567890", True),
        ("urn:epc:idpat:sscc:0614142.*", "urn:epc:id:sscc:0614141.1234567890", False),
        ("urn:epc:idpat:sgln:0614141.07346.*", "urn:epc:id:sgln:0614141.07346.0", True),
        ("urn:epc:idpat:sgln:0614141.07346.*", "urn:epc:id:sgln:0614141.07346.12", True),
        ("urn:epc:idpat:sgln:0614141.*.*", "urn:epc:id:sgln:0614141.07346.12", True),
        ("urn:epc:idpat:sgln:0614141.07347.*", "urn:epc:id:sgln:0614141.07346.12", False),
        ("urn:epc:idpat:pgln:0614141.*", "urn:epc:id:pgln:0614141.00001", True),
        ("urn:epc:idpat:grai:0614141.12345.*", "urn:epc:id:grai:0614141.12345.400", True),
        ("urn:epc:idpat:grai:0614141.12346.*", "urn:epc:id:grai:0614141.12345.400", False),
        ("urn:epc:idpat:grai:0614141.*.*", "urn:epc:id:grai:0614141.12345.400", True),
        ("urn:epc:idpat:giai:0614141.*", "urn:epc:id:giai:0614141.12345400", True),
        ("urn:epc:idpat:gsrn:0614141.*", "urn:epc:id:gsrn:0614141.1234567890", True),
        ("urn:epc:idpat:gdti:0614141.12345.*", "urn:epc:id:gdti:0614141.12345.400", True),
        ("urn:epc:idpat:cpi:0614141.123ABC.*", "urn:epc:id:cpi:0614141.123ABC.123456789", True),
        ("urn:epc:idpat:cpi:0614141.*.*", "urn:epc:id:cpi:0614141.123ABC.123456789", True),
        ("urn:epc:idpat:upui:1234567.089456.*", "urn:epc:id:upui:1234567.089456.51qIgY", True),
        (
            "urn:epc:idpat:itip:4012345.012345.*.*.*",
            "urn:epc:id:itip:4012345.012345.01.02.987",
            True,
        ),
        ("urn:epc:idpat:itip:4012345.*.*.*.*", "urn:epc:id:itip:4012345.012345.01.02.987", True),
        ("urn:epc:idpat:gid:95100000.12345.*", "urn:epc:id:gid:95100000.12345.400", True),
        ("urn:epc:idpat:gid:95100000.1234.*", "urn:epc:id:gid:95100000.12345.400", False),
    ],
)
def test_a_value_matches(value: str, identifier: str, *, expected: bool) -> None:
    assert matches(value, identifier) is expected


@pytest.mark.parametrize(
    "value",
    [
        "https://ex.example/*/a",
        "https://ex.example/a*",
        "urn:epc:idpat:sgtin:0614141.*.A1",
        "urn:epc:idpat:sgtin:0614141.012345",
        "urn:epc:idpat:sgtin:0614141.*",
        "urn:epc:idpat:sgtin:06141410614141.*.*",
        "urn:epc:idpat:sgtin:ABCDEFG.*.*",
        "urn:epc:idpat:nothing:1.*",
        "urn:epc:idpat:sgtin:0614141.01234.*",
        "urn:epc:idpat:",
    ],
)
def test_a_star_stands_for_whole_parts_at_the_end(value: str) -> None:
    with pytest.raises(UnfitValueError):
        patterns_of(value)


@pytest.mark.parametrize(
    "text", ["", "plain", "*", "urn:epc:id:sgtin:wrong", "https://id.gs1.org/01/1"]
)
def test_any_other_text_stands_for_itself_or_is_refused(text: str) -> None:
    try:
        (pattern,) = patterns_of(text)
    except UnfitValueError:
        assert "*" in text
    else:
        assert (pattern.start, pattern.rest) == (text, "")
