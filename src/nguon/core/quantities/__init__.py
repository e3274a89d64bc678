"""Units (UN/ECE Rec 20), Vietnamese numbers and amounts. Pure: no Django, no clock.

>>> from nguon.core.quantities import parse_amount, format_amount
>>> format_amount(parse_amount("2 kg rưỡi").to("GRM"))
'2.500 g'
"""

from nguon.core.quantities.amounts import Quantity, format_amount, parse_amount
from nguon.core.quantities.documents import Mention, find_quantities
from nguon.core.quantities.numbers import format_number, other_reading, parse_number
from nguon.core.quantities.problems import QuantityError
from nguon.core.quantities.units import Unit, all_units, find_word, unit

__all__ = [
    "Mention",
    "Quantity",
    "QuantityError",
    "Unit",
    "all_units",
    "find_quantities",
    "find_word",
    "format_amount",
    "format_number",
    "other_reading",
    "parse_amount",
    "parse_number",
    "unit",
]
