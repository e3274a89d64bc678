"""The shape of EPCIS documents and of master data (EPCIS 2.0 §9.5, CBV 2.0 §9).

The JSON Schema has no EPCISMasterDataDocument, which in XML there is: ours has the same members.
"""

from decimal import Decimal
from typing import Any

from nguon.core.epcis.checks import Check, anything, list_of, object_of, text, wrong_type
from nguon.core.epcis.faults import identifier_fault, time_fault, version_fault
from nguon.core.epcis.problem import Problem
from nguon.core.epcis.shapes import check_context, check_event
from nguon.core.epcis.uris import uri_fault

_uri = text(uri_fault)
_identifier = text(identifier_fault)


def _attribute_value(value: Any, at: str, problems: list[Problem]) -> None:
    scalar = isinstance(value, str | Decimal | int | float) and not isinstance(value, bool)
    if not scalar and not isinstance(value, dict):
        problems.append(wrong_type(value, at, "text, number or object"))


_attribute = object_of({"id": _uri, "attribute": _attribute_value}, required=["id"], others=None)
_vocabulary_element = object_of(
    {
        "id": _identifier,
        "attributes": list_of(_attribute),
        "children": list_of(_identifier),
    },
    required=["id"],
    others=None,
)
_vocabularies = list_of(
    object_of(
        {"type": _uri, "vocabularyElementList": list_of(_vocabulary_element)},
        required=["type"],
        others=None,
    )
)
_header = object_of({"epcisMasterData": object_of({"vocabularyList": _vocabularies}, others=None)})
_events = list_of(check_event)
_document = {
    "@context": check_context,
    "id": _uri,
    "type": anything,
    "schemaVersion": text(version_fault),
    "creationDate": text(time_fault),
}
_query_results = object_of(
    {
        "queryName": text(),
        "subscriptionID": text(),
        "resultsBody": object_of(
            {"eventList": _events, "vocabularyList": _vocabularies}, required=["eventList"]
        ),
    },
    required=["queryName", "resultsBody"],
)

DOCUMENT_SHAPES: dict[str, Check] = {
    "EPCISDocument": object_of(
        {
            **_document,
            "instanceIdentifier": text(),
            "sender": text(),
            "receiver": text(),
            "epcisHeader": _header,
            "epcisBody": object_of({"eventList": _events}, required=["eventList"], others=None),
        },
        required=["@context", "schemaVersion", "creationDate", "epcisBody"],
    ),
    "EPCISQueryDocument": object_of(
        {
            **_document,
            "epcisBody": object_of({"queryResults": _query_results}, required=["queryResults"]),
        },
        required=["@context", "epcisBody"],
    ),
    "EPCISMasterDataDocument": object_of(
        {
            **_document,
            "epcisHeader": _header,
            "epcisBody": object_of({"vocabularyList": _vocabularies}, required=["vocabularyList"]),
        },
        required=["@context", "schemaVersion", "creationDate", "epcisBody"],
    ),
}
