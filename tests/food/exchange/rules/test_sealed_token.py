"""The subscriber's secret in its box, and what is signed with it."""

import hashlib
import hmac

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.food.exchange.rules.sealed_token import TokenLost, seal, signature_of, unseal


@settings(max_examples=20)
@given(st.text(min_size=1, max_size=50))
def test_what_is_sealed_comes_out_again_and_cannot_be_read_in_between(token: str) -> None:
    sealed = seal(token, secret_key="k" * 50)
    assert unseal(sealed, secret_key="k" * 50) == token
    assert token.encode() not in sealed or len(token) < 4
    assert sealed != seal(token, secret_key="k" * 50)


def test_under_another_key_the_box_stays_shut() -> None:
    sealed = seal("secret", secret_key="k" * 50)
    with pytest.raises(TokenLost):
        unseal(sealed, secret_key="l" * 50)


def test_the_signature_is_of_the_time_and_the_body() -> None:
    expected = hmac.new(b"secret", b"1795334400.{}", hashlib.sha256).hexdigest()
    assert signature_of(b"{}", token="secret", sent_at=1795334400) == (
        f"t=1795334400,sha256={expected}"
    )
