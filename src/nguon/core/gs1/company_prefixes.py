"""The GS1 company prefixes that biip carries, as a table for making EPC URNs."""

from __future__ import annotations

import re
from functools import lru_cache

_LEADING_DIGITS = re.compile(r"[0-9]{0,12}")


class BundledCompanyPrefixes:
    """Knows many prefixes, not all: Vietnamese ones only in part."""

    def length_for(self, digits: str) -> int | None:
        found = _LEADING_DIGITS.match(digits)
        prefix = _extract(found.group()) if found and found.group() else None
        return None if prefix is None else len(prefix)


@lru_cache(maxsize=4096)
def _extract(digits: str) -> str | None:
    # biip unpacks two tables when imported; only those who make URNs should wait for that.
    from biip.gs1_prefixes import GS1CompanyPrefix  # noqa: PLC0415

    found = GS1CompanyPrefix.extract(digits)
    return None if found is None else found.value
