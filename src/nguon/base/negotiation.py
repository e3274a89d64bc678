"""Which of the offered media types a client likes best (RFC 9110 §12.5.1)."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest


def preferred(request: HttpRequest, offered: Sequence[str]) -> str | None:
    """The offered type of the greatest weight, the first one of equals; None if none will do.

    For each type the most specific range counts, so `application/json;q=0, */*` means anything
    but JSON. Whoever accepts no type in particular gets the first.
    """
    ranges = [_range(text) for text in request.headers.get("Accept", "*/*").split(",") if text]
    best, weight = None, Decimal(0)
    for media_type in offered:
        found = _weight(media_type, ranges)
        if found > weight:
            best, weight = media_type, found
    return best


def _range(text: str) -> tuple[str, Decimal]:
    name, *parameters = [part.strip() for part in text.split(";")]
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            return name.lower(), _quality(value.strip())
    return name.lower(), Decimal(1)


def _quality(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return Decimal(1)
    return min(max(found, Decimal(0)), Decimal(1)) if found.is_finite() else Decimal(1)


def _weight(media_type: str, ranges: Sequence[tuple[str, Decimal]]) -> Decimal:
    family = media_type.partition("/")[0]
    for wanted in (media_type, f"{family}/*", "*/*"):
        found = [weight for name, weight in ranges if name == wanted]
        if found:
            return max(found)
    return Decimal(0)
