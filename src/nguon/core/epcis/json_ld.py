"""Between the frozen values and EPCIS JSON-LD: member names and member forms, both ways.

The only place where EPCIS's camelCase names are made. A value's field is called by the
snake_case of its JSON member, and the field's type says how the member is read and written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from nguon.core.epcis.instants import read_instant, write_instant
from nguon.core.epcis.json_text import JsonObject, pointer
from nguon.core.epcis.problem import MalformedError, Problem, kind_of

_CAPITALS = {"id": "ID", "ids": "IDs", "epc": "EPC", "epcs": "EPCs"}

Value = TypeVar("Value")
Read = Callable[[Any, str], Any]
Write = Callable[[Any], Any]


class Form(NamedTuple):
    """How one kind of member is read (value, path) and written."""

    read: Read
    write: Write


@dataclass(frozen=True)
class Layout:
    """The members of one class: its fields by JSON name, and whether others may stand there."""

    members: Mapping[str, tuple[str, Form]]
    open: bool


def member_name(attribute: str) -> str:
    """The EPCIS JSON name of a field: `input_epc_list` → `inputEPCList`."""
    first, *rest = attribute.split("_")
    return first + "".join(_CAPITALS.get(part, part.capitalize()) for part in rest)


def read_members(kind: type, members: JsonObject, at: str = "") -> dict[str, Any]:
    """The keyword arguments of `kind` that a JSON object holds; `extensions` take the rest."""
    layout = _layout(kind)
    arguments: dict[str, Any] = {}
    extensions: dict[str, Any] = {}
    for name, member in members.items():
        known = layout.members.get(name)
        if known is None:
            extensions[name] = member
        else:
            attribute, form = known
            arguments[attribute] = form.read(member, f"{at}/{name}")
    if layout.open:
        arguments["extensions"] = extensions
    elif extensions:
        name = next(iter(extensions))
        raise MalformedError(Problem(pointer(at, name), "unexpected-member", got=name))
    return arguments


def write_members(value: object, as_read: Mapping[str, Any] | None = None) -> JsonObject:
    """The JSON object of a value.

    `as_read` is the object it was read from, if it was: members that still mean the same keep
    their place and their writing; `dataclasses.replace` changes only what was replaced.
    """
    kind: type = type(value)
    layout = _layout(kind)
    extensions: Mapping[str, Any] = getattr(value, "extensions", {})
    result: JsonObject = {}
    for name, member in (as_read or {}).items():
        known = layout.members.get(name)
        if known is None:
            if name in extensions:
                result[name] = extensions[name]
            continue
        now = getattr(value, known[0])
        if now is not None:
            same = known[1].read(member, name) == now
            result[name] = member if same else known[1].write(now)
    for name, (attribute, form) in layout.members.items():
        now = getattr(value, attribute)
        if name not in result and now is not None and now != ():
            result[name] = form.write(now)
    for name, member in extensions.items():
        result.setdefault(name, member)
    return result


@cache
def _layout(kind: type) -> Layout:
    hints = get_type_hints(kind)
    members = {
        member_name(field.name): (
            field.name,
            _form(hints[field.name], lone=field.metadata.get("lone", False)),
        )
        for field in fields(kind)
        if field.name != "extensions" and field.metadata.get("member", True)
    }
    return Layout(members, open="extensions" in hints)


def _form(hint: Any, *, lone: bool = False) -> Form:
    if get_origin(hint) in (Union, UnionType):
        return _form(next(option for option in get_args(hint) if option is not type(None)))
    if get_origin(hint) is tuple:
        return _list_form(_form(get_args(hint)[0]), lone=lone)
    if is_dataclass(hint) and isinstance(hint, type):
        return _object_form(hint)
    return _FORMS.get(hint, _AS_IT_IS)


def _list_form(item: Form, *, lone: bool) -> Form:
    """A list; `lone` ones may be written as their only item, as certificationInfo may."""

    def read(value: Any, at: str) -> tuple[Any, ...]:
        if lone and not isinstance(value, list):
            return (item.read(value, at),)
        if not isinstance(value, list):
            raise _malformed(value, at, "wrong-type", "list")
        return tuple([item.read(part, f"{at}/{number}") for number, part in enumerate(value)])

    return Form(read, lambda value: [item.write(part) for part in value])


def _object_form(kind: type) -> Form:
    def read(value: Any, at: str) -> Any:
        if not isinstance(value, dict):
            raise _malformed(value, at, "wrong-type", "object")
        return build(kind, read_members(kind, value, at), at)

    return Form(read, write_members)


def build(kind: Callable[..., Value], arguments: dict[str, Any], at: str) -> Value:
    """Calls a value's constructor; a member that it must have and has not is named."""
    try:
        return kind(**arguments)
    except TypeError:
        missing = [
            member_name(field.name)
            for field in fields(kind)  # type: ignore[arg-type]
            if field.name not in arguments and field.init and not _has_default(field)
        ]
        raise MalformedError(Problem(at, "missing-member", expected=", ".join(missing))) from None


def _has_default(field: Any) -> bool:
    return field.default is not field.default_factory


def _malformed(value: object, at: str, code: str, expected: str) -> MalformedError:
    return MalformedError(Problem(at, code, expected=expected, got=kind_of(value)))


def _typed(kinds: type | tuple[type, ...], expected: str) -> Read:
    def read(value: Any, at: str) -> Any:
        if not isinstance(value, kinds):
            raise _malformed(value, at, "wrong-type", expected)
        return value

    return read


def _read_time(value: Any, at: str) -> datetime:
    instant = read_instant(value) if isinstance(value, str) else None
    if instant is None:
        raise MalformedError(Problem(at, "time-form", got=str(value)))
    return instant


def _same(value: Any) -> Any:
    return value


_AS_IT_IS = Form(lambda value, _: value, _same)
_FORMS: dict[Any, Form] = {
    str: Form(_typed(str, "text"), _same),
    bool: Form(_typed(bool, "boolean"), _same),
    Decimal: Form(_typed(Decimal, "number"), _same),
    datetime: Form(_read_time, lambda value: write_instant(value.astimezone(UTC))),
}
