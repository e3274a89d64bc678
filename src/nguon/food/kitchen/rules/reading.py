"""Read a record's JSON member by member and collect every fault instead of stopping at the first.

A faulty member yields a harmless value of its type; `finish` refuses the whole before any of
them is used. Unknown members are left alone: a newer phone may say more than we understand,
and the record is kept exactly as sent.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid

NO_INSTANT = datetime(1970, 1, 1, tzinfo=UTC)
NO_UUID = UUID(int=0)
MAX_ITEMS = 200
YEARS = range(1970, 3000)
"""Clocks have been seen in 1970; at the ends of the calendar every zone and day after overflows."""


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""What JSON can write and no text in the database can hold."""


def _is_beyond_clocks(moment: datetime) -> bool:
    """No zone of this Earth is further from UTC, and no column of the database holds more."""
    offset = moment.utcoffset() or timedelta(0)
    return abs(offset) >= timedelta(hours=16) or offset % timedelta(seconds=1) != timedelta(0)


def day_in(text: str) -> date:
    """A day as addresses and records write it; raises ValueError."""
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(f"expected a year from {YEARS[0]} to {YEARS[-1]}, got {text!r}")
    return day


@dataclass
class Reader:
    data: Mapping[str, Any]
    path: str = ""
    faults: list[FieldError] = field(default_factory=list)

    def finish(self) -> None:
        if self.faults:
            raise InputInvalid(self.faults)

    def fault(self, name: str, message: str, *, expected: str, got: object) -> None:
        where = f"{self.path}.{name}" if self.path else name
        shown = "" if got is None else str(got)[:80]
        self.faults.append(FieldError(where, message, expected, shown))

    def _missing(self, name: str, *, required: bool) -> bool:
        if self.data.get(name) not in (None, ""):
            return False
        if required:
            self.fault(name, _("This is missing."), expected=_("a value"), got=None)
        return True

    def text(self, name: str, *, longest: int = 200, required: bool = True) -> str:
        if self._missing(name, required=required):
            return ""
        value = self.data[name]
        if not isinstance(value, str) or not value.strip() or _UNSTORABLE.search(value):
            self.fault(name, _("This is not a text."), expected=_("a text"), got=value)
            return ""
        if len(value) > longest:
            wanted = _("at most %(n)d characters") % {"n": longest}
            self.fault(name, _("This text is too long."), expected=wanted, got=len(value))
            return ""
        return value.strip()

    def choice(self, name: str, choices: type[TextChoices], *, required: bool = True) -> str:
        if self._missing(name, required=required):
            return ""
        value = self.data[name]
        if value not in choices.values:
            wanted = _("one of %(values)s") % {"values": ", ".join(choices.values)}
            self.fault(name, _("This is not on the list."), expected=wanted, got=value)
            return ""
        return str(value)

    def maybe_decimal(self, name: str, *, low: str, high: str, places: int) -> Decimal | None:
        if self._missing(name, required=False):
            return None
        value = self.data[name]
        wanted = _("a number from %(low)s to %(high)s with at most %(places)d decimals") % {
            "low": low,
            "high": high,
            "places": places,
        }
        try:
            number = Decimal(str(value)) if not isinstance(value, bool) else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        exponent = number.as_tuple().exponent
        if not isinstance(exponent, int) or not Decimal(low) <= number <= Decimal(high):
            self.fault(name, _("This number cannot be right."), expected=wanted, got=value)
            return None
        if -exponent > places:
            self.fault(name, _("This number is too fine."), expected=wanted, got=value)
            return None
        return number

    def decimal(self, name: str, *, low: str, high: str, places: int) -> Decimal:
        self._missing(name, required=True)
        number = self.maybe_decimal(name, low=low, high=high, places=places)
        return Decimal(0) if number is None else number

    def integer(self, name: str, *, low: int, high: int) -> int:
        if self._missing(name, required=True):
            return low
        value = self.data[name]
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            wanted = _("a whole number from %(low)d to %(high)d") % {"low": low, "high": high}
            self.fault(name, _("This number cannot be right."), expected=wanted, got=value)
            return low
        return int(value)

    def maybe_integer(self, name: str, *, low: int, high: int) -> int | None:
        if self._missing(name, required=False):
            return None
        return self.integer(name, low=low, high=high)

    def maybe_rounded(self, name: str, *, low: int, high: int) -> int | None:
        """Clocks count in fractions; nobody needs them."""
        value = self.data.get(name)
        if isinstance(value, float) and low <= value <= high:
            return round(value)
        return self.maybe_integer(name, low=low, high=high)

    def flag(self, name: str) -> bool:
        value = self.data.get(name)
        if not isinstance(value, bool):
            self.fault(name, _("This is not answered."), expected="true | false", got=value)
            return False
        return value

    def instant(self, name: str) -> datetime:
        if self._missing(name, required=True):
            return NO_INSTANT
        value = self.data[name]
        wanted = _("an instant with its offset, such as 2026-11-21T10:45:00+07:00")
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self.fault(name, _("This is not a time."), expected=wanted, got=value)
            return NO_INSTANT
        if moment.tzinfo is None:
            self.fault(name, _("This time has no offset."), expected=wanted, got=value)
            return NO_INSTANT
        if moment.year not in YEARS or _is_beyond_clocks(moment):
            self.fault(name, _("This is not a time."), expected=wanted, got=value)
            return NO_INSTANT
        return moment

    def maybe_instant(self, name: str) -> datetime | None:
        return None if self._missing(name, required=False) else self.instant(name)

    def maybe_day(self, name: str) -> date | None:
        if self._missing(name, required=False):
            return None
        value = self.data[name]
        try:
            return day_in(value)
        except (TypeError, ValueError):
            self.fault(name, _("This is not a date."), expected="2026-11-21", got=value)
            return None

    def day(self, name: str) -> date:
        self._missing(name, required=True)
        return self.maybe_day(name) or NO_INSTANT.date()

    def maybe_uuid(self, name: str) -> UUID | None:
        if self._missing(name, required=False):
            return None
        value = self.data[name]
        try:
            return UUID(value)
        except (TypeError, ValueError, AttributeError):
            self.fault(name, _("This is not an identifier."), expected="UUID", got=value)
            return None

    def uuid(self, name: str) -> UUID:
        self._missing(name, required=True)
        return self.maybe_uuid(name) or NO_UUID

    def items(self, name: str, *, at_least: int = 0) -> list["Reader"]:
        value = self.data.get(name) or []
        wanted = _("a list of %(low)d to %(high)d objects") % {"low": at_least, "high": MAX_ITEMS}
        whole = isinstance(value, list) and all(isinstance(item, dict) for item in value)
        if not whole or not at_least <= len(value) <= MAX_ITEMS:
            self.fault(name, _("This list cannot be right."), expected=wanted, got=value)
            return []
        at = f"{self.path}.{name}" if self.path else name
        return [Reader(item, f"{at}[{i}]", self.faults) for i, item in enumerate(value)]

    def texts(self, name: str, *, longest: int = 300) -> tuple[str, ...]:
        value = self.data.get(name) or []
        whole = isinstance(value, list) and len(value) <= MAX_ITEMS
        sound = whole and all(isinstance(v, str) and 0 < len(v) <= longest for v in value)
        if not sound or any(_UNSTORABLE.search(v) for v in value):
            self.fault(name, _("This list cannot be right."), expected=_("texts"), got=value)
            return ()
        return tuple(value)

    def uuids(self, name: str) -> tuple[UUID, ...]:
        found = []
        for value in self.texts(name):
            try:
                found.append(UUID(value))
            except ValueError:
                self.fault(name, _("This is not an identifier."), expected="UUID", got=value)
        return tuple(found)

    def inside(self, name: str, *, required: bool = True) -> "Reader":
        value = self.data.get(name)
        at = f"{self.path}.{name}" if self.path else name
        if value is None and not required:
            return Reader({}, at, self.faults)
        if not isinstance(value, dict):
            self.fault(name, _("This is missing."), expected=_("an object"), got=value)
            return Reader({}, at, [])  # its own faults would only repeat this one
        return Reader(value, at, self.faults)
