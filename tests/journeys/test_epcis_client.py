"""A program that knows nothing but the standard: discover, capture, look at jobs, query, page."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from nguon.food.kitchen.management.demo.cast import Cast

pytestmark = pytest.mark.journey

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"


@pytest.fixture
def client(cast: Cast, address: str) -> Iterator[httpx.Client]:
    key = cast.suppliers["htx"].api_key
    with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {key}"}) as client:
        yield client


def event(number: int, **members: Any) -> dict[str, Any]:
    return {
        "type": "ObjectEvent",
        "eventID": f"urn:uuid:6f000000-0000-4000-8000-{number:012}",
        "eventTime": f"2026-11-02T07:00:{number:02}.000+07:00",
        "eventTimeZoneOffset": "+07:00",
        "action": "OBSERVE",
        "bizStep": "stocking",
        "epcList": [f"urn:epc:id:sgtin:0614141.107346.{number}"],
    } | members


def document(*events: dict[str, Any]) -> bytes:
    body = {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-11-02T07:00:00+07:00",
        "epcisBody": {"eventList": list(events)},
    }
    return json.dumps(body).encode()


def events_in(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["epcisBody"]["queryResults"]["resultsBody"][
        "eventList"
    ]
    return found


def test_a_client_of_the_standard_finds_its_way(client: httpx.Client) -> None:
    discovered = client.options("/capture")
    assert (discovered.status_code, discovered.headers["GS1-EPCIS-Max"]) == (204, "2.0.0")
    listed = client.get("/", headers={"Accept": "application/json"}).json()
    assert "bizSteps" in listed["member"]

    in_json = {"Content-Type": "application/json"}
    taken = client.post("/capture", content=document(*map(event, range(1, 6))), headers=in_json)
    assert taken.status_code == 202
    job = client.get(taken.headers["Location"]).json()
    assert (job["running"], job["success"], job["errors"]) == (False, True, [])

    some = document(event(6), event(7, action="UPDATE"), event(1, bizStep="packing"))
    proceed = in_json | {"GS1-Capture-Error-Behaviour": "proceed"}
    taken = client.post("/capture", content=some, headers=proceed)
    job = client.get(taken.headers["Location"]).json()
    assert (job["success"], {e["status"] for e in job["errors"]}) == (False, {400, 409})

    asked = {"EQ_bizStep": "stocking", "orderBy": "eventTime", "orderDirection": "ASC"}
    answer = client.get("/events", params=asked | {"perPage": "4"})
    following = client.get(answer.links["next"]["url"])
    assert "next" not in following.links
    found = events_in(answer) + events_in(following)
    assert [one["eventID"] for one in found] == [event(n)["eventID"] for n in range(1, 7)]
    assert found[0]["epcList"] == ["https://id.gs1.org/01/10614141073464/21/1"]

    in_xml = client.get("/events", params=asked, headers={"Accept": "application/xml"})
    assert in_xml.headers["Content-Type"].startswith("application/xml")
    again = client.post("/capture", content=in_xml.content, headers={"Content-Type": "text/xml"})
    job = client.get(again.headers["Location"]).json()
    assert (job["success"], job["nguon:stored"], job["nguon:duplicates"]) == (True, 0, 6)

    things = client.get("/epcs/urn:epc:id:sgtin:0614141.107346.3/events")
    assert [one["eventID"] for one in events_in(things)] == [event(3)["eventID"]]
    refused = client.get("/events", params={"EQ_x": "1"}, headers={"Accept": "application/xml"})
    assert (refused.status_code, refused.headers["Content-Type"]) == (
        400,
        "application/problem+xml",
    )
