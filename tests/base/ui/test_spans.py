"""How long something took, and how late an entry was, in words."""

from datetime import timedelta

import pytest
from django.utils import translation

from nguon.base.ui.spans import lateness_text, span_text


@pytest.mark.parametrize(
    ("span", "vietnamese", "english"),
    [
        (timedelta(seconds=59), "", ""),
        (timedelta(minutes=1), "1 phút", "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 phút", "59 minutes"),
        (timedelta(hours=1), "1 giờ", "1 hour"),
        (timedelta(hours=3, minutes=20), "3 giờ 20 phút", "3 hours 20 minutes"),
        (timedelta(hours=23, minutes=59), "23 giờ 59 phút", "23 hours 59 minutes"),
        (timedelta(days=1), "1 ngày", "1 day"),
        (timedelta(days=1, minutes=59), "1 ngày", "1 day"),
        (timedelta(days=2, hours=2, minutes=5), "2 ngày 2 giờ", "2 days 2 hours"),
        (timedelta(minutes=-10), "10 phút", "10 minutes"),
    ],
)
def test_a_span_names_its_two_largest_units(span, vietnamese, english) -> None:
    with translation.override("vi"):
        assert span_text(span) == vietnamese
    with translation.override("en"):
        assert span_text(span) == english


@pytest.mark.parametrize(
    ("late", "on_time", "sentence"),
    [
        (timedelta(0), True, "ghi ngay"),
        (timedelta(seconds=59), False, "ghi ngay"),
        (timedelta(seconds=-59), False, "ghi ngay"),
        (timedelta(minutes=12), True, "ghi sau 12 phút"),
        (timedelta(hours=3), False, "ghi muộn 3 giờ"),
        (timedelta(minutes=-10), False, "giờ khai sau giờ nhận 10 phút"),
        (timedelta(days=-1), False, "giờ khai sau giờ nhận 1 ngày"),
    ],
)
def test_lateness_is_said_in_words(late, on_time, sentence) -> None:
    with translation.override("vi"):
        assert lateness_text(late, on_time=on_time) == sentence
