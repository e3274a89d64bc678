"""What is registered under the names and numbers that a sheet uses, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Site:
    """A registered place."""

    identifier: str
    name: str


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation with its places."""

    identifier: str
    name: str
    sites: tuple[Site, ...] = ()


@dataclass(frozen=True, slots=True)
class Goods:
    """A product of the list; `owner` is empty for what everybody knows."""

    identifier: str
    name: str
    gtin: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class KnownLot:
    """A lot that events which the organisation may see speak of."""

    uri: str
    number: str = ""
    name: str = ""
    product: str = ""


@dataclass(frozen=True)
class Register:
    """Every text of a sheet with all that it may mean; a text that means nothing is not in it."""

    own: Party
    parties: Mapping[str, tuple[Party, ...]] = field(default_factory=dict)
    goods: Mapping[str, tuple[Goods, ...]] = field(default_factory=dict)
    lots: Mapping[str, tuple[KnownLot, ...]] = field(default_factory=dict)
    party_names: tuple[str, ...] = ()
    """Partners that the organisation has dealt with: what may be proposed to it."""
    goods_names: tuple[str, ...] = ()
