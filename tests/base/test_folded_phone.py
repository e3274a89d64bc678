"""One telephone, however its number was written."""

import pytest

from nguon.base.folded_phone import folded_phone


@pytest.mark.parametrize(
    ("phone", "key"),
    [
        ("0912 345 678", "912345678"),
        ("+84 912.345.678", "912345678"),
        ("0084912345678", "912345678"),
        ("84 12 345 678", "8412345678"),
        ("0215 000 0303 (chị Minh)", "2150000303"),
        ("không có", ""),
        ("115", ""),
        ("", ""),
    ],
)
def test_one_telephone_has_one_key(phone: str, key: str) -> None:
    assert folded_phone(phone) == key
