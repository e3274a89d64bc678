import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from nguon.core.haccp import Reason
from nguon.core.haccp.messages import MESSAGES
from nguon.core.haccp.reasons import say

PLACES = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_both_languages_say_the_same_facts(code: str) -> None:
    texts = MESSAGES[code]
    assert set(texts) == {"vi", "en"}
    assert set(PLACES.findall(texts["vi"])) == set(PLACES.findall(texts["en"]))


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (datetime(2026, 11, 20, 18, 30, tzinfo=UTC), "01:30 21/11/2026", "01:30 21/11/2026"),
        (date(2026, 11, 5), "05/11/2026", "05/11/2026"),
        (timedelta(days=1, hours=2, minutes=3), "1 ngày 2 giờ 3 phút", "1 d 2 h 3 min"),
        (timedelta(seconds=40), "0 phút", "0 min"),
        (-timedelta(minutes=5), "5 phút", "5 min"),
        (Decimal("4.20"), "4,20", "4.20"),
        ("giò", "giò", "giò"),
    ],
)
def test_values_are_said_as_people_read_them(value: object, vi: str, en: str) -> None:
    assert (say(value, "vi"), say(value, "en")) == (vi, en)


def test_reasons_with_the_same_facts_are_equal() -> None:
    assert Reason.of("core_too_low", celsius=1, limit=2) == Reason.of(
        "core_too_low", celsius=1, limit=2
    )
