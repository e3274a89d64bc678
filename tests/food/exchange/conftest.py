"""The cast of the trace: two schools, a cooperative, an outsider, and a lot of greens for all."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings

from tests.food.exchange.receiver import Receiver, listening
from tests.food.trace.conftest import cast, greens, rows

__all__ = ["cast", "greens", "rows"]


@pytest.fixture
def local_webhooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with NGUON_LOCAL_WEBHOOKS=true."""
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, local_webhooks=True))


@pytest.fixture
def receiver(local_webhooks: None) -> Iterator[Receiver]:
    with listening() as one:
        yield one
