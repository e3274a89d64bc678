import json
from typing import Any

import pytest

from nguon.base.paper.layout import LayoutError, read_form_sets
from tests.base.paper.conftest import BASE, FORM


def read(*rows: dict[str, Any]) -> dict[str, Any]:
    return dict(read_form_sets([json.dumps(row) for row in rows]))


def test_leaves_are_the_columns_that_hold_cells_in_order() -> None:
    form = read(BASE)["base"].form("one")
    keys = ["ordinal", "name", "sensory_pass", "sensory_fail", "action"]
    assert [column.key for column in form.leaves] == keys


def test_a_merged_head_is_as_wide_as_its_columns() -> None:
    form = read(BASE)["base"].form("one")
    assert [column.width for column in form.columns] == [8, 60, 26, 60]


def test_a_variant_replaces_what_it_names_and_keeps_the_rest() -> None:
    variant = {
        "id": "local",
        "name": "Địa phương",
        "extends": "base",
        "words": {"sign": "Chữ ký"},
        "forms": [{"id": "one", "remarks": ["Nhận xét"], "signatures": []}],
    }
    sets = read(variant, BASE)
    ours, theirs = sets["local"].form("one"), sets["base"].form("one")
    assert (ours.remarks, ours.signatures) == (("Nhận xét",), ())
    assert (ours.columns, ours.title) == (theirs.columns, theirs.title)
    assert (ours.words["sign"], ours.words["day"]) == ("Chữ ký", "ngày")
    assert theirs.remarks == ()
    assert sets["local"].label is not None


def test_a_variant_may_add_a_form() -> None:
    variant = {"id": "local", "name": "", "extends": "base", "forms": [{**FORM, "id": "two"}]}
    assert list(read(BASE, variant)["local"].forms) == ["one", "two"]


@pytest.mark.parametrize(
    "rows",
    [
        [{"id": "a", "name": "", "extends": "nowhere"}],
        [
            {"id": "a", "name": "", "extends": "b"},
            {"id": "b", "name": "", "extends": "a"},
        ],
    ],
    ids=["missing", "each other"],
)
def test_a_set_must_extend_one_that_is_there(rows: list[dict[str, Any]]) -> None:
    with pytest.raises(LayoutError, match=r"The form set '.' extends"):
        read(*rows)


def test_two_columns_with_one_key_are_refused() -> None:
    twice = {**FORM, "columns": [FORM["columns"][1]] * 2}
    with pytest.raises(LayoutError, match="two columns with the same key"):
        read({**BASE, "forms": [twice]})


def test_an_unknown_form_is_refused_with_those_known() -> None:
    with pytest.raises(LayoutError, match="No form 'nine' in the set 'base': expected one of one"):
        read(BASE)["base"].form("nine")
