"""Days in addresses: /ngay/2026-11-23/."""

from datetime import date

from nguon.food.kitchen.rules.reading import day_in


class DayConverter:
    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return day_in(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
