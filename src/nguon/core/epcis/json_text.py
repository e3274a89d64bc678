"""JSON in and out with nothing lost: member order, numbers as written; nothing doubtful let in.

RFC 8259 leaves repeated members, lone surrogates and huge numbers to each reader, so two
readers could see two different events in one text. Here such a text is refused, with its path.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn, TypeAlias

import orjson

from nguon.core.epcis.memory import remembered
from nguon.core.epcis.numbers import Number, NumberTooLargeError, written
from nguon.core.epcis.problem import Problem, UnreadableError

Json: TypeAlias = "str | Decimal | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
JsonObject: TypeAlias = dict[str, Any]

_LAST_COUNTS = {"eventID"}
"""Names that may be repeated, the last one counting as in ECMAScript and most other readers.

GS1's own example AssociationEvent-h gives its event two eventIDs, and official examples are
accepted as they are.
"""
_RISKY_ESCAPE = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_RISKY = re.compile("[\ud800-\udfff\0]")


@dataclass(frozen=True)
class Limits:
    """How large a text may be before it is refused unread."""

    size: int = 64 * 1024 * 1024
    depth: int = 64


DEFAULT_LIMITS = Limits()


class _Repeated(dict[str, Any]):
    """An object in which a name stood twice; found again later to tell where."""

    name: str


_CONTAINERS = frozenset([dict, list, _Repeated])

Way: TypeAlias = "tuple[Way, str | int] | None"
"""The members on the way to a value, the last first; `path_of` writes it down where it is needed.

A path written for every member would take quadratic time once a name is a megabyte long.
"""


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    twice = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
    if set(twice) <= _LAST_COUNTS:
        return members
    repeated = _Repeated(members)
    repeated.name = next(name for name in twice if name not in _LAST_COUNTS)
    return repeated


def _refuse_constant(text: str) -> NoReturn:
    raise NumberTooLargeError(text)


_number = remembered(Number)  # numbers are values: a list of a million ones holds one object

_DECODER = json.JSONDecoder(
    object_pairs_hook=_members,
    parse_float=_number,
    parse_int=_number,
    parse_constant=_refuse_constant,
)


def read_json(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Any:
    """The value a JSON text stands for, numbers as `Number`; raises `UnreadableError`."""
    if len(data) > limits.size:
        raise _unreadable("json-too-long", expected=limits.size, got=len(data))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable("json-not-utf8", got=error.start) from error
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        got = f"{error.msg}: {error.lineno}:{error.colno}"
        raise _unreadable("json-syntax", got=got) from error
    except NumberTooLargeError as error:
        raise _unreadable("json-number", got=str(error)) from error
    except RecursionError as error:
        raise _unreadable("json-too-deep", expected=limits.depth) from error
    if not is_plain(value, limits.depth):
        _refuse_containers(value, None, 0, limits.depth)
    if _RISKY_ESCAPE.search(data):
        _check_text(value, None)
    return value


def write_json(value: Json) -> bytes:
    """Compact UTF-8 JSON, members in their order, each number as it was written."""
    return orjson.dumps(value, default=_fragment)


def write_sorted_json(value: Json) -> bytes:
    """As `write_json` with the members of every object in alphabetical order."""
    return orjson.dumps(value, default=_fragment, option=orjson.OPT_SORT_KEYS)


def _fragment(value: object) -> orjson.Fragment | dict[str, Any] | list[Any]:
    if isinstance(value, Decimal):
        return orjson.Fragment(written(value).encode())
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence):
        return list(value)
    raise TypeError(f"Not JSON: expected text, number, list or mapping, got {type(value).__name__}")


def pointer(at: str, name: str | int) -> str:
    """The JSON Pointer (RFC 6901) of a member of the value at `at`."""
    return f"{at}/{str(name).replace('~', '~0').replace('/', '~1')}"


def path_of(way: Way) -> str:
    """The JSON Pointer of the value at the end of a way."""
    names: list[str | int] = []
    while way is not None:
        way, name = way
        names.append(name)
    return "".join(pointer("", name) for name in reversed(names))


def is_plain(value: object, depth: int) -> bool:
    """Whether nothing is nested too deeply and no name repeated, looked at level by level."""
    level: list[Any] = [value]
    for _ in range(depth + 1):
        inner: list[Any] = []
        for container in level:
            kind = type(container)
            if kind is dict:
                inner += [part for part in container.values() if type(part) in _CONTAINERS]
            elif kind is list:
                inner += [part for part in container if type(part) in _CONTAINERS]
            elif kind is _Repeated:
                return False
        if not inner:
            return True
        level = inner
    return False


def _refuse_containers(value: object, way: Way, depth: int, limit: int) -> None:
    """Raises for the first repeated name or too deep nesting, with its path."""
    if isinstance(value, dict):
        if type(value) is _Repeated:
            raise _unreadable("json-repeated-member", path_of(way), got=value.name)
        members: Any = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    else:
        return
    if depth == limit:
        raise _unreadable("json-too-deep", path_of(way), expected=limit)
    for name, member in members:
        if isinstance(member, (dict, list)):
            _refuse_containers(member, (way, name), depth + 1, limit)


def _check_text(value: object, way: Way) -> None:
    if isinstance(value, str):
        if found := _RISKY.search(value):
            code = "text-nul" if found[0] == "\0" else "json-surrogate"
            raise _unreadable(code, path_of(way))
    elif isinstance(value, dict):
        for name, member in value.items():
            _check_text(name, way)
            _check_text(member, (way, name))
    elif isinstance(value, list):
        for number, member in enumerate(value):
            _check_text(member, (way, number))


def _unreadable(
    code: str, at: str = "", *, expected: object = "", got: object = ""
) -> UnreadableError:
    return UnreadableError(Problem(at, code, expected=str(expected), got=str(got)))
