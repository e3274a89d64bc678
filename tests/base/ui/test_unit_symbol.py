"""Units after numbers, in the language of the page."""

import pytest
from django.utils.translation import override

from nguon.base.ui.unit_symbol import lazy_unit_symbol, unit_symbol


@pytest.mark.parametrize(
    ("code", "vi", "en"), [("KGM", "kg", "kg"), ("LTR", "lít", "l"), ("H87", "cái", "pcs")]
)
def test_a_unit_is_said_in_the_language_of_the_page(code: str, vi: str, en: str) -> None:
    later = lazy_unit_symbol(code)
    for language, symbol in (("vi", vi), ("en", en)):
        with override(language):
            assert (unit_symbol(code), str(later)) == (symbol, symbol)
