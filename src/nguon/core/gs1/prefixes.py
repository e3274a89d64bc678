"""What the first digits of a GS1 key tell (GenSpecs §1.4): who issued it, and if it is global.

A prefix proves who issued a number, never where the goods come from.
"""

from __future__ import annotations

import re
from typing import Protocol

from nguon.core.gs1.check_digits import is_digits
from nguon.core.gs1.errors import KeyValueError

VIETNAM = "893"
_SHORTEST_COMPANY_PREFIX = 4


class CompanyPrefixes(Protocol):
    """A table of GS1 company prefixes; GS1 publishes it, and it is never complete."""

    def length_for(self, digits: str) -> int | None:
        """How many of `digits` are the company prefix, or None if the table does not know."""
        ...


class IssuedKey:
    """A key that begins with the prefix of the GS1 organisation that issued it."""

    __slots__ = ()

    @property
    def issuer_digits(self) -> str:
        """The key from its GS1 prefix on, without an indicator or extension digit."""
        raise NotImplementedError

    @property
    def is_vietnamese(self) -> bool:
        """Issued by GS1 Vietnam (prefix 893); says nothing about the origin of the goods."""
        return self.issuer_digits.startswith(VIETNAM)


def require_company_prefix(text: str, what: str) -> str:
    """Alphanumeric keys begin with a company prefix, so at least four digits."""
    head = text[:_SHORTEST_COMPANY_PREFIX]
    if len(head) < _SHORTEST_COMPANY_PREFIX or not is_digits(head):
        raise KeyValueError("company_prefix", what, minimum=_SHORTEST_COMPANY_PREFIX, got=text)
    return text


_GTIN_8_KINDS = (
    ("restricted", re.compile(r"[02]")),
    ("reserved_prefix", re.compile(r"97[7-9]|9[89]")),
)
_GTIN_13_KINDS = (
    ("restricted", re.compile(r"02|04|2[0-9]")),
    ("coupon", re.compile(r"98[1-4]|99")),
    ("refund_receipt", re.compile(r"980")),
)


def why_not_global(gtin_14: str) -> tuple[str, str] | None:
    """Why a 14-digit number is no GTIN although it checks: a code and the prefix, or None.

    GTIN-8 have prefixes of their own. Restricted numbers, coupons and refund receipts have 8, 12
    or 13 digits, so a number with an indicator digit is none of them.
    """
    if gtin_14[0] != "0":
        return None
    short = gtin_14.startswith("000000")
    start, kinds = (6, _GTIN_8_KINDS) if short else (1, _GTIN_13_KINDS)
    for code, pattern in kinds:
        if found := pattern.match(gtin_14, start):
            return code, found.group()
    return None
