"""The GS1 company prefixes that biip carries, as a table for making EPC URNs."""

from __future__ import annotations

from functools import cache


class BundledCompanyPrefixes:
    """Knows many prefixes, not all: Vietnamese ones only in part."""

    def length_for(self, digits: str) -> int | None:
        found = _extract(digits[:12])
        return None if found is None else len(found)


@cache
def _extract(digits: str) -> str | None:
    # biip unpacks two tables when imported; only those who make URNs should wait for that.
    from biip.gs1_prefixes import GS1CompanyPrefix  # noqa: PLC0415

    found = GS1CompanyPrefix.extract(digits)
    return None if found is None else found.value
