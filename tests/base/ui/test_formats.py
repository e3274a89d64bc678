"""Dates, numbers and names as the pages write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from nguon.base.templatetags import nguon as tags

EVENING_IN_LONDON = datetime(2026, 11, 20, 23, 45, tzinfo=UTC)
"""06:45 the next morning where the kitchens are."""


@pytest.mark.parametrize(
    ("show", "value", "vietnamese", "english"),
    [
        (tags.day, date(2026, 9, 5), "05/09/2026", "05/09/2026"),
        (tags.day, EVENING_IN_LONDON, "21/11/2026", "21/11/2026"),
        (tags.day, None, "–", "–"),
        (tags.weekday, date(2026, 11, 22), "Chủ nhật, 22/11/2026", "Sunday, 22/11/2026"),
        (tags.weekday, EVENING_IN_LONDON, "Thứ 7, 21/11/2026", "Saturday, 21/11/2026"),
        (tags.weekday, None, "–", "–"),
        (tags.hour, EVENING_IN_LONDON, "06:45", "06:45"),
        (tags.hour, None, "–", "–"),
        (tags.moment, EVENING_IN_LONDON, "21/11/2026 06:45", "21/11/2026 06:45"),
        (tags.moment, None, "–", "–"),
        (tags.number, Decimal("1234.50"), "1.234,50", "1,234.50"),
        (tags.number, 910, "910", "910"),
        (tags.number, 0, "0", "0"),
        (tags.number, None, "–", "–"),
        (tags.span, timedelta(hours=3), "3 giờ", "3 hours"),
        (tags.span, None, "–", "–"),
    ],
)
def test_a_value_in_both_languages(show, value, vietnamese, english) -> None:
    with translation.override("vi"):
        assert show(value) == vietnamese
    with translation.override("en"):
        assert show(value) == english


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        (date(2026, 11, 21), "06:45"),
        (date(2026, 11, 20), "21/11/2026 06:45"),
        (date(2026, 11, 22), "21/11/2026 06:45"),
        (None, "21/11/2026 06:45"),
    ],
)
def test_a_moment_names_its_day_unless_the_page_is_about_that_day(on, shown) -> None:
    assert tags.moment(EVENING_IN_LONDON, on) == shown


def test_an_amount_is_not_broken_from_its_unit() -> None:
    with translation.override("vi"):
        assert tags.amount(Decimal("45.5"), "kg") == "45,5\u00a0kg"
    assert tags.amount(None, "kg") == "–"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Lò Thị Mai", "LM"),
        ("Nguyễn Thị Phương Thảo Nguyên", "NN"),
        ("giàng a sử", "GS"),
        ("Đặng Ánh", "ĐÁ"),
        ("Mai", "M"),
        ("Bà (Inh)", "B"),
        ("  ", ""),
        ("", ""),
    ],
)
def test_initials_are_those_of_the_family_and_the_given_name(name, letters) -> None:
    assert tags.initials(name) == letters
