import dataclasses
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from nguon.food.trace.queries.trace_value import Trace


def trace_members(answer: Trace) -> dict[str, Any]:
    """The answer as plain JSON; amounts are text, so that no digit is lost."""
    members = _plain(answer)
    members["sisters"] = _plain(answer.sisters)
    for balance, value in zip(members["balances"], answer.balances, strict=True):
        balance["rest"] = _plain(value.rest)
    return dict(members)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value
