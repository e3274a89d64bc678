"""The test tables of GS1's own syntax engine and dictionary.

Each test collects what differs and compares that with the exceptions listed here, so an exception
that is no longer one fails too.
"""

import re
from collections import Counter

import pytest

from nguon.core.gs1 import DigitalLink, ElementString, Gs1Error
from nguon.core.gs1.application_identifiers import find_ai
from nguon.core.gs1.check_digits import check_pair, has_check_digit
from nguon.core.gs1.uri_text import decode

REFUSED = "refused"


def raw_of_link(uri: str, **options: bool) -> str:
    try:
        return DigitalLink.parse(uri, **options).elements.as_raw(fnc1="^")
    except Gs1Error:
        return REFUSED


def link_of(elements: str, stem: str | None, *, known_only: bool) -> str:
    try:
        read = ElementString.parse(elements, allow_unknown=True)
        stem = stem or "https://id.gs1.org"
        return DigitalLink.build(read, stem=stem, allow_unknown=not known_only).uri
    except Gs1Error:
        return REFUSED


def raw_of_bracketed(text: str) -> str:
    try:
        return ElementString.parse(text).as_raw(fnc1="^")
    except Gs1Error:
        return REFUSED


def reads_raw(text: str) -> bool:
    try:
        ElementString.parse_raw(text, fnc1="^")
    except Gs1Error:
        return False
    return True


def wanted(row):
    return row["expect"] if row["ok"] else REFUSED


# Restricted circulation numbers, which GS1's engine lets pass in /01/ and we do not.
RESTRICTED_LINKS = {
    "https://a/01/2112345678900": "prefix 21",
    "https://a/01/416000336108": "prefix 04",
    "https://a/01/02345673": "prefix 0 of GTIN-8",
    "https://a/8004/9520614141234567?01=2112345678900": "prefix 21",
    "https://a/8004/9520614141234567?01=02345673": "prefix 0 of GTIN-8",
}
# /gtin/ for /01/: an option of the engine; the words left the standard with URI Syntax 1.3.
WORD_LINKS = {"https://a/gtin/12312312312333/ser/ABC123"}
# Rows in which the extraction put the name of a C variable instead of its content.
NOT_DATA = {"inbuf", "buf"}


def test_digital_links_parse_as_the_engine_parses_them(vectors):
    different = {
        row["uri"]
        for row in vectors["digital_link_parse"]
        if raw_of_link(
            row["uri"],
            allow_unknown=row["flags"].get("PermitUnknownAIs", False),
            allow_short_gtin=row["flags"].get("PermitZeroSuppressedGTINinDLuris", False)
            or "?01=" in row["uri"],  # there the engine always allows it
        )
        != wanted(row)
    }
    assert different == RESTRICTED_LINKS.keys() | WORD_LINKS


def test_restricted_numbers_parse_when_asked_for(vectors):
    rows = [row for row in vectors["digital_link_parse"] if row["uri"] in RESTRICTED_LINKS]
    read = {row["uri"]: raw_of_link(row["uri"], allow_restricted=True) for row in rows}
    assert read == {row["uri"]: row["expect"] for row in rows}
    assert read.keys() == RESTRICTED_LINKS.keys()


def test_digital_links_are_built_as_the_engine_builds_them(vectors):
    rows = vectors["digital_link_build"]
    # One pair of rows differs by a switch the extraction left out: may unknown AIs be attributes.
    built = [
        link_of(row["ai"], row["stem"], known_only=not (row["ok"] and "(89)" in row["ai"]))
        for row in rows
    ]
    assert built == [wanted(row) for row in rows]


def test_percent_encoding_is_undone_as_the_engine_does(vectors):
    rows = vectors["uri_unescape"]
    assert [decode(row["inp"]) for row in rows] == [row["path"] for row in rows]
    assert [decode(row["inp"], in_query=True) for row in rows] == [row["query"] for row in rows]


def test_bracketed_element_strings(vectors):
    rows = [row for row in vectors["element_string_bracketed"] if row["ai"] not in NOT_DATA]
    assert len(rows) == 27
    assert [raw_of_bracketed(row["ai"]) for row in rows] == [wanted(row) for row in rows]


def test_raw_element_strings(vectors):
    rows = [row for row in vectors["element_string_raw"] if row["raw"] not in NOT_DATA]
    assert len(rows) == 79
    assert [reads_raw(row["raw"]) for row in rows] == [row["ok"] for row in rows]


# zint follows the coupon rules of GS1 US but for two comparisons of dates.
COUPON_DATES = {
    "01234561234561111012335006064500607": "expires before it starts",
    "0123456123456111101234200600": "starts on day 00",
}


def test_one_example_of_each_linter(vectors):
    rows = vectors["one_ai_per_linter"]
    different = {
        row["ai"]
        for row in rows
        if (raw_of_bracketed(row["ai"]) == REFUSED) == (row["err"] == "GS1_LINTER_OK")
    }
    assert different == {"(8110)01234561234561111012335006064500607"}


# How the value a linter judges is carried by an AI that uses the linter.
CARRIERS = {
    "couponcode": "(8110){}",
    "couponposoffer": "(8112){}",
    "cset39": "(8010)0000{}",
    "cset64": "(8030){}",
    "cset82": "(90){}",
    "csetnumeric": "(3900){}",
    "hhmi": "(7003)251231{}",
    "hyphen": "(4330)000000{}",
    "iban": "(8007){}",
    "importeridx": "(7040)1AB{}",
    "iso3166": "(426){}",
    "iso3166999": "(7030){}A",
    "iso3166alpha2": "(4307){}",
    "iso4217": "(3910){}0",
    "iso5218": "(7252){}",
    "latitude": "(4309){}0000000000",
    "longitude": "(4309)0000000000{}",
    "mediatype": "(7241){}",
    "nozeroprefix": "(8011){}",
    "packagetype": "(7041){}",
    "pcenc": "(4300){}",
    "winding": "(8001)123412345123{}1",
    "yesno": "(4321){}",
    "yymmd0": "(17){}",
    "yymmdd": "(4326){}",
    "yyyymmdd": "(7250){}",
    "zero": "(8003){}2112345678900",
    "hh": "(8008)251231{}",
    "mi": "(8008)25123101{}",
    "ss": "(8008)2512310101{}",
}

# Rows that no AI can carry, because the linter alone takes what no element string may hold.
NOT_CARRIED = {
    ("cset64", ""): "an empty value",
    ("cset82", ""): "an empty value",
    ("csetnumeric", ""): "an empty value",
    ("nozeroprefix", ""): "an empty value",
    ("pcenc", ""): "an empty value",
    ("cset82", "("): "written \\( in brackets, tested in test_element_string",
    ("hyphen", "--"): "AI 4330 has one hyphen",
    ("hh", "1111"): "AI 8008 goes on with minutes",
    ("mi", ""): "AI 8008 may end before the minutes",
    ("ss", ""): "AI 8008 may end before the seconds",
    ("iso3166999", "9999"): "AI 7030 goes on with text",
}
GCP_LOOKUP = {"GS1_LINTER_INVALID_GCP_PREFIX", "GS1_LINTER_GCP_DATASOURCE_OFFLINE"}


def test_linters_that_an_ai_carries(vectors):
    rows = [
        row
        for row in vectors["linters"]
        if row["linter"] in CARRIERS
        and (row["linter"], row["value"]) not in NOT_CARRIED
        and row["err"] not in GCP_LOOKUP
    ]
    different = {
        row["value"]
        for row in rows
        if (raw_of_bracketed(CARRIERS[row["linter"]].format(row["value"])) != REFUSED) != row["ok"]
    }
    assert different == COUPON_DATES.keys()
    assert len(rows) > 4400


def reads_date_with_day_0(value: str) -> bool:
    """`yyyymmd0` is used by no AI; `yymmd0` (17) with the century cut off does the same."""
    if not re.fullmatch(r"\d{8}", value):
        return False
    return raw_of_bracketed(f"(17){value[2:]}") != REFUSED


def reads_pieces(value: str) -> bool:
    """`pieceoftotal` judges any even length; AI 8006 has two digits for each number."""
    if len(value) % 2 or not value:
        return False
    half = len(value) // 2
    if len(value) == 4:
        return raw_of_bracketed(f"(8006)12345678901231{value}") != REFUSED
    piece, total = value[:half], value[half:]
    shorter = f"{int(piece):02}{int(total):02}" if value.isdigit() else "xxxx"
    return len(shorter) == 4 and raw_of_bracketed(f"(8006)12345678901231{shorter}") != REFUSED


def reads_position(value: str) -> bool:
    """`posinseqslash` takes any number of digits; AI 7258 has one on each side."""
    if re.fullmatch(r"\d/\d", value):
        return raw_of_bracketed(f"(7258){value}") != REFUSED
    return False


def test_dates_with_day_00(vectors):
    rows = [row for row in vectors["linters"] if row["linter"] == "yyyymmd0"]
    # 29 February of 1900 and 2100: two digits of a year cannot tell them from 2000.
    different = {r["value"] for r in rows if reads_date_with_day_0(r["value"]) != r["ok"]}
    assert {value[4:] for value in different} <= {"0229"}
    assert len(rows) == 61


def test_check_digits_and_pairs(vectors):
    digits = [row for row in vectors["linters"] if row["linter"] == "csum"]
    pairs = [
        row
        for row in vectors["linters"]
        if row["linter"] == "csumalpha"
        and row["err"] in {None, "GS1_LINTER_INCORRECT_CHECK_PAIR"}
        and len(row["value"]) <= 25  # GMN and MUDI are no longer than that
    ]
    assert [
        re.fullmatch(r"[0-9]+", row["value"]) is not None
        and len(row["value"]) > 1
        and has_check_digit(row["value"])
        for row in digits
    ] == [row["ok"] for row in digits]
    assert [check_pair(row["value"][:-2]) == row["value"][-2:] for row in pairs] == [
        row["ok"] for row in pairs
    ]


def test_every_linter_is_accounted_for(vectors):
    """What is neither carried by an AI above nor tested on its own."""
    own_tests = {"csum", "csumalpha", "yyyymmd0"}
    rest = Counter(
        row["linter"]
        for row in vectors["linters"]
        if row["linter"] not in CARRIERS and row["linter"] not in own_tests
    )
    assert rest.keys() == {
        "gcppos1",  # asks an online registry of prefixes
        "gcppos2",
        "hasnondigit",  # AI 8014 also has a check pair, which the rows do not
        "nonzero",  # a component of AI 8001 in the test below
        "pieceoftotal",
        "posinseqslash",
    }


def test_pieces_of_a_total(vectors):
    rows = [r for r in vectors["linters"] if r["linter"] == "pieceoftotal"]
    three_digits = {"998999", "999999"}
    rows = [row for row in rows if row["value"] not in three_digits]
    assert [reads_pieces(row["value"]) for row in rows] == [row["ok"] for row in rows]


def test_positions_in_a_sequence(vectors):
    rows = [r for r in vectors["linters"] if r["linter"] == "posinseqslash"]
    longer = {row["value"] for row in rows if row["ok"] and len(row["value"]) > 3}
    rows = [row for row in rows if row["value"] not in longer]
    assert longer == {"9/10", "10/10", "1/100", "100/100", "98/99", "99/99", "998/999"}
    assert [reads_position(row["value"]) for row in rows] == [row["ok"] for row in rows]


@pytest.mark.parametrize(
    ("dimensions", "ok"),
    [
        ("12341234512311", True),
        ("00001234512311", False),
        ("12340000012311", False),
        ("12341234500011", False),
    ],
)
def test_no_dimension_is_zero(dimensions, ok):
    assert (raw_of_bracketed(f"(8001){dimensions}") != REFUSED) is ok


@pytest.mark.parametrize(("text", "ok"), [("1234ABC", True), ("10000021", False)])
def test_a_device_identifier_has_a_letter(text, ok):
    assert (raw_of_bracketed(f"(8014){text}{check_pair(text)}") != REFUSED) is ok


def test_the_table_says_what_the_dictionary_says(conformance):
    """AIs, lengths, separators, attributes, Digital Link keys: all 541."""
    said = {ai: describe(words, flags) for ai, flags, words in dictionary(conformance)}
    ours = {
        ai: (known.shortest, known.longest, not known.needs_separator, known.may_be_attribute)
        for ai in said
        if (known := find_ai(ai))
    }
    assert len(said) == 541
    assert ours == said


def describe(words: list[str], flags: str) -> tuple[int, int, bool, bool]:
    shortest = longest = 0
    for word in words:
        if found := re.match(r"(\[?)[NXYZ](\.\.)?(\d+)", word):
            length = int(found[3])
            longest += length
            shortest += 0 if found[1] else 1 if found[2] else length
    return shortest, longest, "*" in flags, "?" in flags


def dictionary(conformance):
    text = (conformance / "gs1" / "gs1-syntax-dictionary.txt").read_text("utf-8")
    for line in text.splitlines():
        if found := re.match(r"(\d+)(?:-(\d+))?\s+([*?]*)\s*([^#]*)", line):
            first, last, flags, rest = found.groups()
            for number in range(int(first), int(last or first) + 1):
                yield str(number).zfill(len(first)), flags, rest.split()
