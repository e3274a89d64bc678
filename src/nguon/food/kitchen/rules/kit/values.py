"""How values are written in the kit: shortest, and the same for the same thing."""

from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256


def instant(moment: datetime) -> str:
    exact = "milliseconds" if moment.microsecond else "seconds"
    return moment.astimezone(UTC).isoformat(timespec=exact).replace("+00:00", "Z")


def maybe_instant(moment: datetime | None) -> str | None:
    return None if moment is None else instant(moment)


def number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def digest(text: str) -> str:
    """120 bits: enough to tell versions apart, short enough for every answer."""
    return sha256(text.encode()).hexdigest()[:30]
