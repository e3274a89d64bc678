"""What stands where around the events: documents, headers, bodies, results of queries."""

from collections.abc import Mapping
from typing import NamedTuple

from nguon.core.epcis.xml.layouts import Layout, Slot
from nguon.core.epcis.xml.names import (
    EPCIS_1,
    EPCIS_2,
    MASTER_DATA_1,
    MASTER_DATA_2,
    QUERY_1,
    QUERY_2,
    SBDH,
)


class Root(NamedTuple):
    """A kind of document: its type in JSON, the version of its events, and its sequence."""

    type: str
    version: str
    layout: Layout


_EXTENSION = Slot("extension", "local-wrapper")
HEADER_REST = "epcisHeader"
"""The element that holds what users added to a header: 2.0 leaves room only for local names."""

_MASTER_DATA = Layout(
    (Slot("VocabularyList", "vocabularies", required=True, member="vocabularyList"), _EXTENSION),
    own=False,
    attributes=False,
)
_HEADER_EXTENSION = Layout(
    (
        Slot("EPCISMasterData", "layout", inner=_MASTER_DATA, member="epcisMasterData"),
        _EXTENSION,
    ),
    own=False,
)


def _header(version: str) -> Layout:
    """EPCIS 1.2 always has the business header, and lets users add to the end."""
    business = Slot(
        f"{{{SBDH}}}StandardBusinessDocumentHeader",
        "business-header",
        required=version == EPCIS_1,
        member="sbdh",
    )
    extension = Slot("extension", "wrapper", inner=_HEADER_EXTENSION)
    return Layout((business, extension), home=version, own=version == EPCIS_1)


def _document(body: Layout, version: str, home: str) -> Layout:
    return Layout(
        (
            Slot("EPCISHeader", "layout", inner=_header(version), member="epcisHeader"),
            Slot("EPCISBody", "layout", required=True, inner=body, member="epcisBody"),
            _EXTENSION,
        ),
        home=home,
    )


def _events(version: str) -> Layout:
    slots = (Slot("EventList", "event-list", member="eventList"), _EXTENSION)
    return _document(Layout(slots, home=version), version, version)


def _results(version: str, home: str) -> Layout:
    either = Layout(
        (
            Slot("EventList", "event-list", member="eventList"),
            Slot("VocabularyList", "vocabularies", member="vocabularyList"),
        ),
        own=False,
        attributes=False,
        least=1,
        most=1,
    )
    results = Layout(
        (
            Slot("queryName", "text", required=True),
            Slot("subscriptionID", "text"),
            Slot("resultsBody", "layout", required=True, inner=either),
            _EXTENSION,
        ),
        home=home,
        attributes=False,
    )
    slot = Slot(
        f"{{{home}}}QueryResults", "layout", required=True, inner=results, member="queryResults"
    )
    return _document(Layout((slot,), own=False, attributes=False), version, home)


def _master_data(version: str, home: str) -> Layout:
    slots = (
        Slot("VocabularyList", "vocabularies", member="vocabularyList"),
        _EXTENSION,
    )
    return _document(Layout(slots, home=home), version, home)


def _root(name: str, version: str, layout: Layout) -> tuple[str, Root]:
    return f"{{{layout.home}}}{name}", Root(name, version, layout)


ROOTS: Mapping[str, Root] = dict(
    [
        _root("EPCISDocument", EPCIS_2, _events(EPCIS_2)),
        _root("EPCISDocument", EPCIS_1, _events(EPCIS_1)),
        _root("EPCISQueryDocument", EPCIS_2, _results(EPCIS_2, QUERY_2)),
        _root("EPCISQueryDocument", EPCIS_1, _results(EPCIS_1, QUERY_1)),
        _root("EPCISMasterDataDocument", EPCIS_2, _master_data(EPCIS_2, MASTER_DATA_2)),
        _root("EPCISMasterDataDocument", EPCIS_1, _master_data(EPCIS_1, MASTER_DATA_1)),
    ]
)
