"""Trust in a provider of identities."""

from collections.abc import Callable
from typing import Any

import pytest

from nguon.ground.people.models import TokenIssuer
from nguon.ground.people.operations import register_token_issuer

from .tokens import AT, terms


@pytest.fixture
def register(cast: Any) -> Callable[..., TokenIssuer]:
    return lambda **members: register_token_issuer(
        cast.cooperative, terms(**members), by=cast.admin, at=AT
    )
