"""Which things, places, parties and documents an event ties together, one line for each.

This is what a graph of events is made of: each link names an identifier in its one canonical
form, so that a Digital Link and a URN of the same lot meet.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from nguon.core.epcis.cbv import Vocabulary, canonical_word
from nguon.core.epcis.context import expanded, namespaces_of
from nguon.core.epcis.elements import QuantityElement
from nguon.core.epcis.events import Event
from nguon.core.epcis.identity import LONGEST_IDENTIFIER, identity_of

Namespaces: TypeAlias = Mapping[str, str]

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


class Link(NamedTuple):
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
    """All links of an event in the order of `ROLES`, repeats kept: a lot may stand twice.

    `farm:lot-7` is two things in two documents that give the prefix two meanings, so it is
    written out.
    """
    namespaces = namespaces_of(event.document_context, event.context)
    return [*_things(event, namespaces), *_where_and_why(event, namespaces)]


def _things(event: Event, namespaces: Namespaces) -> Iterator[Link]:
    for role in _SINGLE:
        uri = getattr(event, role, None)
        if uri:
            yield _link(role, uri, namespaces)
    for role in _INSTANCES:
        for uri in getattr(event, role, ()):
            yield _link(role, uri, namespaces)
    for role in _QUANTITIES:
        element: QuantityElement
        for element in getattr(event, role, ()):
            identity = identity_of(_full(element.epc_class, namespaces))
            yield Link(
                role,
                identity.canonical,
                identity.kind,
                element.quantity,
                element.uom,
                written=element.epc_class,
            )


def _where_and_why(event: Event, namespaces: Namespaces) -> Iterator[Link]:
    for role in ("read_point", "biz_location"):
        place = getattr(event, role, None)
        if place is not None:
            yield _link(role, place.id, namespaces)
    for source in getattr(event, "source_list", ()):
        word = _word(Vocabulary.SOURCE_DESTINATION_TYPE, source.type, namespaces)
        yield _link("source", source.source, namespaces, word)
    for destination in getattr(event, "destination_list", ()):
        word = _word(Vocabulary.SOURCE_DESTINATION_TYPE, destination.type, namespaces)
        yield _link("destination", destination.destination, namespaces, word)
    for entry in getattr(event, "biz_transaction_list", ()):
        word = entry.type and _word(Vocabulary.BIZ_TRANSACTION_TYPE, entry.type, namespaces)
        yield _link("biz_transaction", entry.biz_transaction, namespaces, word)


def _full(uri: str, namespaces: Namespaces) -> str:
    """Written out, unless a namespace of any length would make it longer than an identifier."""
    full = expanded(uri, namespaces)
    return full if len(full) <= LONGEST_IDENTIFIER else uri


def _word(vocabulary: Vocabulary, text: str, namespaces: Namespaces) -> str:
    return canonical_word(vocabulary, expanded(text, namespaces))


def _link(role: str, uri: str, namespaces: Namespaces, word: str | None = None) -> Link:
    identity = identity_of(_full(uri, namespaces))
    return Link(role, identity.canonical, identity.kind, type=word, written=uri)
