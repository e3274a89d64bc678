"""What a query asks of an event, one value for each kind of question.

All conditions of a query must hold; within one condition any of its values will do. A field that
is not there never matches (EPCIS 2.0 §8.2.7.1).
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal, TypeAlias

from nguon.core.epcis.query.field_keys import FieldKey
from nguon.core.epcis.query.patterns import Pattern

Comparison: TypeAlias = Literal["=", ">", ">=", "<", "<="]
Typed: TypeAlias = str | Decimal | datetime


@dataclass(frozen=True, slots=True)
class OneOf:
    """A member of the event itself equals one of the values, all in canonical form."""

    member: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """A place is one of these, or lies below one of them by master data (WD_…)."""

    member: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtTime:
    """An instant of the event compares so with the given one."""

    member: str
    comparison: Comparison
    instant: datetime


@dataclass(frozen=True, slots=True)
class Declared:
    """The event is an error declaration."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One entry of the role has this type *and* one of these identifiers."""

    role: str
    type: str
    identifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """An identifier in one of the roles matches one of the patterns (§8.2.7.1.1)."""

    roles: tuple[str, ...]
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """One quantity element compares so; `units` are (code, factor to one of it), all in one.

    Without units any element counts by its bare number. The code None stands for elements
    without a unit, which count pieces.
    """

    comparison: Comparison
    values: tuple[tuple[str | None, tuple[Decimal, ...]], ...]
    any_unit: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldIs:
    """A field under one of the keys compares so with one of the values, each of its own type."""

    keys: tuple[FieldKey, ...]
    comparison: Comparison
    values: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class FieldExists:
    keys: tuple[FieldKey, ...]


@dataclass(frozen=True, slots=True)
class HasAttribute:
    """The value of a field names something whose master data has one of the attributes.

    With `values` the attribute must have one of them. `field` is a member of the standard
    (`readPoint`, `epcClass`) or a key of a user's own.
    """

    field: str | FieldKey
    attributes: tuple[str, ...]
    values: tuple[str, ...] = ()


Condition: TypeAlias = (
    OneOf
    | Within
    | AtTime
    | Declared
    | Linked
    | Matches
    | Amount
    | FieldIs
    | FieldExists
    | HasAttribute
)
