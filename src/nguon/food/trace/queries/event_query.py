"""The simple event query of EPCIS 2.0 (§8.2.7.1), as far as it is built: time, type, identifier.

A parameter's value may list alternatives with `|`; parameters together narrow. Whatever is not
known is refused, for a filter that is silently ignored gives a wrong answer with a straight face.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.core.epcis import STANDARD_EVENTS, cbv
from nguon.core.epcis.instants import read_instant
from nguon.core.gs1 import Gs1Error, identify
from nguon.food.trace.models import Event
from nguon.food.trace.queries.scope import scope_of
from nguon.ground.people.queries import Principal

_ACTIONS = ("ADD", "OBSERVE", "DELETE")
_EPCS = ("epc_list", "child_epcs")
_CLASSES = ("quantity_list", "child_quantity_list")
_MATCH = {
    "MATCH_epc": _EPCS,
    "MATCH_parentID": ("parent_id",),
    "MATCH_inputEPC": ("input_epc_list",),
    "MATCH_outputEPC": ("output_epc_list",),
    "MATCH_anyEPC": (*_EPCS, "parent_id", "input_epc_list", "output_epc_list"),
    "MATCH_epcClass": _CLASSES,
    "MATCH_inputEPCClass": ("input_quantity_list",),
    "MATCH_outputEPCClass": ("output_quantity_list",),
    "MATCH_anyEPCClass": (*_CLASSES, "input_quantity_list", "output_quantity_list"),
}
_LONGEST_LIST = 1_000


class QueryParameterInvalid(InputInvalid):
    """A parameter that does not exist, or a value that it cannot have."""

    problem_type = "epcisException:QueryParameterException"


@dataclass(slots=True)
class EventQuery:
    """Conditions in SQL over an event `e`, with their parameters."""

    conditions: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def parse(cls, asked: Mapping[str, list[str]]) -> "EventQuery":
        """Reads URL parameters; raises `QueryParameterInvalid` naming each one that is wrong."""
        query = cls()
        errors: list[FieldError] = []
        for name, values in asked.items():
            try:
                query._read(name, values)
            except InputInvalid as error:
                errors.extend(error.errors)
        if errors:
            raise QueryParameterInvalid(errors)
        return query

    def where(self, condition: str, value: Any) -> None:
        """Adds a condition whose one parameter is written `{}`."""
        name = f"q{len(self.parameters)}"
        self.parameters[name] = value
        self.conditions.append(condition.replace("{}", f"%({name})s"))

    def _read(self, name: str, values: list[str]) -> None:
        if len(values) != 1:
            raise _wrong(name, _("once, with | between alternatives"), _("several times"))
        if name in _MATCH:
            self._match(name, _list(name, values[0]))
        elif name in _READERS:
            _READERS[name](self, name, values[0])
        else:
            raise _wrong(name, ", ".join(sorted({*_MATCH, *_READERS})), name)

    def _match(self, name: str, patterns: list[str]) -> None:
        exact = [_canonical(one) for one in patterns if "*" not in one]
        like = [_prefix(name, one) for one in patterns if "*" in one]
        roles = ", ".join(f"'{role}'" for role in _MATCH[name])
        named = (
            "e.id in (select l.event_id from trace_event_link l join trace_node n"  # noqa: S608
            f" on n.id = l.node_id where l.role in ({roles}) and "
        )
        if not like:
            self.where(f"{named} n.uri = any({{}}))", exact)
        else:
            like += [_escaped(one) for one in exact]
            self.where(f"{named} n.uri like any({{}}))", like)


def events_matching(
    query: EventQuery, *, principal: Principal, after: int = 0, limit: int
) -> list[Event]:
    """The events that match and that the asker may see, in the order of their record time."""
    visible, parameters = scope_of(principal).visible()
    conditions = " and ".join([visible, *query.conditions])
    statement = (
        f"select e.id from trace_event e where e.id > %(after)s and {conditions}"  # noqa: S608
        " order by e.id limit %(limit)s"
    )
    values = parameters | query.parameters | {"after": after, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        numbers = [number for (number,) in cursor.fetchall()]
    return list(Event.objects.filter(id__in=numbers).order_by("id"))


def _time(column: str, comparison: str) -> Callable[[EventQuery, str, str], None]:
    def read(query: EventQuery, name: str, text: str) -> None:
        # In a URL a plus is a blank; who forgot to write %2B meant the offset.
        moment: datetime | None = read_instant(text.replace(" ", "+"))
        if moment is None:
            raise _wrong(name, "2026-01-31T08:00:00+07:00", text)
        query.where(f"e.{column} {comparison} {{}}", moment)

    return read


def _words(column: str, vocabulary: cbv.Vocabulary) -> Callable[[EventQuery, str, str], None]:
    def read(query: EventQuery, name: str, text: str) -> None:
        words = [cbv.canonical_word(vocabulary, one) for one in _list(name, text)]
        query.where(f"e.{column} = any({{}})", words)

    return read


def _identifiers(column: str) -> Callable[[EventQuery, str, str], None]:
    def read(query: EventQuery, name: str, text: str) -> None:
        query.where(f"e.{column} = any({{}})", [_canonical(one) for one in _list(name, text)])

    return read


def _choice(column: str, choices: tuple[str, ...]) -> Callable[[EventQuery, str, str], None]:
    def read(query: EventQuery, name: str, text: str) -> None:
        wanted = _list(name, text)
        wrong = [one for one in wanted if one not in choices]
        if wrong:
            raise _wrong(name, ", ".join(choices), ", ".join(wrong))
        query.where(f"e.{column} = any({{}})", wanted)

    return read


def _event_types(query: EventQuery, name: str, text: str) -> None:
    wanted = _list(name, text)
    wrong = [one for one in wanted if one not in STANDARD_EVENTS and ":" not in one]
    if wrong:
        raise _wrong(name, ", ".join(STANDARD_EVENTS), ", ".join(wrong))
    query.where("e.type = any({})", wanted)


def _event_ids(query: EventQuery, name: str, text: str) -> None:
    query.where("e.event_id = any({})", _list(name, text))


def _has_declaration(query: EventQuery, name: str, text: str) -> None:
    if text not in ("true", "false"):
        raise _wrong(name, "true, false", text)
    if text == "true":
        query.conditions.append("e.error_declared_at is not null")


_READERS: dict[str, Callable[[EventQuery, str, str], None]] = {
    "eventType": _event_types,
    "GE_eventTime": _time("event_time", ">="),
    "LT_eventTime": _time("event_time", "<"),
    "GE_recordTime": _time("record_time", ">="),
    "LT_recordTime": _time("record_time", "<"),
    "GE_errorDeclarationTime": _time("error_declared_at", ">="),
    "LT_errorDeclarationTime": _time("error_declared_at", "<"),
    "EQ_action": _choice("action", _ACTIONS),
    "EQ_bizStep": _words("biz_step", cbv.Vocabulary.BIZ_STEP),
    "EQ_disposition": _words("disposition", cbv.Vocabulary.DISPOSITION),
    "EQ_readPoint": _identifiers("read_point"),
    "EQ_bizLocation": _identifiers("biz_location"),
    "EQ_transformationID": _identifiers("transformation_id"),
    "EQ_eventID": _event_ids,
    "EXISTS_errorDeclaration": _has_declaration,
}


def _list(name: str, text: str) -> list[str]:
    values = text.split("|")
    if len(values) > _LONGEST_LIST or not all(values) or "\0" in text:
        raise _wrong(name, _("1 to %(most)d values") % {"most": _LONGEST_LIST}, text[:100])
    return values


def _canonical(text: str) -> str:
    try:
        return identify(text).canonical
    except Gs1Error:
        return text


def _prefix(name: str, pattern: str) -> str:
    """A pattern as SQL LIKE. `*` may only stand for a whole last component (EPCIS 2.0 §8.2.7.1)."""
    stem = pattern.removesuffix("*")
    if stem == pattern or "*" in stem or not stem.endswith(("/", ".", ":")):
        raise _wrong(name, _("* for the whole last part, as in …/21/*"), pattern)
    if stem.startswith("urn:epc:"):
        stem = stem.replace("urn:epc:idpat:", "urn:epc:id:")
        try:
            stem = identify(stem + "0").canonical.removesuffix("0")
        except Gs1Error as error:
            raise _wrong(
                name, _("a key with a serial or a lot, as a URN or a link"), pattern
            ) from error
    return _escaped(stem) + "%"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _wrong(name: str, expected: str, got: str) -> QueryParameterInvalid:
    message = _("No such query parameter, or no such value for it.")
    return QueryParameterInvalid([FieldError(name, message, expected=expected, got=got)])
