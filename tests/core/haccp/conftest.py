from datetime import date

import pytest

from nguon.core.haccp import Limits, limits_in_force


@pytest.fixture(scope="session")
def limits() -> Limits:
    return limits_in_force(date(2026, 11, 21))
