import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.gs1.check_digits import check_digit, check_pair, has_check_digit, is_digits

DIGITS = st.text("0123456789", min_size=1, max_size=17)


@pytest.mark.parametrize(
    ("digits", "wanted"),
    [
        ("950600013435", "2"),
        ("61414112345", "2"),
        ("0950600013435", "2"),
        ("12345678901234567", "5"),
        ("0", "0"),
        ("629104150021", "3"),
        ("7351353", "7"),
        ("9638507", "4"),
    ],
)
def test_check_digit(digits, wanted):
    assert check_digit(digits) == wanted


@pytest.mark.parametrize("text", ["", "12 3", "12a", "١٢٣", "１２３", "²", "-1", "1\n"], ids=ascii)
def test_only_ascii_digits_are_digits(text):
    assert not is_digits(text)


@settings(max_examples=60)
@given(DIGITS, st.data())
def test_one_wrong_digit_is_always_seen(digits, data):
    number = digits + check_digit(digits)
    place = data.draw(st.integers(0, len(number) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != number[place]]))
    assert has_check_digit(number)
    assert not has_check_digit(number[:place] + other + number[place + 1 :])


@pytest.mark.parametrize(
    ("text", "pair"),
    [("1987654Ad4X4bL5ttr2310c", "2K"), ("95287654ABC123", "9C")],
)
def test_check_pair_is_made_of_its_32_characters(text, pair):
    made = check_pair(text)
    assert len(made) == 2
    assert set(made) <= set("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
    assert (made == pair) is (text == "1987654Ad4X4bL5ttr2310c")
