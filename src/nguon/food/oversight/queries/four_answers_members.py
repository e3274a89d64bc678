"""The four answers as plain JSON, list by list; amounts are text, so that no digit is lost."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final
from uuid import UUID

from nguon.food.oversight.queries.four_answers_value import (
    FourAnswers,
    ServedMeal,
    Standing,
    Stock,
)

LISTS: Final = ("served", "stoppable", "on_hand", "samples", "received", "lots", "suppliers")
_MORE: Final[Mapping[type, tuple[str, ...]]] = {
    ServedMeal: ("portions", "is_suspected"),
    Stock: ("rest",),
    Standing: ("discount", "is_common"),
}


def four_answers_members(answers: FourAnswers) -> dict[str, Any]:
    """Everything but the long lists."""
    members = {
        field.name: _plain(getattr(answers, field.name))
        for field in dataclasses.fields(answers)
        if field.name not in LISTS
    }
    return {**members, "is_complete": answers.is_complete}


def list_members(answers: FourAnswers, name: str, *, page: int, size: int) -> dict[str, Any]:
    """One page of a list; pages are counted from 1."""
    rows: Sequence[Any] = getattr(answers, name)
    shown = [_plain(row) for row in rows[(page - 1) * size : page * size]]
    return {"total": len(rows), "page": page, "size": size, "items": shown}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return (*(field.name for field in dataclasses.fields(kind)), *_MORE.get(kind, ()))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
