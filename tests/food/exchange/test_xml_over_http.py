"""XML in and out: the same events whichever format they come in and are asked for in."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from lxml import etree

from tests.food.exchange.test_capture_over_http import (
    CONTEXT,
    bare,
    client_of,
    document,
    event,
    events_in,
    sent,
)
from tests.food.trace.conftest import Cast

XML = {"accept": "application/xml"}
PROCEED = {"GS1-Capture-Error-Behaviour": "proceed"}
VALIDATION = "epcisException:ValidationException"


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.cooperative)


def post_xml(client: Client, path: str, body: bytes, **headers: str) -> Any:
    return client.post(path, body, content_type="application/xml", headers=headers)


REFUSED = {
    "gs1-xml/WithSensorData/SensorDataExamples.xml",
    "openepcis-xml-1.2/Document_with_namespace.xml",
    "openepcis-xml-1.2/Jumbled_attributes_order.xml",
    "openepcis-xml-1.2/ObjectEvent_all_possible_fields.xml",
    "openepcis-xml-1.2/Single_event_with_namespace.xml",
    "openepcis-xml-1.2/TransactionEvent_all_possible_fields.xml",
}
"""By their XSD too, but the first, which GS1's JSON Schema refuses."""


def test_the_xml_examples_are_captured_and_answered_in_both_formats(
    client: Client, conformance: Path
) -> None:
    folders = ("gs1-xml", "openepcis-xml-1.2")
    files = [
        path for one in folders for path in sorted((conformance / "epcis" / one).rglob("*.xml"))
    ]
    refused = set()
    for path in files:
        # Some files reuse the id of an event in another file, so each has the store for itself.
        with transaction.atomic():
            if "CaptureJob" not in path.name and not captured_and_answered(client, path):
                refused.add(path.relative_to(conformance / "epcis").as_posix())
            transaction.set_rollback(True)
    assert refused == REFUSED


def captured_and_answered(client: Client, path: Path) -> bool:
    """Whether it was taken; then it must be there in both formats."""
    taken = post_xml(client, "/capture", path.read_bytes())
    if taken.status_code == 400:
        return False
    job = client.get(taken["Location"]).json()
    assert (job["running"], job["success"], path.name) == (False, True, path.name)
    as_json = events_in(client.get("/events?perPage=1000").json())
    as_xml = client.get("/events?perPage=1000", headers=XML)
    assert as_xml["Content-Type"] == "application/xml; charset=utf-8"
    root = etree.fromstring(as_xml.content)
    assert len(root.findall(".//EventList//eventTime")) == len(as_json) == job["nguon:stored"]
    return True


def test_the_invalid_xml_documents_are_refused_with_reasons(
    client: Client, conformance: Path
) -> None:
    for path in sorted((conformance / "epcis" / "invalid-xml").rglob("*.xml")):
        answer = post_xml(client, "/capture", path.read_bytes())
        problem = answer.json()
        assert (answer.status_code, problem["type"]) == (400, VALIDATION), path.name
        assert problem["errors"]
    assert events_in(client.get("/events").json()) == []


def test_what_came_in_json_goes_out_in_xml_and_comes_in_again_as_the_same(client: Client) -> None:
    sent(client, "/capture", document(event(1), event(2, disposition="in_transit")))
    body = client.get("/events", headers=XML).content
    taken = post_xml(client, "/capture", body)
    job = client.get(taken["Location"]).json()
    assert (job["success"], job["nguon:stored"], job["nguon:duplicates"]) == (True, 0, 2)


@pytest.mark.parametrize(
    ("asked", "step"),
    [
        (None, "urn:epcglobal:cbv:bizstep:shipping"),
        ("No_Preference", "urn:epcglobal:cbv:bizstep:shipping"),
        ("Always_URN", "urn:epcglobal:cbv:bizstep:shipping"),
        ("Always_Web_URI", "https://ref.gs1.org/cbv/BizStep-shipping"),
        ("Never_Translates", "urn:epcglobal:cbv:bizstep:shipping"),
    ],
)
def test_cbv_values_are_spelt_as_asked(client: Client, asked: str | None, step: str) -> None:
    sent(client, "/capture", document(event()))
    headers = XML | ({"GS1-CBV-XML-Format": asked} if asked else {})
    answer = client.get("/events", headers=headers)
    assert etree.fromstring(answer.content).findtext(".//bizStep") == step
    assert answer["GS1-CBV-XML-Format"] in (asked, "Always_URN")


def test_an_unknown_spelling_is_refused_whatever_the_format(client: Client) -> None:
    answer = client.get("/events", headers={"GS1-CBV-XML-Format": "urn"})
    assert answer.status_code == 400


def test_a_single_event_may_come_in_a_document_of_xml(client: Client) -> None:
    sent(client, "/events", bare())
    one = client.get("/events", headers=XML).content
    again = post_xml(client, "/events", one, **XML)
    assert again.status_code == 200
    assert etree.fromstring(again.content).findtext(".//eventID") == event()["eventID"]
    sent(client, "/capture", document(event(2)))
    two = client.get("/events", headers=XML).content
    assert post_xml(client, "/events", two).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        b" ",
        b"<",
        b"<EPCISDocument/>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    ],
)
def test_unsound_xml_is_refused(client: Client, body: bytes) -> None:
    answer = post_xml(client, "/capture", body)
    assert (answer.status_code, answer.json()["type"]) == (
        400,
        "epcisException:ValidationException",
    )
    assert "root:" not in answer.content.decode()


def test_with_proceed_the_right_events_of_xml_are_kept(client: Client) -> None:
    sent(client, "/capture", document(event(1), event(2), event(3)))
    body = client.get("/events", headers=XML).content
    other = body.replace(b"BizStep-shipping", b"x").replace(b"bizstep:shipping", b"bizstep:loading")
    mixed = other.replace(event(3)["eventID"].encode(), b"urn:uuid:new")
    job = client.get(
        post_xml(client, "/capture", mixed, **{"GS1-Capture-Error-Behaviour": "proceed"})[
            "Location"
        ]
    ).json()
    assert (job["nguon:stored"], [e["status"] for e in job["errors"]]) == (1, [409, 409])


def test_what_xml_cannot_say_is_told_to_ask_for_json(client: Client) -> None:
    odd = event(**{"@context": [CONTEXT, {"ex": "https://ex.example/"}], "ex:a": "\u0001"})
    assert sent(client, "/capture", document(odd)).status_code == 202
    answer = client.get("/events", headers=XML)
    assert answer.status_code in (200, 406)
    assert client.get("/events").status_code == 200
