"""Mã số thuế: forms, spacing, the check digit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.base.errors import InputInvalid
from nguon.ground.people.models.tax_code import TaxCode

READ = [
    ("0100233488", "0100233488"),  # two large public companies
    ("0300588569", "0300588569"),
    (" 0300 588 569 ", "0300588569"),
    ("0314409058-002", "0314409058-002"),
    ("0314409058002", "0314409058-002"),
    ("0314409058 – 002", "0314409058-002"),
    ("011203004567", "011203004567"),  # a person's number, since 1/7/2025
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_a_tax_code_is_read_into_its_one_spelling(text, value):
    assert TaxCode.parse(text) == TaxCode(value)
    assert TaxCode.parse(str(TaxCode.parse(text))) == TaxCode(value)


REFUSED = [
    "",
    "030058856",
    "03005885690",
    "0300588560",
    "0300588596",  # two digits exchanged
    "0300588569-01",
    "0300588569-0001",
    "٠٣٠٠٥٨٨٥٦٩",
    "MST 0300588569",
]


@pytest.mark.parametrize("text", REFUSED)
def test_anything_else_is_refused_with_what_came(text):
    with pytest.raises(InputInvalid) as invalid:
        TaxCode.parse(text)
    assert [(e.path, e.got) for e in invalid.value.errors] == [("tax_code", text)]
    assert TaxCode.parse_if_one(text) is None


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["0100233488", "0300588569"]), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(code, position, difference):
    wrong = str((int(code[position]) + difference) % 10)
    assert TaxCode.parse_if_one(code[:position] + wrong + code[position + 1 :]) is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_no_text_crashes_the_reader(text):
    assert TaxCode.parse_if_one(text) in (None, TaxCode.parse_if_one(text))
