"""What the four answers do not know is said in both languages."""

from decimal import Decimal

import pytest
from django.utils import translation

from nguon.food.oversight.queries.listed import Listed
from nguon.food.oversight.queries.words import (
    LIMITS,
    WHY_NOT,
    limit_text,
    percent_text,
    why_not_text,
)

GAPS = {"amount_missing", "unit_unknown", "units_differ", "too_many", "never_came", "more_went"}


def test_every_gap_and_every_limit_has_words_in_both_languages() -> None:
    assert set(WHY_NOT) == GAPS
    assert set(LIMITS) == {"upstream", "downstream", "earlier", "elsewhere", "events"}
    said = {}
    for language in ("vi", "en"):
        with translation.override(language):
            said[language] = [*map(why_not_text, WHY_NOT), *map(limit_text, LIMITS)]
    assert all(said["vi"])
    assert not set(said["vi"]) & set(said["en"])


def test_no_gap_has_no_words() -> None:
    assert why_not_text("") == ""


@pytest.mark.parametrize(
    ("share", "said"),
    [("0", "0"), ("0.004", "< 1"), ("0.01", "1"), ("0.256", "26"), ("1", "100")],
)
def test_a_share_is_said_in_whole_percent_and_never_as_nothing(share: str, said: str) -> None:
    assert percent_text(Decimal(share)) == f"{said}\u00a0%"


def test_a_list_makes_only_what_is_looked_at() -> None:
    made: list[int] = []

    def make(row: int) -> str:
        made.append(row)
        return f"no. {row}"

    listed = Listed(range(10_000), make)
    assert (len(listed), listed[3], listed[-2:]) == (10_000, "no. 3", ["no. 9998", "no. 9999"])
    assert made == [3, 9998, 9999]
    assert Listed([1, 2], str) == ["1", "2"]
    assert Listed([1, 2], str) != ["1"]
    assert list(Listed([], str)) == []
