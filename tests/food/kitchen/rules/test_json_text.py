"""Where a value ends is told by brackets and quotation marks alone."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.food.kitchen.rules.json_text import end_of_value, member_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150)
@given(VALUES, st.sampled_from([None, 2]), st.booleans(), st.sampled_from(["", ",", "]", "}", " "]))
def test_a_value_ends_where_json_says(
    value: Any, indent: int | None, ascii_only: bool, behind: str
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert end_of_value(f"[{text}{behind}", 1) == 1 + len(text)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5_000,
        "[" * 5_000 + "]" * 5_000,
        '{"a":' * 3_000 + "1" + "}" * 3_000,
        "tru",
        '{"a" 1}',
        "[1 2,,]",
        '"\t"',
        '"\\x"',
        '{"]": "[\\"{"}',
        "\udcff",
    ],
)
def test_what_nobody_can_read_ends_as_well(text: str) -> None:
    assert end_of_value(f"[{text} , 1]", 1) == 1 + len(text)


@pytest.mark.parametrize("text", ["", ",", ":", "]", "}", "[}", "{]", "[", '"', '"\\"', '{"a": "}'])
def test_what_has_no_end_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        end_of_value(text, 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"id": "a", "b": 1}', "a"),
        ('{ "b" : ' + "9" * 5_000 + ' , "id" :\n"a" }', "a"),
        ('{"b": ' + "[" * 5_000 + "]" * 5_000 + ', "id": {"c": 1}}', {"c": 1}),
        ('{"b": {"id": "inner"}, "id": "a"', "a"),
        ('{"b": {"id": "inner"}}', None),
        ('{"id": ' + "9" * 5_000 + "}", None),
        ("{", None),
        ("[]", None),
        ("", None),
    ],
)
def test_a_member_is_found_beside_what_nobody_can_read(text: str, found: Any) -> None:
    assert member_of(text, "id") == found
