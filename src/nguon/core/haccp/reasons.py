"""Why something is so: a code and its arguments, told in Vietnamese or English."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from nguon.core.haccp.messages import MESSAGES, Language

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Vietnam has had no summer time since 1975; a fixed offset needs no zone database."""


@dataclass(frozen=True)
class Reason:
    """A code of `messages.MESSAGES` with what fills its places."""

    code: str
    arguments: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, code: str, **arguments: object) -> "Reason":
        return cls(code, tuple(arguments.items()))

    def text(self, language: Language = "vi") -> str:
        said = {name: say(value, language) for name, value in self.arguments}
        return MESSAGES[self.code][language].format(**said)


class HaccpError(ValueError):
    """A question that cannot be answered: a fact is impossible or a limit is missing."""

    def __init__(self, code: str, **arguments: object) -> None:
        self.reason = Reason.of(code, **arguments)
        super().__init__(self.reason.text("en"))


def say(value: object, language: Language) -> str:
    """A value as a person reads it: dd/mm/yyyy in Vietnam time, «2 giờ 5 phút», «4,2»."""
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, timedelta):
        return _span(value, language)
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain.replace(".", ",") if language == "vi" else plain
    return str(value)


def _span(span: timedelta, language: Language) -> str:
    minutes = int(abs(span).total_seconds()) // 60
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    words = ("ngày", "giờ", "phút") if language == "vi" else ("d", "h", "min")
    parts = [f"{n} {word}" for n, word in zip((days, hours, minutes), words, strict=True) if n]
    return " ".join(parts) or f"0 {words[2]}"
