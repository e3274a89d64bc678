"""Names without their marks."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.base.folded_text import folded

EXAMPLES = [
    ("Đồng Tâm", "dong tam"),
    ("ĐỒNG TÂM", "dong tam"),
    ("Công ty TNHH A&B", "cong ty tnhh a b"),
    ("  HTX  Rau-an_toàn ", "htx rau an toan"),
    ("Nguyễn Thị Hoà", "nguyen thi hoa"),
    ("Nguyễn Thị Hòa", "nguyen thi hoa"),
    ("Ưu Ơn Ýt Ỹ", "uu on yt y"),
    ("…", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "key"), EXAMPLES)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_folds_to_its_key_in_either_unicode_form(text, key, form):
    assert folded(unicodedata.normalize(form, text)) == key


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)
