"""A simple event query: its conditions, its order, its limits, and how it is written as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nguon.core.epcis.context import namespaces_of
from nguon.core.epcis.json_text import JsonObject
from nguon.core.epcis.query.conditions import Condition
from nguon.core.epcis.query.families import Namespaces, field_keys_of
from nguon.core.epcis.query.field_keys import FieldKey
from nguon.core.epcis.query.parameters import ALSO, CONTROLS, FIXED, found_parameter
from nguon.core.epcis.query.problems import QueryParameterError, QueryProblem, UnfitValueError
from nguon.core.epcis.query.values import of_json, of_url

CONTEXT = "@context"
_OF_EVENTS = {"eventTime": "event_time", "recordTime": "record_time"}
_FAMILIES_SAID = (
    "EQ_bizTransaction_TYPE, EQ_source_TYPE, EQ_destination_TYPE, EQ_value_UOM and the like,"
    " EQ_prefix:field and its kin, EXISTS_prefix:field, HASATTR_field, EQATTR_field_attribute"
)


@dataclass(frozen=True, slots=True)
class Order:
    """By a time of the event, or by a user's field; `member` is empty for the latter."""

    member: str = ""
    keys: tuple[FieldKey, ...] = ()
    descending: bool = True


@dataclass(frozen=True, slots=True)
class SimpleEventQuery:
    """What is asked. `members` is the POSTed form, `namespaces` what its prefixes mean."""

    conditions: tuple[Condition, ...] = ()
    order: Order | None = None
    event_count_limit: int | None = None
    max_event_count: int | None = None
    members: Mapping[str, Any] = field(default_factory=dict, hash=False)
    namespaces: Mapping[str, str] = field(default_factory=dict, hash=False)

    def to_json(self) -> JsonObject:
        """The query as it can be POSTed: arrays for lists, with the context it was read in."""
        prefixes = {
            prefix: namespace
            for prefix, namespace in self.namespaces.items()
            if any(f"{prefix}:" in text for text in _texts(self.members))
            and namespaces_of().get(prefix) != namespace
        }
        return ({CONTEXT: prefixes} if prefixes else {}) | dict(self.members)


def query_of_url(
    lists: Mapping[str, Sequence[str]], *, namespaces: Mapping[str, str] | None = None
) -> SimpleEventQuery:
    """The query of a URL's parameters, paging left out; raises `QueryParameterError`.

    `namespaces` is what prefixes mean, from the header GS1-Extensions.
    """
    problems: list[QueryProblem] = []
    members: JsonObject = {}
    for name, texts in lists.items():
        if len(texts) != 1:
            expected = "once, with | between alternatives"
            problems.append(QueryProblem(name, expected, f"{len(texts)} times"))
            continue
        form = _form(name)
        if form is None:
            problems.append(_unknown(name))
            continue
        try:
            members[name] = of_url(form, texts[0])
        except UnfitValueError as error:
            problems.append(QueryProblem(name, error.expected, error.got))
    return _read(members, namespaces or {}, problems)


def query_of_json(
    members: JsonObject, *, namespaces: Mapping[str, str] | None = None
) -> SimpleEventQuery:
    """The query of a POSTed object; its own @context counts more than `namespaces`."""
    own = members.get(CONTEXT)
    rest = {name: value for name, value in members.items() if name != CONTEXT}
    return _read(rest, {**(namespaces or {}), **namespaces_of(own)}, [])


def _read(
    members: JsonObject, namespaces: Namespaces, problems: list[QueryProblem]
) -> SimpleEventQuery:
    known = {**namespaces_of(), **namespaces}
    conditions: list[Condition] = []
    controls: dict[str, Any] = {}
    for name, value in members.items():
        form = _form(name)
        if form is None:
            problems.append(_unknown(name))
            continue
        try:
            read = of_json(form, value)
            if name in CONTROLS:
                controls[name] = _control(name, read, known)
                continue
            parameter = found_parameter(name)
            condition = parameter.ask(read, known) if parameter else None
        except UnfitValueError as error:
            problems.append(QueryProblem(name, error.expected, error.got))
            continue
        if condition is not None:
            conditions.append(condition)
    problems += _contradictions(members)
    if problems:
        raise QueryParameterError(problems)
    order: Order | None = controls.get("orderBy")
    if order is not None:
        descending = controls.get("orderDirection", "DESC") == "DESC"
        order = Order(order.member, order.keys, descending)
    return SimpleEventQuery(
        conditions=tuple(conditions),
        order=order,
        event_count_limit=controls.get("eventCountLimit"),
        max_event_count=controls.get("maxEventCount"),
        members=members,
        namespaces=known,
    )


def _form(name: str) -> Any:
    if name in CONTROLS:
        return CONTROLS[name][0]
    parameter = found_parameter(name)
    return None if parameter is None else parameter.form


def _control(name: str, value: Any, namespaces: Namespaces) -> Any:
    if name == "orderBy":
        if value in _OF_EVENTS:
            return Order(_OF_EVENTS[value])
        keys = field_keys_of(value, namespaces)
        if not keys:
            raise UnfitValueError("eventTime, recordTime or prefix:field", value)
        return Order(keys=keys)
    if name == "orderDirection" and value not in ("ASC", "DESC"):
        raise UnfitValueError("ASC or DESC", value)
    if name == "eventCountLimit" and value == 0:
        raise UnfitValueError("1 or more", value)
    return value


def _contradictions(members: Mapping[str, Any]) -> list[QueryProblem]:
    """§8.2.7.1: the two counts exclude each other, and the first of what needs an order."""
    if "eventCountLimit" not in members:
        return []
    got = str(members["eventCountLimit"])
    if "maxEventCount" in members:
        return [QueryProblem("eventCountLimit", "no maxEventCount beside it", got)]
    if "orderBy" not in members:
        return [QueryProblem("eventCountLimit", "orderBy beside it", got)]
    return []


def _unknown(name: str) -> QueryProblem:
    known = ", ".join([*FIXED, *ALSO, *CONTROLS, _FAMILIES_SAID])
    return QueryProblem(name, known, name)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [*value, *(text for part in value.values() for text in _texts(part))]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return []
