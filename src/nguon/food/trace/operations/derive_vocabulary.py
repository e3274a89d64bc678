"""From statements to what each organisation now says of each identifier."""

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from nguon.core.epcis.instants import read_instant
from nguon.core.epcis.numbers import Number, NumberTooLargeError
from nguon.core.epcis.vocabulary import VocabularyEntry, attribute_text
from nguon.food.trace.models import VocabularyAttribute, VocabularyChild

_MOST_DIGITS = 100
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", re.ASCII)
_ELEMENTS = """
insert into trace_vocabulary_element (tenant_id, type, uri, statement_id)
select * from unnest(%s::uuid[], %s::text[], %s::text[], %s::bigint[])
on conflict (uri, type, tenant_id) do update set statement_id = excluded.statement_id
returning tenant_id, type, uri, id
"""
_FORGET_ATTRIBUTES = """
delete from trace_vocabulary_attribute a using unnest(%s::bigint[], %s::text[]) said(element, name)
where a.element_id = said.element and a.name = said.name
"""
_FORGET_CHILDREN = "delete from trace_vocabulary_child where element_id = any(%s)"

_Key = tuple[uuid.UUID, str, str]


@dataclass(frozen=True, slots=True)
class Stated:
    """An entry with the number of its statement and the organisation that made it."""

    number: int
    tenant_id: uuid.UUID
    entry: VocabularyEntry


@dataclass(slots=True)
class _Word:
    """The last word of some statements on one element."""

    number: int
    attributes: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    children: tuple[str, ...] | None = None


def derive_vocabulary(statements: Sequence[Stated]) -> None:
    """Bring the current view up to date with statements in their order. Under the capture lock."""
    words: dict[_Key, _Word] = {}
    for one in statements:
        key = (one.tenant_id, one.entry.type, one.entry.uri)
        word = words.setdefault(key, _Word(one.number))
        word.number = one.number
        word.attributes |= one.entry.attributes
        if one.entry.children is not None:
            word.children = one.entry.children
    if not words:
        return
    numbers = _elements(words)
    said = {numbers[key]: word for key, word in words.items()}
    _forget(said)
    VocabularyAttribute.objects.bulk_create(_attributes(said), batch_size=2_000)
    VocabularyChild.objects.bulk_create(
        (
            VocabularyChild(element_id=element, uri=uri)
            for element, word in said.items()
            for uri in word.children or ()
        ),
        batch_size=2_000,
    )


def _elements(words: dict[_Key, _Word]) -> dict[_Key, int]:
    tenants, types, uris = zip(*words, strict=True)
    latest = [word.number for word in words.values()]
    with connection.cursor() as cursor:
        cursor.execute(_ELEMENTS, [list(tenants), list(types), list(uris), latest])
        return {(tenant, type_, uri): number for tenant, type_, uri, number in cursor.fetchall()}


def _forget(said: dict[int, _Word]) -> None:
    named = [(element, name) for element, word in said.items() for name in word.attributes]
    parents = [element for element, word in said.items() if word.children is not None]
    with connection.cursor() as cursor:
        elements, names = [element for element, _ in named], [name for _, name in named]
        cursor.execute(_FORGET_ATTRIBUTES, [elements, names])
        cursor.execute(_FORGET_CHILDREN, [parents])


def _attributes(said: dict[int, _Word]) -> Iterator[VocabularyAttribute]:
    for element, word in said.items():
        for name, values in word.attributes.items():
            for position, value in enumerate(_texts(values)):
                yield VocabularyAttribute(
                    element_id=element,
                    name=name,
                    position=position,
                    value=value,
                    num=_number(value),
                    moment=_moment(value),
                )


def _texts(values: Iterable[Any]) -> list[str]:
    return [attribute_text(value) for value in values]


def _number(text: str) -> Decimal | None:
    """Also of a number that was sent as text, as XML does; not of digits too many for an index."""
    if len(text) <= _MOST_DIGITS and _NUMBER.fullmatch(text):
        with suppress(NumberTooLargeError):
            number = Number(text)
            return number if abs(number.adjusted()) < _MOST_DIGITS else None
    return None


def _moment(text: str) -> datetime | None:
    return read_instant(text)
