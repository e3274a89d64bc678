"""Days in addresses: /2026-11-23/. A day that no calendar has is an address that leads nowhere."""

from datetime import date
from typing import Final

YEARS: Final = range(1970, 3000)


class DayConverter:
    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        day = date.fromisoformat(value)
        if day.year not in YEARS:
            raise ValueError(f"expected a year from {YEARS[0]} to {YEARS[-1]}, got {value!r}")
        return day

    def to_url(self, value: date) -> str:
        return value.isoformat()
