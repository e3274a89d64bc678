"""What was sealed opens here, for its purpose and in its time, and tells nothing on the way."""

import base64
from datetime import timedelta

import pytest

from nguon.base.sealed import NotSealed, seal, unseal

HOUR = timedelta(hours=1)


def test_a_value_comes_back() -> None:
    value = ["ai", {"last": "12345"}]
    assert unseal(seal(value, purpose="trang"), purpose="trang", within=HOUR) == value


def test_who_carries_it_cannot_read_it() -> None:
    text = seal("12345", purpose="trang")
    assert b"12345" not in base64.urlsafe_b64decode(text)
    assert text.isascii()


@pytest.mark.parametrize(
    "broken",
    [
        lambda text: text[:-8] + "AAAAAAAA",
        lambda text: text[1:],
        lambda text: "",
        lambda text: "é",
        lambda text: seal("12345", purpose="khác"),
    ],
    ids=["changed", "cut", "empty", "not ASCII", "for something else"],
)
def test_anything_else_does_not_open(broken) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotSealed):
        unseal(broken(seal("12345", purpose="trang")), purpose="trang", within=HOUR)


def test_it_opens_for_a_while_only() -> None:
    with pytest.raises(NotSealed):
        unseal(seal("x", purpose="trang"), purpose="trang", within=timedelta(seconds=-1))


def test_a_key_of_before_still_opens(settings) -> None:  # type: ignore[no-untyped-def]
    text = seal("x", purpose="trang")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "mới" * 20
    assert unseal(text, purpose="trang", within=HOUR) == "x"
