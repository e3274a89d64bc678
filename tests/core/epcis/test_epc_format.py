"""GS1-EPC-Format: every identifier of a document as Digital Link, as URN, or as captured."""

import copy
import json
from collections.abc import Mapping
from typing import Any

import pytest

from nguon.core.epcis import Document, canonical_content, parse_document, validate
from nguon.core.epcis.epc_format import (
    EpcFormat,
    identifiers_in,
    in_epc_format,
    translation,
)

LINK, URN, CAPTURED = (
    EpcFormat.ALWAYS_GS1_DIGITAL_LINK,
    EpcFormat.ALWAYS_EPC_URN,
    EpcFormat.NEVER_TRANSLATES,
)
PAIRS = {
    "urn:epc:id:sgtin:0614141.107346.2018": "https://id.gs1.org/01/10614141073464/21/2018",
    "urn:epc:class:lgtin:4012345.012345.998877": "https://id.gs1.org/01/04012345123456/10/998877",
    "urn:epc:idpat:sgtin:4012345.098765.*": "https://id.gs1.org/01/04012345987652",
    "urn:epc:id:sscc:0614141.1234567890": "https://id.gs1.org/00/106141412345678908",
    "urn:epc:id:sgln:0614141.00777.0": "https://id.gs1.org/414/0614141007776",
    "urn:epc:id:sgln:0614141.07346.1234": "https://id.gs1.org/414/0614141073467/254/1234",
    "urn:epc:id:pgln:4012345.00225": "https://id.gs1.org/417/4012345002256",
    "urn:epc:id:gdti:0614141.00001.1618034": "https://id.gs1.org/253/06141410000121618034",
    "urn:epc:id:giai:4000001.111": "https://id.gs1.org/8004/4000001111",
    "urn:epc:id:grai:4012345.55555.987": "https://id.gs1.org/8003/04012345555554987",
}


@pytest.mark.parametrize(("urn", "link"), PAIRS.items())
def test_a_key_has_both_forms(urn: str, link: str) -> None:
    assert identifiers_in([urn, link], LINK) == [link, link]
    assert identifiers_in([urn, link], URN) == [urn, urn]
    assert identifiers_in([urn, link], CAPTURED) == [urn, link]


@pytest.mark.parametrize(
    "text",
    [
        "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8",
        "https://example.org/kitchen/7",
        "urn:epcglobal:cbv:bt:0614141073467:1152",
        "geo:21.38,103.02",
        "urn:epc:id:sgtin:wrong",
        "https://id.gs1.org/01/123",
    ],
)
def test_what_is_no_key_of_gs1_stays(text: str) -> None:
    assert identifiers_in([text], LINK) == identifiers_in([text], URN) == [text]


U, L = next(iter(PAIRS.items()))
CLASS_U, CLASS_L = list(PAIRS.items())[1]
REPORT = {"type": "Temperature", "deviceID": U, "deviceMetadata": U, "uriValue": U}
FULL: dict[str, Any] = {
    "type": "ObjectEvent",
    "eventID": U,
    "epcList": [U],
    "childEPCs": [U],
    "inputEPCList": [U],
    "outputEPCList": [U],
    "quantityList": [{"epcClass": CLASS_U, "quantity": 1}],
    "childQuantityList": [{"epcClass": CLASS_U}],
    "inputQuantityList": [{"epcClass": CLASS_U}],
    "outputQuantityList": [{"epcClass": CLASS_U}],
    "parentID": U,
    "transformationID": U,
    "readPoint": {"id": U, "example:id": U},
    "bizLocation": {"id": U},
    "bizTransactionList": [{"type": "po", "bizTransaction": U}],
    "sourceList": [{"type": "location", "source": U}],
    "destinationList": [{"type": "location", "destination": U}],
    "certificationInfo": U,
    "sensorElementList": [
        {
            "sensorMetadata": {"deviceID": U, "rawData": U, "bizRules": U, "time": U},
            "sensorReport": [{**REPORT, "dataProcessingMethod": U}],
        }
    ],
    "errorDeclaration": {"correctiveEventIDs": [U]},
    "ilmd": {"example:made": U},
    "example:own": [U],
}
LEFT_ALONE = 7  # eventID, example:id, uriValue, time, correctiveEventIDs, ilmd, example:own


@pytest.mark.parametrize(
    "wrap",
    [
        lambda event: event,
        lambda event: {"type": "EPCISDocument", "epcisBody": {"eventList": [event]}},
        lambda event: {
            "type": "EPCISQueryDocument",
            "epcisBody": {"queryResults": {"resultsBody": {"eventList": [event]}}},
        },
    ],
    ids=["bare event", "document", "query document"],
)
def test_every_place_of_an_event_is_translated_and_nothing_else(wrap: Any) -> None:
    root = wrap(FULL)
    before = copy.deepcopy(root)
    linked = json.dumps(in_epc_format(root, LINK))
    captured = json.dumps(root)
    assert linked.count(f'"{U}"') == LEFT_ALONE
    assert linked.count(f'"{L}"') == captured.count(f'"{U}"') - LEFT_ALONE
    assert (linked.count(CLASS_U), linked.count(CLASS_L)) == (0, 4)
    assert in_epc_format(root, CAPTURED) == root == before
    back = in_epc_format(json.loads(linked), URN)
    assert back == root


def test_master_data_and_the_parties_of_a_document_are_translated() -> None:
    element = {"id": U, "attributes": [{"id": U, "attribute": U}], "children": [U]}
    vocabularies = [{"type": "urn:x:y", "vocabularyElementList": [element]}]
    root = {
        "type": "EPCISDocument",
        "sender": U,
        "receiver": U,
        "instanceIdentifier": U,
        "epcisHeader": {"epcisMasterData": {"vocabularyList": vocabularies}},
        "epcisBody": {"eventList": []},
    }
    text = json.dumps(in_epc_format(root, LINK))
    assert (text.count(f'"{L}"'), text.count(f'"{U}"')) == (4, 3)


def test_an_event_of_a_users_own_type_is_the_users() -> None:
    own = {"type": "example:Inspection", "epcList": [U], "certificationInfo": [U]}
    assert in_epc_format(own, LINK) == {**own, "certificationInfo": [L]}


def test_a_prefix_nobody_knows_keeps_the_link_and_is_told() -> None:
    unknown = "https://id.gs1.org/01/08930000000002/21/7"
    event = {"type": "ObjectEvent", "epcList": [unknown, L]}
    assert translation(event, URN) == ({"type": "ObjectEvent", "epcList": [unknown, U]}, {unknown})
    assert translation(event, LINK).kept == frozenset()


def test_a_link_on_a_host_of_ones_own_is_a_link_already() -> None:
    own = "https://nguon.example/01/10614141073464/21/2018"
    assert identifiers_in([own], LINK) == [own]
    assert identifiers_in([own], URN) == [U]


def test_an_address_with_a_query_is_more_than_an_identifier() -> None:
    asked = f"{L}?from=2026"
    event = {
        "type": "ObjectEvent",
        "epcList": [asked],
        "sensorElementList": [{"sensorReport": [{"rawData": asked}]}],
    }
    translated = in_epc_format(event, URN)
    assert translated["epcList"] == [U]
    assert translated["sensorElementList"] == event["sensorElementList"]


def test_the_examples_mean_the_same_in_every_form(examples: Mapping[str, bytes]) -> None:
    for name, data in examples.items():
        document = parse_document(data)
        if validate(document):
            continue
        before = [canonical_content(event) for event in document.events]
        for fmt in EpcFormat:
            after = Document(in_epc_format(document.root, fmt)).events
            assert [canonical_content(event) for event in after] == before, (name, fmt)
