"""What a kitchen phone knows without a network: one `Kit` of pwa/src/types.ts.

Its versions say when a phone should ask again. They are found without making the kit: a phone
that hands in a record learns at once whether anything changed, here or in a sister kitchen.
"""

from nguon.food.kitchen.rules.kit.kit import kit_of, kit_text, supplier_words
from nguon.food.kitchen.rules.kit.stops import stop_list_of, stop_list_version_of, stop_reason
from nguon.food.kitchen.rules.kit.version import kit_version_of

__all__ = [
    "kit_of",
    "kit_text",
    "kit_version_of",
    "stop_list_of",
    "stop_list_version_of",
    "stop_reason",
    "supplier_words",
]
