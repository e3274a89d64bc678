"""Values of XML Schema and of JSON: what one writes that the other does not."""

import re
from datetime import UTC
from decimal import Decimal

from nguon.core.epcis.instants import read_instant, write_instant
from nguon.core.epcis.memory import remembered
from nguon.core.epcis.numbers import Number, NumberTooLargeError, written

_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_XSD_DECIMAL = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?")
_XSD_DOUBLE = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?")
_XSD_TIME = re.compile(
    r"[0-9]{4}-(?:1[0-2]|0[1-9])-(?:3[01]|0[1-9]|[12][0-9])"
    r"T(?:2[0-3]|[01][0-9]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?"
    r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
)
BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


@remembered
def decimal_of(text: str) -> Number | None:
    """An xsd:decimal as a number of JSON, written the same way where JSON allows it."""
    return _number(text, _XSD_DECIMAL)


@remembered
def double_of(text: str) -> Number | None:
    """An xsd:double as a number of JSON; JSON has neither INF nor NaN."""
    return _number(text, _XSD_DOUBLE)


def _number(text: str, form: re.Pattern[str]) -> Number | None:
    found = form.fullmatch(text)
    if found is None or not (found[2] or found[3]):
        return None
    if _JSON_NUMBER.fullmatch(text) is None:
        sign, whole, fraction, *exponent = found.groups()
        text = ("-" if sign == "-" else "") + (whole.lstrip("0") or "0")
        text += f".{fraction}" if fraction else ""
        text += f"e{exponent[0]}" if exponent and exponent[0] else ""
    try:
        return Number(text)
    except NumberTooLargeError:
        return None


def decimal_text(number: Decimal | int | float) -> str:
    """A number as xsd:decimal, which knows no exponent."""
    text = number_text(number)
    return format(Decimal(text), "f") if "e" in text.lower() else text


def number_text(number: Decimal | int | float) -> str:
    """A number as it was written, which xsd:double takes too."""
    return written(number) if isinstance(number, Decimal) else format(Decimal(str(number)), "f")


@remembered
def time_text(text: str) -> str:
    """A time as EPCIS XML writes it; RFC 3339 also has small letters, leap seconds and +23:59."""
    if _XSD_TIME.fullmatch(text):
        return text
    instant = read_instant(text)
    return text if instant is None else write_instant(instant.astimezone(UTC))


def boolean_text(value: bool) -> str:  # noqa: FBT001 -- a value like any other
    return "true" if value else "false"
