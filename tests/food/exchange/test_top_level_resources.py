"""`/`, `/epcs`, `/bizSteps`, … and below them: what each caller may know, in pages."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from lxml import etree

from nguon.core.epcis.cbv import BIZ_STEPS, DISPOSITIONS
from nguon.food.trace.queries import known_values
from tests.food.exchange.test_capture_over_http import (
    CONTEXT,
    client_of,
    document,
    event,
    events_in,
    sent,
)
from tests.food.trace.conftest import BOX, PALLET, Cast

URN = "urn:epc:id:sgtin:0614141.107346.2017"
LINK = "https://id.gs1.org/01/10614141073464/21/2017"
NAMES = ["eventTypes", "epcs", "bizSteps", "bizLocations", "readPoints", "dispositions"]


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.cooperative)


def members(client: Client, path: str, **headers: str) -> list[str]:
    """All of them, page after page."""
    found, url = list[str](), f"{path}?perPage=2"
    while url:
        answer = client.get(url, headers=headers)
        assert answer.status_code == 200, answer.content
        found += answer.json()["member"]
        url = answer["Link"].split(";")[0].strip("<>") if "Link" in answer else ""
    assert len(found) == len(set(found))
    return found


def ids(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [one["eventID"] for one in events_in(answer.json())]


def test_the_entrance_lists_the_resources_for_programs_and_greets_people(db: None) -> None:
    listed = Client().get("/", headers={"accept": "application/json"})
    assert sorted(listed.json()["member"]) == sorted([*NAMES, "events", "capture", "queries"])
    in_xml = Client().get("/", headers={"accept": "application/xml"})
    assert len(etree.fromstring(in_xml.content).findall("member")) == 9
    assert Client().options("/")["Allow"] == "OPTIONS, GET, HEAD"
    for accept in ("text/html,application/xml;q=0.9,*/*;q=0.8", "*/*"):
        page = Client().get("/", headers={"accept": accept})
        assert page["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("name", NAMES)
def test_each_resource_can_be_discovered_at_all_three_levels(db: None, name: str) -> None:
    for path in (f"/{name}", f"/{name}/urn:x:1", f"/{name}/urn:x:1/events"):
        assert Client().options(path)["Allow"] == "OPTIONS, GET, HEAD"
        assert Client().get(path).status_code == 401
        assert Client().delete(path).status_code == 405


def test_words_of_the_standard_are_known_to_everybody(client: Client) -> None:
    assert members(client, "/bizSteps") == sorted(BIZ_STEPS)
    assert members(client, "/dispositions") == sorted(DISPOSITIONS)
    assert members(client, "/eventTypes") == [
        "AggregationEvent",
        "AssociationEvent",
        "ObjectEvent",
        "TransactionEvent",
        "TransformationEvent",
    ]
    assert client.get("/bizSteps/shipping").json()["member"] == ["events"]
    assert ids(client.get("/bizSteps/shipping/events")) == []


def test_words_of_users_follow_and_take_the_client_s_prefix(client: Client) -> None:
    own = {"@context": [{"f": "https://farm.example/voc/"}], "bizStep": "f:dry"}
    sent(client, "/capture", document(event(1, **own), event(2)))
    assert members(client, "/bizSteps")[-2:] == ["void_shipping", "https://farm.example/voc/dry"]
    headers = {"GS1-Extensions": "ex=https://farm.example/voc/"}
    answer = client.get("/bizSteps?perPage=100", headers=headers)
    assert answer.json()["member"][-1] == "ex:dry"
    assert answer.json()["@context"] == [CONTEXT, {"ex": "https://farm.example/voc/"}]
    for path in (
        "/bizSteps/ex:dry/events",
        f"/bizSteps/{quote('https://farm.example/voc/dry')}/events",
    ):
        assert ids(client.get(path, headers=headers)) == [event(1)["eventID"]]
    assert ids(client.get("/bizSteps/urn:epcglobal:cbv:bizstep:shipping/events")) == [
        event(2)["eventID"]
    ]


def test_things_are_listed_once_in_the_order_in_which_they_came(client: Client) -> None:
    def of(number: int, *things: str) -> dict[str, Any]:
        return event(number, epcList=[f"https://bep.example/obj/{thing}" for thing in things])

    sent(client, "/capture", document(of(1, "c"), of(2, "a", "c"), of(3, "b", "a")))
    ends = [one.rpartition("/")[2] for one in members(client, "/epcs")]
    assert (ends[0], sorted(ends[1:])) == ("c", ["a", "b"])


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_page_of_things_looks_at_few_events_and_leads_on(
    client: Client, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    sent(
        client, "/capture", document(*[event(n, epcList=["urn:x:1"]) for n in (1, 2, 3)], event(4))
    )
    monkeypatch.setattr(known_values, "_WALKED", most)
    assert members(client, "/epcs") == ["urn:x:1", "https://bep.example/obj/4"]


def test_a_thing_is_found_and_listed_in_any_spelling(client: Client) -> None:
    sent(client, "/capture", document(event(1, epcList=[URN])))
    assert members(client, "/epcs", **{"GS1-EPC-Format": "Always_EPC_URN"}) == [URN]
    assert members(client, "/epcs", **{"GS1-EPC-Format": "Always_GS1_Digital_Link"}) == [LINK]
    for spelling in (URN, LINK):
        path = f"/epcs/{quote(spelling, safe='')}"
        assert client.get(path).json()["member"] == ["events"]
        assert ids(client.get(f"{path}/events")) == [event(1)["eventID"]]


def test_places_are_listed_and_lead_to_their_events(client: Client) -> None:
    here, there = "https://id.gs1.org/414/9521321000018", "urn:epc:id:sgln:9521321.00002.0"
    sent(
        client,
        "/capture",
        document(
            event(1, readPoint={"id": here}, bizLocation={"id": there}),
            event(2, readPoint={"id": there}),
        ),
    )
    link = "https://id.gs1.org/414/9521321000025"
    assert members(client, "/readPoints") == [here, link]
    assert members(client, "/bizLocations") == [link]
    assert ids(client.get(f"/readPoints/{quote(there)}/events")) == [event(2)["eventID"]]
    assert client.get(f"/bizLocations/{quote(here)}").status_code == 404


def test_the_events_of_a_member_can_be_narrowed_and_paged(client: Client) -> None:
    steps = ["shipping", "receiving", "shipping", "shipping"]
    body = document(*[event(n, bizStep=one) for n, one in enumerate(steps, 1)])
    sent(client, "/capture", body)
    first = client.get("/bizSteps/shipping/events?perPage=2&EQ_action=OBSERVE")
    following = client.get(first["Link"].split(";")[0].strip("<>"))
    assert ids(first) + ids(following) == [event(n)["eventID"] for n in (1, 3, 4)]
    assert ids(client.get("/bizSteps/shipping/events?EQ_bizStep=receiving")) == []
    assert client.get("/bizSteps/shipping/events?EQ_x=1").status_code == 400
    assert client.get("/bizSteps/shipping?EQ_action=OBSERVE").status_code == 400
    assert client.get("/bizSteps?EQ_action=OBSERVE").status_code == 400


@pytest.mark.parametrize("name", ["urn:x:none", "x*", "https://bep.example/obj/*", "%00"])
@pytest.mark.parametrize("of", NAMES)
def test_what_is_in_no_event_is_not_there(client: Client, of: str, name: str) -> None:
    sent(client, "/capture", document(event(1)))
    for path in (f"/{of}/{name}", f"/{of}/{name}/events"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["type"]) == (
            404,
            "epcisException:NoSuchNameException",
        )


# Who sees what


def test_nobody_learns_of_places_and_things_of_others(greens: Cast) -> None:
    farm, kitchen, other, outsider = (
        client_of(one)
        for one in (greens.cooperative, greens.kitchen, greens.other_kitchen, greens.outsider)
    )
    place = greens.other_kitchen.place.identifier
    assert members(outsider, "/epcs") == members(outsider, "/readPoints") == []
    assert members(farm, "/epcs") == [PALLET]
    assert members(kitchen, "/epcs") == [BOX]
    assert members(other, "/epcs") == [PALLET]
    assert members(other, "/bizLocations") == sorted(
        [place, greens.cooperative.place.identifier]  # the farm's, from what was shipped here
    )
    for client in (farm, kitchen, outsider):
        assert place not in members(client, "/readPoints") + members(client, "/bizLocations")
        assert client.get(f"/bizLocations/{quote(place, safe='')}").status_code == 404
        assert client.get(f"/bizLocations/{quote(place, safe='')}/events").status_code == 404
    for client in (kitchen, outsider):
        assert client.get(f"/epcs/{quote(PALLET, safe='')}/events").status_code == 404


def test_a_word_of_one_is_not_told_to_another(greens: Cast) -> None:
    word = "https://farm.example/voc/secret"
    own = {"type": "ex:Secret", "@context": [{"ex": "https://farm.example/voc/"}]}
    farm, kitchen = client_of(greens.cooperative), client_of(greens.kitchen)
    sent(farm, "/capture", document(event(1, bizStep=word, disposition=word), event(2, **own)))
    for path in ("/bizSteps", "/dispositions"):
        assert word in members(farm, path)
        assert word not in members(kitchen, path)
        assert kitchen.get(f"{path}/{quote(word, safe='')}").status_code == 404


# Tokens


def test_a_token_that_was_given_back_leads_nowhere(greens: Cast) -> None:
    farm, kitchen = client_of(greens.cooperative), client_of(greens.kitchen)
    link = farm.get("/bizSteps?perPage=2")["Link"].split(";")[0].strip("<>")
    token = link.partition("nextPageToken=")[2]
    assert kitchen.delete(f"/nextPageToken/{token}").status_code == 404
    assert farm.get(link).status_code == 200
    for _ in range(2):
        assert farm.delete(f"/nextPageToken/{token}").status_code == 204
    assert farm.get(link).status_code == 400
    assert farm.delete("/nextPageToken/made-up").status_code == 404
    assert Client().delete(f"/nextPageToken/{token}").status_code == 401
    assert Client().options("/nextPageToken/x")["Allow"] == "OPTIONS, DELETE"
