import json
import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.epcis import Limits, MalformedError, Number, UnreadableError, parse_document
from nguon.core.epcis.json_text import pointer, read_json, write_json, write_sorted_json

REFUSED: list[tuple[bytes, str, str]] = [
    (b"", "", "json-syntax"),
    (b"{", "", "json-syntax"),
    (b"{} {}", "", "json-syntax"),
    (b"{'a': 1}", "", "json-syntax"),
    (b'{"a": 01}', "", "json-syntax"),
    (b'{"a": .5}', "", "json-syntax"),
    (b'{"a": "\x01"}', "", "json-syntax"),
    (b'{"a": NaN}', "", "json-number"),
    (b'{"a": -Infinity}', "", "json-number"),
    (b'{"a": 1e99999}', "", "json-number"),
    (b'{"a": 1e400}', "", "json-number"),
    (b'{"a": 1.8e308}', "", "json-number"),
    (b'{"a": -' + b"9" * 309 + b"}", "", "json-number"),
    (b'{"a": 1e-99999999999999999999}', "", "json-number"),
    (b'{"a": ' + b"9" * 5000 + b"}", "", "json-number"),
    (b'{"a": "\xff"}', "", "json-not-utf8"),
    ("{}".encode("utf-16"), "", "json-not-utf8"),
    (b'{"a": 1, "a": 1}', "", "json-repeated-member"),
    (b'{"a": [0, {"b/c": {"d": 1, "d": 2}}]}', "/a/1/b~1c", "json-repeated-member"),
    (b'{"a": {"x": 1, "x": 2}, "a": 1}', "", "json-repeated-member"),
    (b'{"a": ["\\ud800"]}', "/a/0", "json-surrogate"),
    (b'{"a": {"\\uDFFF": 1}}', "/a", "json-surrogate"),
    (b'{"a": "x\\u0000y"}', "/a", "text-nul"),
    (b'{"a": ' * 70 + b"1" + b"}" * 70, "/a" * 64, "json-too-deep"),
    (b"[" * 100_000, "", "json-too-deep"),
    (b'{"a":' * 100_000, "", "json-too-deep"),
]


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [pytest.param(*row, id=f"{row[2]} {number}") for number, row in enumerate(REFUSED)],
)
def test_a_text_that_readers_could_read_differently_is_refused(
    data: bytes, path: str, code: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse_document(data)
    assert (caught.value.problem.path, caught.value.problem.code) == (path, code)


def test_a_text_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(UnreadableError) as caught:
        parse_document(b"{]", Limits(size=1))
    assert caught.value.problem.message_en == "Text too long: at most 1 bytes, got 2."


def test_a_text_within_the_limits_is_read() -> None:
    assert read_json(b'{"a": {"b": []}}', Limits(size=16, depth=2)) == {"a": {"b": []}}
    assert read_json(b'\xef\xbb\xbf{"a": "\\\\u0000 \\ud83c\\udf5a"}') == {"a": "\\u0000 🍚"}


def test_equal_numbers_are_one_object_so_a_million_of_them_cost_little() -> None:
    one, other, longer = read_json(b"[12.5, 12.5, 12.50]")
    assert one is other
    assert (one == longer, longer.text) == (True, "12.50")


BELOW_A_LONG_NAME = [
    (b"[{}" + b", {}" * 60_000 + b', {"a": 1, "a": 2}]', "json-repeated-member"),
    (b"[[]" + b", []" * 60_000 + b', "\\u0000"]', "text-nul"),
]


@pytest.mark.parametrize(("members", "code"), BELOW_A_LONG_NAME)
def test_what_stands_below_a_long_name_is_refused_at_once(members: bytes, code: str) -> None:
    started = time.process_time()
    with pytest.raises(UnreadableError) as caught:
        read_json(b'{"%s": %s}' % (b"x" * 3_000_000, members))
    assert (caught.value.problem.code, caught.value.problem.path[:2]) == (code, "/x")
    assert time.process_time() - started < 1


def test_of_two_event_ids_the_last_counts_as_in_a_gs1_example() -> None:
    assert read_json(b'{"eventID": "urn:a:1", "x": 1, "eventID": "urn:a:2"}') == {
        "eventID": "urn:a:2",
        "x": 1,
    }


@pytest.mark.parametrize("data", [b"[]", b"1", b'"x"', b"null"])
def test_a_document_is_an_object(data: bytes) -> None:
    with pytest.raises(MalformedError) as caught:
        parse_document(data)
    assert caught.value.problem.code == "wrong-type"


@pytest.mark.parametrize(
    "text",
    ["1", "1.0", "1e3", "1E+3", "-0", "-0.0", "0.10", "12345678901234567890123", "1e-7", "5e-324"],
)
def test_a_number_is_written_as_it_was_read(text: str) -> None:
    number = read_json(text.encode())
    assert (number, write_json([number])) == (Decimal(text), f"[{text}]".encode())


def test_a_number_made_here_is_written_in_plain_digits() -> None:
    assert write_json([Decimal("1E+3"), Decimal("2.50"), 7]) == b"[1000,2.50,7]"


def test_a_number_read_is_a_decimal_that_knows_its_text() -> None:
    number = Number("2.50")
    assert (number, number.text, number + 1) == (Decimal("2.5"), "2.50", Decimal("3.5"))


@pytest.mark.parametrize(
    ("at", "name", "expected"),
    [("", "a", "/a"), ("/a", 0, "/a/0"), ("", "x/y", "/x~1y"), ("", "x~y", "/x~0y")],
)
def test_pointers_escape_as_rfc_6901_says(at: str, name: str | int, expected: str) -> None:
    assert pointer(at, name) == expected


def test_sorted_writing_forgets_the_order_of_members() -> None:
    assert write_sorted_json({"b": 1, "a": {"d": [2], "c": 3}}) == b'{"a":{"c":3,"d":[2]},"b":1}'


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


def lexemes(data: bytes) -> Any:
    return json.loads(
        data,
        parse_int=lambda text: ("number", text),
        parse_float=lambda text: ("number", text),
        object_pairs_hook=lambda pairs: ("object", pairs),
    )


@given(value=st.dictionaries(st.text(min_size=1, max_size=4).filter(str.isalnum), JSON))
@settings(max_examples=30, deadline=None)
def test_any_json_comes_back_with_its_order_and_its_numbers(value: Any) -> None:
    data = json.dumps(value).encode()
    if b"\\u0000" in data or b"\\ud" in data:
        return
    assert lexemes(write_json(read_json(data))) == lexemes(data)


def outcome_of(data: bytes) -> str:
    try:
        parse_document(data)
    except (UnreadableError, MalformedError) as error:
        return "refused" if error.problem.message_vi else "refused without a word"
    return "read"


@given(data=st.binary(max_size=40))
@settings(max_examples=30, deadline=None)
def test_any_bytes_are_read_or_refused_and_never_crash(data: bytes) -> None:
    assert outcome_of(data) in ("read", "refused")
