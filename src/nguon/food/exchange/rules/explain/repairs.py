"""Repairs of which nobody can doubt that the sender meant them; nothing is ever made up.

A missing offset, a wrong check digit, a quantity without unit have no repair: only the sender
knows. What is repaired says the same as before, in the way that the standard writes it.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from nguon.core.epcis import EPCIS_CONTEXT, Problem
from nguon.core.epcis.cbv import WORD_LISTS, Vocabulary
from nguon.core.epcis.instants import is_zone_offset, read_instant

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?", re.ASCII)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])?([0-9]{1,2})(?::?([0-9]{2}))?", re.ASCII)
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]+([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?)\s*"
    r"(?:(Z)|([+-][0-9]{2}):?([0-9]{2}))",
    re.ASCII,
)


def repair_of(problem: Problem, value: Any, text: str) -> str | None:
    """The JSON text to stand in place of a value (`text` as written); None if there is none."""
    make = _REPAIRS.get(problem.code)
    mended = make(problem, value, text) if make is not None else None
    return None if mended is None or mended == text else mended


def missing_context(problem: Problem) -> str | None:
    """The members to put at the beginning of an object that lacks its @context."""
    if problem.code != "missing-member" or problem.expected != "@context":
        return None
    return f'"@context": {json.dumps([EPCIS_CONTEXT])}'


def _spelling(problem: Problem, _value: Any, _text: str) -> str | None:
    return json.dumps(problem.expected)


def _word(problem: Problem, value: Any, _text: str) -> str | None:
    """«Shipping» and «in transit» for shipping and in_transit."""
    if not isinstance(value, str):
        return None
    try:
        words = WORD_LISTS[Vocabulary(problem.expected)].words
    except (KeyError, ValueError):
        return None
    found = [word for word in words if _plain(word) == _plain(value)]
    return json.dumps(found[0]) if len(found) == 1 else None


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", "", word).casefold()


def _capitals(_problem: Problem, value: Any, _text: str) -> str | None:
    return json.dumps(value.strip().upper()) if isinstance(value, str) else None


def _action(problem: Problem, value: Any, text: str) -> str | None:
    meant = value.strip().upper() if isinstance(value, str) else ""
    return json.dumps(meant) if meant in ("ADD", "OBSERVE", "DELETE") else None


def _zone_offset(_problem: Problem, value: Any, _text: str) -> str | None:
    if value == "Z":
        return '"+00:00"'
    found = _OFFSET.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    offset = f"{found[1] or '+'}{int(found[2]):02d}:{found[3] or '00'}"
    return json.dumps(offset) if is_zone_offset(offset) else None


def _time(_problem: Problem, value: Any, _text: str) -> str | None:
    found = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    offset = "Z" if found[3] else f"{found[4]}:{found[5]}"
    mended = f"{found[1]}T{found[2]}{offset}"
    return json.dumps(mended) if read_instant(mended) is not None else None


def _kind(problem: Problem, value: Any, text: str) -> str | None:
    """A number in quotation marks, a text without them, a single thing that should be a list."""
    match problem.expected:
        case "number" if isinstance(value, str) and _NUMBER.fullmatch(value):
            return value
        case "text" if problem.got == "number":
            return json.dumps(text)
        case "boolean" if value in ("true", "false"):
            return str(value)
        case "list" if isinstance(value, (str, dict)) and value:
            return f"[{text}]"
    return None


def _trimmed(_problem: Problem, value: Any, _text: str) -> str | None:
    if isinstance(value, str) and value != value.strip():
        return json.dumps(value.strip(), ensure_ascii=False)
    return None


_REPAIRS: dict[str, Callable[[Problem, Any, str], str | None]] = {
    "word-spelling": _spelling,
    "word": _word,
    "action": _action,
    "uom-form": _capitals,
    "zone-offset": _zone_offset,
    "time-form": _time,
    "wrong-type": _kind,
    "uri-form": _trimmed,
}
