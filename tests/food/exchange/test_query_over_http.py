"""`GET /events`: each parameter by its name, pages, and who sees which events."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from nguon.core.epcis import ObjectEvent
from nguon.ground.people.choices import Act
from nguon.ground.people.operations import issue_api_key
from tests.food.trace.conftest import (
    BOX,
    DISH,
    HARVESTED,
    PACKED,
    PALLET,
    Cast,
    kilos,
    shipped,
)

URN_OF_PALLET = "urn:epc:id:sscc:89300000.000000001"


def client_of(secret: str) -> Client:
    return Client(headers={"authorization": f"Bearer {secret}"})


def found(client: Client, **asked: str) -> list[str]:
    """The events as «type bizStep», in the order given."""
    answer = client.get("/events", asked)
    assert answer.status_code == 200, answer.content
    events = answer.json()["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    return [f"{event['type'][:-5]} {event.get('bizStep')}" for event in events]


FARM = [
    "Object commissioning",
    "Transformation commissioning",
    "Aggregation packing",
    "Object shipping",
    "Object shipping",
]
KITCHEN = [
    "Object shipping",  # names the school as destination
    "Object receiving",
    "Transformation creating_class_instance",
    "Transformation sampling",
    "Object dispensing",
]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({}, KITCHEN),
        ({"eventType": "TransformationEvent"}, KITCHEN[2:4]),
        ({"eventType": "TransformationEvent|ObjectEvent"}, KITCHEN),
        ({"EQ_bizStep": "receiving|sampling"}, [KITCHEN[1], KITCHEN[3]]),
        ({"EQ_bizStep": "https://ref.gs1.org/cbv/BizStep-receiving"}, [KITCHEN[1]]),
        ({"EQ_bizStep": "urn:epcglobal:cbv:bizstep:receiving"}, [KITCHEN[1]]),
        ({"EQ_action": "OBSERVE"}, [KITCHEN[0], KITCHEN[1], KITCHEN[4]]),
        ({"EQ_action": "DELETE"}, []),
        ({"EQ_disposition": "in_progress"}, []),
        ({"GE_eventTime": "2026-11-23T09:00:00+07:00"}, KITCHEN[2:]),
        ({"LT_eventTime": "2026-11-23T09:00:00+07:00"}, KITCHEN[:2]),
        ({"GE_recordTime": "2026-11-23T09:00:00.000006Z"}, KITCHEN[2:]),
        ({"LT_recordTime": "2026-11-23T09:00:00Z"}, []),
        ({"MATCH_epcClass": PACKED}, KITCHEN[:2]),
        ({"MATCH_anyEPCClass": PACKED}, KITCHEN[:3]),
        ({"MATCH_inputEPCClass": DISH}, [KITCHEN[3]]),
        ({"MATCH_outputEPCClass": DISH}, [KITCHEN[2]]),
        ({"MATCH_outputEPC": BOX}, [KITCHEN[3]]),
        ({"MATCH_anyEPC": BOX}, [KITCHEN[3]]),
        ({"MATCH_epc": BOX}, []),
        ({"MATCH_epcClass": PACKED.partition("CAI")[0] + "*"}, KITCHEN[:2]),
        ({"MATCH_anyEPCClass": "https://bep.example/class/*", "EQ_action": "OBSERVE"}, KITCHEN[4:]),
        ({"EXISTS_errorDeclaration": "true"}, []),
        ({"EXISTS_errorDeclaration": "false"}, KITCHEN),
    ],
)
def test_events_are_found_by(greens: Cast, asked: dict[str, str], wanted: list[str]) -> None:
    assert found(client_of(greens.kitchen.key_secret), **asked) == wanted


def test_places_are_matched_in_any_spelling(greens: Cast) -> None:
    client = client_of(greens.kitchen.key_secret)
    place = greens.kitchen.place.identifier
    assert found(client, EQ_bizLocation=place) == KITCHEN[1:]
    assert found(client, EQ_readPoint=f"{place}|https://x.example/loc/1") == KITCHEN[1:]
    assert found(client, EQ_bizLocation=greens.cooperative.place.identifier) == KITCHEN[:1]


def test_a_urn_asks_for_what_was_captured_as_a_link(greens: Cast) -> None:
    client = client_of(greens.cooperative.key_secret)
    assert found(client, MATCH_parentID=PALLET) == ["Aggregation packing"]
    assert found(client, MATCH_parentID=URN_OF_PALLET) == ["Aggregation packing"]


@pytest.mark.parametrize(
    "asked",
    [
        {"EQ_bizstep": "receiving"},
        {"MATCH_epc": "https://bep.example/obj/*/x"},
        {"MATCH_epc": "https://bep.example/obj/a*"},
        {"MATCH_epc": "urn:epc:idpat:sscc:893.*"},
        {"GE_eventTime": "yesterday"},
        {"GE_eventTime": "2026-11-23T09:00:00"},
        {"EQ_action": "UPDATE"},
        {"eventType": "ObjectEvents"},
        {"EQ_bizStep": "receiving||shipping"},
        {"EXISTS_errorDeclaration": "yes"},
        {"perPage": "0"},
        {"perPage": "many"},
        {"nextPageToken": "made-up"},
    ],
)
def test_what_cannot_be_asked_is_refused(greens: Cast, asked: dict[str, str]) -> None:
    answer = client_of(greens.kitchen.key_secret).get("/events", asked)
    assert answer.status_code == 400
    assert answer.json()["type"] == "epcisException:QueryParameterException"
    assert [error["path"] for error in answer.json()["errors"]] == list(asked)


def test_all_wrong_parameters_are_named_at_once(greens: Cast) -> None:
    answer = client_of(greens.kitchen.key_secret).get("/events", {"EQ_x": "1", "GE_eventTime": "2"})
    assert {error["path"] for error in answer.json()["errors"]} == {"EQ_x", "GE_eventTime"}


# Pages


def pages(client: Client, **asked: str) -> list[list[str]]:
    answer = client.get("/events", asked)
    seen = []
    while True:
        events = answer.json()["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
        seen.append([event["eventID"] for event in events])
        if "Link" not in answer:
            return seen
        assert answer["GS1-Next-Page-Token-Expires"].endswith("Z")
        url, rel = answer["Link"].split("; ")
        assert rel == 'rel="next"'
        answer = client.get(url.strip("<>"))
        assert answer.status_code == 200


def test_pages_hold_every_event_once(greens: Cast) -> None:
    client = client_of(greens.cooperative.key_secret)
    [everything] = pages(client)
    by_two = pages(client, perPage="2")
    assert [len(page) for page in by_two] == [2, 2, 1]
    assert [one for page in by_two for one in page] == everything


def test_a_page_stays_true_while_others_capture(greens: Cast, rows: Any) -> None:
    client = client_of(greens.cooperative.key_secret)
    first = client.get("/events", {"perPage": "4"})
    farm = greens.cooperative
    farm.capture(shipped(farm, -50, to=greens.kitchen, quantity_list=(kilos(PACKED, "1"),)))
    following = client.get(first["Link"].split(";")[0].strip("<>")).json()
    events = following["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    assert [event["bizStep"] for event in events] == ["shipping", "shipping"]


def test_a_token_is_good_for_its_question_and_caller_only(greens: Cast) -> None:
    farm, kitchen = (client_of(a.key_secret) for a in (greens.cooperative, greens.kitchen))
    link = farm.get("/events", {"perPage": "1"})["Link"].split(";")[0].strip("<>")
    assert farm.get(link).status_code == 200
    assert farm.get(link + "&EQ_action=ADD").status_code == 400
    assert kitchen.get(link).status_code == 400


# Who sees what


def ids(rows: Any, tenant: Any) -> list[str]:
    return [i for (i,) in rows("select event_id from trace_event where tenant_id = %s", [tenant])]


def test_everybody_sees_their_own_events_and_what_was_sent_to_them(greens: Cast) -> None:
    assert found(client_of(greens.cooperative.key_secret)) == FARM
    assert found(client_of(greens.other_kitchen.key_secret))[:2] == [
        "Object shipping",
        "Object receiving",
    ]
    assert found(client_of(greens.outsider.key_secret)) == []


def test_an_event_of_others_is_not_there(greens: Cast, rows: Any) -> None:
    outsider = client_of(greens.outsider.key_secret)
    kitchen = client_of(greens.kitchen.key_secret)
    theirs = ids(rows, greens.other_kitchen.organisation.pk)
    assert len(theirs) == 3
    for event_id in theirs:
        for client in (outsider, kitchen):
            answer = client.get(f"/events/{quote(event_id, safe='')}")
            assert answer.status_code == 404
            assert found(client, EQ_eventID=event_id) == []
        own = client_of(greens.other_kitchen.key_secret)
        assert own.get(f"/events/{quote(event_id, safe='')}").status_code == 200


def test_a_capture_job_is_its_sender_s(greens: Cast) -> None:
    farm, outsider = (client_of(a.key_secret) for a in (greens.cooperative, greens.outsider))
    answer = farm.post("/capture", b"{}", content_type="application/json")
    job = f"/capture/{answer.json()['captureID']}"
    assert (farm.get(job).status_code, outsider.get(job).status_code) == (200, 404)
    assert (len(farm.get("/capture").json()), outsider.get("/capture").json()) == (1, [])


def test_a_key_without_the_scope_does_not_query(greens: Cast) -> None:
    _key, secret = issue_api_key(
        greens.kitchen.organisation, name="nur", scopes=[Act.CAPTURE_EVENTS], by=greens.admin
    )
    assert client_of(secret).get("/events").status_code == 403


def test_a_missing_event_is_404_in_the_standard_s_words(greens: Cast) -> None:
    answer = client_of(greens.kitchen.key_secret).get("/events/urn:uuid:nowhere")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("accept", "status", "content_type"),
    [
        ("application/json", 200, "application/json"),
        ("application/ld+json", 200, "application/ld+json"),
        ("*/*", 200, "application/json"),
        ("application/xml", 200, "application/xml; charset=utf-8"),
        ("text/html", 406, "application/problem+json"),
    ],
)
def test_the_answer_is_in_the_format_asked_for(
    greens: Cast, accept: str, status: int, content_type: str
) -> None:
    client = client_of(greens.kitchen.key_secret)
    answer = client.get("/events", {"MATCH_epcClass": HARVESTED}, headers={"accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (status, content_type)


def test_more_parameters_than_the_database_plans_in_good_time_are_refused(greens: Cast) -> None:
    client = client_of(greens.kitchen.key_secret)
    many = {f"EQ_ex:a{number}": "1" for number in range(41)}
    asked = client.get("/events", many)
    named = client.post(
        "/queries",
        {"name": "nhieu", "query": {name: [text] for name, text in many.items()}},
        content_type="application/json",
    )
    answers = [(one.status_code, one.json()["type"]) for one in (asked, named)]
    assert answers == [(413, "epcisException:QueryTooComplexException")] * 2


@pytest.mark.parametrize("prefix", ["xml", "xmlns"])
def test_prefixes_of_xml_itself_stand_for_nothing_else(greens: Cast, prefix: str) -> None:
    client = client_of(greens.kitchen.key_secret)
    answer = client.get("/bizSteps", headers={"gs1-extensions": f"{prefix}=https://ex.example/"})
    assert (answer.status_code, answer.json()["type"]) == (
        400,
        "epcisException:ValidationException",
    )


def test_a_step_of_any_length_is_known_by_its_whole_name(greens: Cast) -> None:
    kitchen = greens.kitchen
    step = f"https://ex.example/{'s' * 300}"
    kitchen.capture(
        ObjectEvent(
            **kitchen.members(5), action="OBSERVE", biz_step=step, quantity_list=(kilos(DISH, "1"),)
        )
    )
    client = client_of(kitchen.key_secret)
    assert client.get(f"/bizSteps/{quote(step, safe='')}").status_code == 200
    answer = client.get(f"/bizSteps/{quote(step, safe='')}/events")
    events = answer.json()["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    assert [event["bizStep"] for event in events] == [step]
