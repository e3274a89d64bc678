"""The demo cast; days are lived through records, yesterday or today, on the real clock."""

from datetime import UTC, datetime

import pytest

from nguon.food.kitchen.management.demo.cast import Cast, gather_cast
from tests.remembered import remembered

START = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    return remembered("cast", lambda: gather_cast(at=START))
