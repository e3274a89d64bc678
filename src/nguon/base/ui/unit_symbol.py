"""What stands after a number, in the language of the page."""

from django.utils.functional import lazy
from django.utils.translation import get_language

from nguon.core.quantities import unit


def unit_symbol(code: str) -> str:
    known = unit(code)
    return known.english_symbol if get_language() == "en" else known.symbol


lazy_unit_symbol = lazy(unit_symbol, str)
"""For choices that are made before anybody has asked in a language."""
