"""Identifiers in the form a caller asked for: Digital Link, EPC URN, or as captured.

The header `GS1-EPC-Format` of the REST binding (EPCIS 2.0 §12), over every place of an event and
of master data where a GS1 key may stand. What a user added is the user's, and never touched.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from nguon.core.epcis.events import STANDARD_EVENTS
from nguon.core.epcis.json_text import JsonObject
from nguon.core.epcis.memory import remembered
from nguon.core.gs1 import Gs1Error, identify, write_epc_urn

Rewrite: TypeAlias = Callable[[str], str]
"""How one identifier is written; at every place the same text becomes the same text."""


class EpcFormat(StrEnum):
    """The values of GS1-EPC-Format that ask for something.

    `No_Preference` leaves it to the server, which then takes the default of the binding.
    """

    ALWAYS_GS1_DIGITAL_LINK = "Always_GS1_Digital_Link"
    ALWAYS_EPC_URN = "Always_EPC_URN"
    NEVER_TRANSLATES = "Never_Translates"


class Translation(NamedTuple):
    """A document in one format, and the GS1 identifiers that have no such form, as captured."""

    root: JsonObject
    kept: frozenset[str]


def in_epc_format(root: JsonObject, fmt: EpcFormat) -> JsonObject:
    """The same document, query document or bare event with its identifiers in that format.

    Digital Links stay on the host on which they were captured: they are in the format already.
    A URN needs to know where the company prefix ends; where nobody knows, the Digital Link stays
    (`translation` tells which). A URN of a serial number says no lot, and no query string.
    """
    return translation(root, fmt).root


def translation(root: JsonObject, fmt: EpcFormat) -> Translation:
    """As `in_epc_format`, and says which identifiers could not be translated."""
    if fmt is EpcFormat.NEVER_TRANSLATES:
        return Translation(root, frozenset())
    rewrite = _AS_LINK if fmt is EpcFormat.ALWAYS_GS1_DIGITAL_LINK else _AS_URN
    kept: set[str] = set()

    def noting(text: str) -> str:
        new = rewrite(text)
        if new is None:
            kept.add(text)
        return new or text

    return Translation(_of_root(root, noting), frozenset(kept))


def _as_link(text: str) -> str | None:
    if not text.lower().startswith("urn:epc:"):
        return text
    try:
        canonical = identify(text).canonical
    except Gs1Error:
        return text
    return canonical if canonical.startswith("http") else None


def _as_urn(text: str) -> str | None:
    if not text.lower().startswith(("http://", "https://")):
        return text
    try:
        identifier = identify(text)
    except Gs1Error:
        return text
    if identifier.scheme != "gs1":
        return text
    try:
        return write_epc_urn(tuple(identifier.keys.items()))
    except Gs1Error:
        return None


_AS_LINK = remembered(_as_link)
_AS_URN = remembered(_as_urn)

_Part: TypeAlias = Callable[[Any, Rewrite], Any]


def _text(value: Any, rewrite: Rewrite) -> Any:
    return rewrite(value) if isinstance(value, str) else value


def _list(item: _Part) -> _Part:
    """A list, or what stands alone in its place as certificationInfo may."""

    def part(value: Any, rewrite: Rewrite) -> Any:
        if isinstance(value, list):
            return [item(one, rewrite) for one in value]
        return item(value, rewrite)

    return part


def _object(**members: _Part) -> _Part:
    def part(value: Any, rewrite: Rewrite) -> Any:
        if not isinstance(value, dict):
            return value
        return {
            name: known(member, rewrite) if (known := members.get(name)) else member
            for name, member in value.items()
        }

    return part


def _plain_link(value: Any, rewrite: Rewrite) -> Any:
    """Of a thing to be opened: with a query string it is an address, more than an identifier."""
    is_address = isinstance(value, str) and ("?" in value or "#" in value)
    return value if is_address else _text(value, rewrite)


_texts = _list(_text)
_quantities = _list(_object(epcClass=_text))
_place = _object(id=_text)
_of_sensors: dict[str, _Part] = {
    "deviceID": _text,
    "deviceMetadata": _plain_link,
    "rawData": _plain_link,
    "dataProcessingMethod": _plain_link,
    "bizRules": _plain_link,
}
_event = _object(
    epcList=_texts,
    childEPCs=_texts,
    inputEPCList=_texts,
    outputEPCList=_texts,
    quantityList=_quantities,
    childQuantityList=_quantities,
    inputQuantityList=_quantities,
    outputQuantityList=_quantities,
    parentID=_text,
    transformationID=_text,
    readPoint=_place,
    bizLocation=_place,
    bizTransactionList=_list(_object(bizTransaction=_text)),
    sourceList=_list(_object(source=_text)),
    destinationList=_list(_object(destination=_text)),
    certificationInfo=_list(_plain_link),
    sensorElementList=_list(
        _object(sensorMetadata=_object(**_of_sensors), sensorReport=_list(_object(**_of_sensors)))
    ),
)
_own_event = _object(certificationInfo=_list(_plain_link))


def _any_event(value: Any, rewrite: Rewrite) -> Any:
    standard = isinstance(value, dict) and value.get("type") in STANDARD_EVENTS
    return (_event if standard else _own_event)(value, rewrite)


_events = _list(_any_event)
_vocabularies = _list(_object(vocabularyElementList=_list(_object(id=_text, children=_texts))))
_DOCUMENTS: dict[str, _Part] = {
    "EPCISDocument": _object(
        sender=_text,
        receiver=_text,
        epcisHeader=_object(epcisMasterData=_object(vocabularyList=_vocabularies)),
        epcisBody=_object(eventList=_events),
    ),
    "EPCISQueryDocument": _object(
        epcisBody=_object(
            queryResults=_object(
                resultsBody=_object(eventList=_events, vocabularyList=_vocabularies)
            )
        )
    ),
}


def _of_root(root: JsonObject, rewrite: Rewrite) -> JsonObject:
    kind = root.get("type")
    part = _DOCUMENTS.get(kind, _any_event) if isinstance(kind, str) else _any_event
    translated: JsonObject = part(root, rewrite)
    return translated


def identifiers_in(uris: Iterable[str], fmt: EpcFormat) -> list[str]:
    """Identifiers outside of a document, as the top-level resources list them, in that format."""
    rewrite = _AS_LINK if fmt is EpcFormat.ALWAYS_GS1_DIGITAL_LINK else _AS_URN
    if fmt is EpcFormat.NEVER_TRANSLATES:
        return list(uris)
    return [rewrite(uri) or uri for uri in uris]
