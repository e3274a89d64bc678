"""Methods, versions, formats and GS1-* headers, the same on every resource of the binding."""

from typing import Any

import pytest
from django.test import Client
from lxml import etree

from tests.food.exchange.test_capture_over_http import client_of, document, event, sent
from tests.food.trace.conftest import Cast

URN = "urn:epc:id:sgtin:0614141.107346.2017"
LINK = "https://id.gs1.org/01/10614141073464/21/2017"


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.cooperative)


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/capture", "OPTIONS, GET, POST, HEAD"),
        ("/capture/0", "OPTIONS, GET, HEAD"),
        ("/events", "OPTIONS, GET, POST, HEAD"),
        ("/events/urn:uuid:0", "OPTIONS, GET, HEAD"),
    ],
)
def test_each_resource_tells_its_methods_and_refuses_others(path: str, methods: str) -> None:
    discovered = Client().options(path)
    assert (discovered.status_code, discovered["Allow"], discovered.content) == (204, methods, b"")
    for name in ("Version", "Min", "Max"):
        assert discovered[f"GS1-EPCIS-{name}"]
        assert discovered[f"GS1-CBV-{name}"]
    assert discovered["GS1-Extensions"].startswith("nguon=https://")
    for method in {"PUT", "PATCH", "DELETE", "POST"} - set(methods.split(", ")):
        refused = Client().generic(method, path)
        assert (refused.status_code, refused["Allow"]) == (405, methods)
        assert refused["Content-Type"] == "application/problem+json"


def test_a_head_is_a_get_without_its_body(client: Client) -> None:
    sent(client, "/capture", document(event()))
    whole, head = client.get("/events"), client.head("/events")
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == whole["Content-Type"]
    assert head["GS1-EPCIS-Version"] == "2.0.0"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"GS1-EPCIS-Min": "2.0.0", "GS1-EPCIS-Max": "2.0.0"}, 200),
        ({"GS1-EPCIS-Min": "1.0", "GS1-EPCIS-Max": "3"}, 200),
        ({"GS1-EPCIS-Min": "2", "GS1-EPCIS-Max": "2"}, 200),
        ({"GS1-CBV-Max": "1.2.0"}, 406),
        ({"GS1-EPCIS-Max": "1.2"}, 406),
        ({"GS1-EPCIS-Min": "2.1"}, 406),
        ({"GS1-CBV-Min": "2.0.1"}, 406),
        ({"GS1-EPCIS-Version": "2.0"}, 200),
        ({"GS1-EPCIS-Version": "1.2"}, 406),
        ({"GS1-EPCIS-Min": "the newest"}, 406),
        ({"GS1-EPC-Format": "Always_EPC_URN"}, 200),
        ({"GS1-EPC-Format": "No_Preference"}, 200),
        ({"GS1-EPC-Format": "urn"}, 400),
        ({"GS1-Extensions": "ex=https://ex.example/, f=urn:x:"}, 200),
        ({"GS1-Extensions": "ex"}, 400),
        ({"Accept": "text/html"}, 406),
        ({"Accept": "application/xml;q=0.1, application/ld+json"}, 200),
    ],
)
def test_what_a_client_can_live_with(client: Client, headers: Any, status: int) -> None:
    answer = client.get("/events", headers=headers)
    assert answer.status_code == status
    if status == 406:
        assert answer.json()["type"] == "epcisException:NotAcceptableException"
    if status == 400:
        assert answer.json()["type"] == "epcisException:ValidationException"


@pytest.mark.parametrize(
    ("epc_format", "wanted"),
    [
        (None, LINK),
        ("Always_GS1_Digital_Link", LINK),
        ("Always_EPC_URN", URN),
        ("Never_Translates", URN),
        ("No_Preference", URN),
    ],
)
def test_identifiers_are_spelt_as_asked(cast: Cast, epc_format: str | None, wanted: str) -> None:
    client = Client(headers={"authorization": f"Bearer {cast.cooperative.key_secret}"})
    sent(client, "/capture", document(event(epcList=[URN])))
    headers = {"GS1-EPC-Format": epc_format} if epc_format else {}
    answer = client.get("/events", headers=headers)
    (found,) = answer.json()["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    assert found["epcList"] == [wanted]
    told = {"No_Preference": "Never_Translates", None: "Always_GS1_Digital_Link"}
    assert answer["GS1-EPC-Format"] == told.get(epc_format, epc_format)


def test_an_address_may_be_too_long(client: Client) -> None:
    answer = client.get("/events", {"EQ_bizStep": "x" * 17_000})
    assert answer.status_code == 414
    assert answer.json()["type"] == "epcisException:URITooLongException"


@pytest.mark.parametrize("accept", ["application/xml", "text/xml", "application/problem+xml"])
def test_a_problem_is_told_in_xml_to_who_prefers_it(client: Client, accept: str) -> None:
    answer = client.get("/events/urn:uuid:0", headers={"accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+xml")
    problem = etree.fromstring(answer.content)
    assert problem.tag == "{urn:epcglobal:epcis:xsd:2}EPCISException"
    assert [(one.tag, one.text) for one in problem][:3:2] == [
        ("type", "epcisException:NoSuchNameException"),
        ("status", "404"),
    ]


def test_every_fault_stands_in_the_xml_too(client: Client) -> None:
    answer = client.get("/events", {"EQ_x\x01<": "1"}, headers={"accept": "application/xml"})
    errors = etree.fromstring(answer.content).findall("errors/error/path")
    assert [one.text for one in errors] == ["EQ_x\N{REPLACEMENT CHARACTER}<"]


def test_a_capture_job_is_told_in_xml(client: Client) -> None:
    sent(client, "/capture", document(event()))
    taken = sent(client, "/capture", document(event(bizStep="receiving")))
    headers = {"accept": "application/xml"}
    job = etree.fromstring(client.get(taken["Location"], headers=headers).content)
    assert job.tag == "{urn:epcglobal:epcis:xsd:2}EPCISCaptureJob"
    assert (job.get("running"), job.get("success")) == ("false", "false")
    assert [one.tag for one in job] == [
        "captureErrorBehaviour",
        "createdAt",
        "finishedAt",
        "errors",
    ]
    assert job.findtext("errors/error/status") == "409"
    jobs = etree.fromstring(client.get("/capture", headers=headers).content)
    assert [one.get("success") for one in jobs] == ["false", "true"]
