"""EPCIS 2.0 and CBV 2.0 as a library: events as values, JSON-LD in and out, validation, links.

    document = parse_document(data)
    problems = validate(document)
    for event in document.events: links(event)

Pure: no clock, no network, no database. Remote JSON-LD contexts are never fetched.
"""

from nguon.core.epcis import cbv
from nguon.core.epcis.canonical import canonical_content
from nguon.core.epcis.context import expanded, namespaces_of
from nguon.core.epcis.document import (
    EPCIS_CONTEXT,
    Document,
    bare_event,
    epcis_document,
    epcis_query_document,
    parse_document,
)
from nguon.core.epcis.elements import (
    BizLocation,
    BizTransaction,
    Destination,
    ErrorDeclaration,
    PersistentDisposition,
    QuantityElement,
    ReadPoint,
    SensorElement,
    SensorMetadata,
    SensorReport,
    Source,
)
from nguon.core.epcis.events import (
    STANDARD_EVENTS,
    AggregationEvent,
    AssociationEvent,
    BusinessEvent,
    Event,
    ExtendedEvent,
    ObjectEvent,
    TransactionEvent,
    TransformationEvent,
    read_event,
)
from nguon.core.epcis.json_text import DEFAULT_LIMITS, Json, JsonObject, Limits, write_json
from nguon.core.epcis.links import ROLES, Link, links
from nguon.core.epcis.numbers import Number
from nguon.core.epcis.problem import EpcisError, MalformedError, Problem, UnreadableError
from nguon.core.epcis.validation import validate

__all__ = [
    "DEFAULT_LIMITS",
    "EPCIS_CONTEXT",
    "ROLES",
    "STANDARD_EVENTS",
    "AggregationEvent",
    "AssociationEvent",
    "BizLocation",
    "BizTransaction",
    "BusinessEvent",
    "Destination",
    "Document",
    "EpcisError",
    "ErrorDeclaration",
    "Event",
    "ExtendedEvent",
    "Json",
    "JsonObject",
    "Limits",
    "Link",
    "MalformedError",
    "Number",
    "ObjectEvent",
    "PersistentDisposition",
    "Problem",
    "QuantityElement",
    "ReadPoint",
    "SensorElement",
    "SensorMetadata",
    "SensorReport",
    "Source",
    "TransactionEvent",
    "TransformationEvent",
    "UnreadableError",
    "bare_event",
    "canonical_content",
    "cbv",
    "epcis_document",
    "epcis_query_document",
    "expanded",
    "links",
    "namespaces_of",
    "parse_document",
    "read_event",
    "validate",
    "write_json",
]
