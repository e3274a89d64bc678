"""When a scheduled subscription is due (EPCIS 2.0 §8.2.5.3 QuerySchedule, REST binding)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Self

from croniter import CroniterBadDateError, croniter
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError
from nguon.food.exchange.rules.subscription_problems import SubscriptionControlsInvalid

BOUNDS = {
    "second": (0, 59),
    "minute": (0, 59),
    "hour": (0, 23),
    "dayOfMonth": (1, 31),
    "month": (1, 12),
    "dayOfWeek": (1, 7),
}
# From fine to coarse; the two kinds of day stand on one step.
_STEPS = {"second": 0, "minute": 1, "hour": 2, "dayOfMonth": 3, "dayOfWeek": 3, "month": 4}
_ELEMENT = re.compile(
    r"(?P<one>\d{1,2})|\[(?P<low>\d{1,2})-(?P<high>\d{1,2})\]|(?P<start>\d{1,2})/(?P<step>\d{1,2})",
    re.ASCII,
)


@dataclass(frozen=True)
class QuerySchedule:
    """Fields as sent, and as a cron line. All given fields must match, a day of the week too.

    A field that is left out is any value if it is coarser than one that is given, and its lowest
    value if it is finer: `hour=1, minute=5` is once a day, at 01:05:00. Hours are those of
    `TIME_ZONE`. Day 1 is Monday. Beside lists and ranges, steps such as `0/30` are read, which
    an example of the standard has.
    """

    as_sent: Mapping[str, str]
    line: str

    @classmethod
    def read(cls, members: object) -> Self:
        if not isinstance(members, dict) or not members:
            wanted = _("at least one of %(fields)s") % {"fields": ", ".join(BOUNDS)}
            raise _wrong("schedule", wanted, members)
        errors: list[FieldError] = []
        values: dict[str, list[int]] = {}
        for name, text in members.items():
            try:
                values[name] = _values(name, text)
            except SubscriptionControlsInvalid as error:
                errors.extend(error.errors)
        if errors:
            raise SubscriptionControlsInvalid(errors)
        return cls({name: str(text) for name, text in members.items()}, _cron_line(values))

    def next_after(self, at: datetime, *, zone: tzinfo) -> datetime:
        """The first due second after `at`; raises if there is none in fifty years (31 February)."""
        try:
            due: datetime = croniter(
                self.line, at.astimezone(zone), day_or=False, second_at_beginning=True
            ).get_next(datetime)
        except CroniterBadDateError as error:
            wanted = _("a day that exists")
            raise _wrong("schedule", wanted, dict(self.as_sent)) from error
        return due.astimezone(at.tzinfo)


def _cron_line(values: Mapping[str, list[int]]) -> str:
    finest = min(_STEPS[name] for name in values)
    fields = {}
    for name, (low, _high) in BOUNDS.items():
        if name in values:
            # Cron counts days from Sunday, the standard from Monday to 7.
            numbers = [one % 7 for one in values[name]] if name == "dayOfWeek" else values[name]
            fields[name] = ",".join(map(str, sorted(numbers)))
        else:
            fields[name] = str(low) if _STEPS[name] < finest else "*"
    return " ".join(fields.values())


def _values(name: str, text: object) -> list[int]:
    path = f"schedule.{name}"
    if name not in BOUNDS:
        raise _wrong(path, ", ".join(BOUNDS), name)
    low, high = BOUNDS[name]
    wanted = _("numbers from %(low)d to %(high)d, lists (1,3) or ranges ([1-5])") % {
        "low": low,
        "high": high,
    }
    if isinstance(text, int) and not isinstance(text, bool):
        text = str(text)
    if not isinstance(text, str) or len(text) > 500:
        raise _wrong(path, wanted, text)
    found: set[int] = set()
    for element in text.split(","):
        numbers = _element(element.strip(), high)
        if not numbers or min(numbers) < low or max(numbers) > high:
            raise _wrong(path, wanted, text)
        found.update(numbers)
    return list(found)


def _element(text: str, high: int) -> list[int]:
    match = _ELEMENT.fullmatch(text)
    if match is None:
        return []
    part = {name: int(value) for name, value in match.groupdict().items() if value is not None}
    if "one" in part:
        return [part["one"]]
    if "low" in part:
        return list(range(part["low"], part["high"] + 1))
    return list(range(part["start"], high + 1, part["step"])) if part["step"] else []


def _wrong(path: str, expected: str, got: Any) -> SubscriptionControlsInvalid:
    message = _("This schedule can never be due.") if path == "schedule" else _("No such time.")
    return SubscriptionControlsInvalid(
        [FieldError(path, message, expected=expected, got=str(got)[:200])]
    )
