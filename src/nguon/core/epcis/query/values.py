"""The forms that values of parameters have: in a URL as text, in a POSTed query as JSON.

Both are read into one Python value per form. In a URL alternatives stand with `|` between them
(OpenAPI: pipeDelimited); JSON has arrays for them, and a scalar stays a scalar.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from nguon.core.epcis.instants import read_instant
from nguon.core.epcis.numbers import Number, NumberTooLargeError
from nguon.core.epcis.query.problems import UnfitValueError

MOST_VALUES = 1_000
LONGEST_KEPT_TEXT = 200
"""Longer texts are told apart by their digest, and ordered by their beginning."""

_NUMBER = re.compile(r"-?[0-9]{1,100}(?:\.[0-9]{1,100})?(?:[eE][+-]?[0-9]{1,3})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Form(Enum):
    """What a parameter takes, in the words that a refusal and the reference use."""

    TEXTS = "a list of texts"
    NUMBERS = "a list of numbers"
    TIME = "a time with its offset, such as 2026-01-31T08:00:00+07:00"
    NUMBER = "a number"
    TYPED = "a list of texts, or a time, or a number"
    ANY_TEXTS = "a list of texts, or a number or time, compared as they are written"
    ORDERED = "a number, or a time or date"
    BOOLEAN = "true or false"
    FLAG = "true or false; nothing means true"
    TEXT = "one text"
    COUNT = "a whole number"


def of_url(form: Form, text: str) -> Any:
    """The JSON value that a text in a URL stands for."""
    if "\0" in text:
        raise UnfitValueError(form.value, text)
    return _URL_READERS[form](text)


def of_json(form: Form, value: Any) -> Any:
    """The value, checked and typed; raises `UnfitValueError`."""
    try:
        return _JSON_READERS[form](value)
    except (TypeError, ValueError, ArithmeticError):
        raise UnfitValueError(form.value, value) from None


def typed(text: str) -> str | datetime:
    """What a text is that has no type of its own: an instant if it looks like one, or text.

    A date alone is the beginning of that day in UTC. The same reading for events and queries,
    so that nobody compares a date with a word.
    """
    instant = read_instant(text)
    if instant is not None:
        return instant
    if _DATE.fullmatch(text):
        try:
            return datetime.fromisoformat(text).replace(tzinfo=UTC)
        except ValueError:
            return text
    return text


def _split(text: str) -> list[str]:
    parts = text.split("|")
    if not all(parts):
        raise UnfitValueError("values with | between them, none of them empty", text)
    return parts


def _url_number(text: str) -> Decimal:
    if _NUMBER.fullmatch(text) is None:
        raise UnfitValueError(Form.NUMBER.value, text)
    try:
        return Number(text)
    except NumberTooLargeError:
        raise UnfitValueError(Form.NUMBER.value, text) from None


def _url_time(text: str) -> str:
    """In a URL a plus is a blank; who forgot to write %2B meant the offset."""
    return text.replace(" ", "+")


def _url_typed(text: str) -> list[Any]:
    """Text has no type: 12 may be the number or the word."""
    found: list[Any] = []
    for part in _split(text):
        found.append(_url_time(part) if isinstance(typed(_url_time(part)), datetime) else part)
        if _NUMBER.fullmatch(part):
            found.append(_url_number(part))
    return found


def _url_ordered(text: str) -> Any:
    return _url_number(text) if _NUMBER.fullmatch(text) else _url_time(text)


def _url_boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise UnfitValueError(Form.BOOLEAN.value, text)
    return text == "true"


def _url_flag(text: str) -> bool:
    return text in ("", "1") or (text != "0" and _url_boolean(text))


def _url_count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise UnfitValueError(Form.COUNT.value, text)
    return int(text)


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise TypeError
    number = Number(str(value))
    if not number.is_finite():
        raise ValueError
    return number


def _texts(value: Any) -> tuple[str, ...]:
    parts = _list(value)
    if not all(isinstance(part, str) and part and "\0" not in part for part in parts):
        raise TypeError
    return parts


def _any_texts(value: Any) -> tuple[str, ...]:
    parts = _list(value) if isinstance(value, list | tuple) else (value,)
    return _texts([part if isinstance(part, str) else str(_number(part)) for part in parts])


def _list(value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError
    if not value or len(value) > MOST_VALUES:
        raise UnfitValueError(f"1 to {MOST_VALUES} values", len(value))
    return tuple(value)


def _time(value: Any) -> datetime:
    instant = read_instant(value)
    if instant is None:
        raise ValueError
    return instant


def _typed_values(value: Any) -> tuple[Any, ...]:
    if isinstance(value, str):
        return (_ordered(value),)
    parts = _list(value) if isinstance(value, list | tuple) else (value,)
    return tuple(
        typed(*_texts([part])) if isinstance(part, str) else _number(part) for part in parts
    )


def _ordered(value: Any) -> Decimal | datetime:
    if not isinstance(value, str):
        return _number(value)
    instant = typed(value)
    if isinstance(instant, str):
        raise TypeError
    return instant


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _flag(value: Any) -> bool:
    """The schema has an integer that may be null, OpenAPI a boolean; a Void of 1.x is null."""
    if value is None or isinstance(value, bool):
        return value is not False
    return bool(_count(value))


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        raise TypeError
    return value


def _count(value: Any) -> int:
    number = _number(value)
    if number != int(number) or not 0 <= number < 1_000_000_000:
        raise ValueError
    return int(number)


_URL_READERS: Mapping[Form, Callable[[str], Any]] = {
    Form.TEXTS: _split,
    Form.NUMBERS: lambda text: [_url_number(part) for part in _split(text)],
    Form.TIME: _url_time,
    Form.NUMBER: _url_number,
    Form.TYPED: _url_typed,
    Form.ANY_TEXTS: _split,
    Form.ORDERED: _url_ordered,
    Form.BOOLEAN: _url_boolean,
    Form.FLAG: _url_flag,
    Form.TEXT: str,
    Form.COUNT: _url_count,
}
_JSON_READERS: Mapping[Form, Callable[[Any], Any]] = {
    Form.TEXTS: _texts,
    Form.NUMBERS: lambda value: tuple(
        _number(part) for part in (_list(value) if isinstance(value, list | tuple) else [value])
    ),
    Form.TIME: _time,
    Form.NUMBER: _number,
    Form.TYPED: _typed_values,
    Form.ANY_TEXTS: _any_texts,
    Form.ORDERED: _ordered,
    Form.BOOLEAN: _boolean,
    Form.FLAG: _flag,
    Form.TEXT: _text,
    Form.COUNT: _count,
}
