"""Which things, places, parties and documents an event ties together, one line for each.

This is what a graph of events is made of: each link names an identifier in its one canonical
form, so that a Digital Link and a URN of the same lot meet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nguon.core.epcis.cbv import Vocabulary, canonical_word
from nguon.core.epcis.elements import QuantityElement
from nguon.core.epcis.events import Event
from nguon.core.epcis.identity import identity_of

_SINGLE = ("parent_id", "transformation_id")
_INSTANCES = ("epc_list", "child_epcs", "input_epc_list", "output_epc_list")
_QUANTITIES = (
    "quantity_list",
    "child_quantity_list",
    "input_quantity_list",
    "output_quantity_list",
)
ROLES = (
    *_SINGLE,
    *_INSTANCES,
    *_QUANTITIES,
    "read_point",
    "biz_location",
    "source",
    "destination",
    "biz_transaction",
)


@dataclass(frozen=True)
class Link:
    """One identifier in one role of an event.

    `identifier` is canonical, `written` as the event has it; `kind` is instance, class, place,
    party, document or unknown; `type` is the canonical word of a source, destination or business
    transaction that has one.
    """

    role: str
    identifier: str
    kind: str
    quantity: Decimal | None = None
    uom: str | None = None
    type: str | None = None
    written: str = ""


def links(event: Event) -> list[Link]:
    """All links of an event in the order of `ROLES`, repeats kept: a lot may stand twice."""
    return [*_things(event), *_where_and_why(event)]


def _things(event: Event) -> Iterator[Link]:
    for role in _SINGLE:
        uri = getattr(event, role, None)
        if uri:
            yield _link(role, uri)
    for role in _INSTANCES:
        for uri in getattr(event, role, ()):
            yield _link(role, uri)
    for role in _QUANTITIES:
        element: QuantityElement
        for element in getattr(event, role, ()):
            identity = identity_of(element.epc_class)
            yield Link(
                role,
                identity.canonical,
                identity.kind,
                element.quantity,
                element.uom,
                written=element.epc_class,
            )


def _where_and_why(event: Event) -> Iterator[Link]:
    for role in ("read_point", "biz_location"):
        place = getattr(event, role, None)
        if place is not None:
            yield _link(role, place.id)
    for source in getattr(event, "source_list", ()):
        word = canonical_word(Vocabulary.SOURCE_DESTINATION_TYPE, source.type)
        yield _link("source", source.source, word)
    for destination in getattr(event, "destination_list", ()):
        word = canonical_word(Vocabulary.SOURCE_DESTINATION_TYPE, destination.type)
        yield _link("destination", destination.destination, word)
    for entry in getattr(event, "biz_transaction_list", ()):
        word = entry.type and canonical_word(Vocabulary.BIZ_TRANSACTION_TYPE, entry.type)
        yield _link("biz_transaction", entry.biz_transaction, word)


def _link(role: str, uri: str, word: str | None = None) -> Link:
    identity = identity_of(uri)
    return Link(role, identity.canonical, identity.kind, type=word, written=uri)
