"""The demo cast; days are lived through records, yesterday or today, on the real clock."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from nguon.food.kitchen.management.demo.cast import Cast, gather_cast
from nguon.food.oversight.rules.province import forget
from tests.remembered import remembered

START = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    return remembered("cast", lambda: gather_cast(at=START))


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Every test has kitchens with the same ids, and the board remembers beyond a test."""
    forget()
    yield
    forget()
