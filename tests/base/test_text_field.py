"""Text that people type: composed, single-spaced, there, and not too long."""

import pytest

from nguon.base.errors import FieldError, InputInvalid
from nguon.base.text_field import optional_text, required_text
from nguon.ground.people.models import Person

KEPT = [
    ("Cô Lan", "Cô Lan"),
    ("Co\u0302 Lan", "Cô Lan"),  # typed with combining marks
    ("  Cô\t\n Lan ", "Cô Lan"),
    ("Cô\0 Lan", "Cô Lan"),
    ("Cô \ud800Lan", "Cô \ufffdLan"),  # half a character, as JSON can hold it
    ("x" * 120, "x" * 120),
]


@pytest.mark.parametrize(("typed", "kept"), KEPT)
def test_text_is_kept_in_one_spelling(typed, kept):
    assert required_text(Person, "full_name", typed) == kept


@pytest.mark.parametrize("typed", ["", "  ", "\0", "x" * 121])
def test_text_that_is_missing_or_too_long_is_refused_by_field(typed):
    with pytest.raises(InputInvalid) as invalid:
        required_text(Person, "full_name", typed, path="name")
    assert [error.path for error in invalid.value.errors] == ["name"]


def test_the_refusal_says_how_much_fits():
    with pytest.raises(InputInvalid) as invalid:
        optional_text(Person, "full_name", "x" * 121)
    (error,) = invalid.value.errors
    assert (error.path, error.got) == ("full_name", "121")
    assert isinstance(error, FieldError)


def test_optional_text_may_be_empty():
    assert optional_text(Person, "phone", "  ") == ""
