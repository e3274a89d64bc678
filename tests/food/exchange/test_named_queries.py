"""`/queries` and what hangs on it, over HTTP: names, pages, subscriptions, refusals."""

from typing import Any

import pytest
from django.test import Client

from nguon.base import clock
from nguon.food.exchange.models import Subscription
from tests.food.exchange.subscribers import TOKEN, Subscriber, client_of, observed
from tests.food.trace.conftest import Cast

DEST = "https://example.vn/nhan"
STREAM = {"dest": DEST, "stream": True}


@pytest.fixture
def subscriber(cast: Cast) -> Subscriber:
    return Subscriber(cast.kitchen, DEST, clock.now())


def post(client: Client, path: str, members: Any) -> Any:
    return client.post(path, members, content_type="application/json")


def problem(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("epcisException:")


def test_a_query_gets_a_name_and_is_found_under_it(subscriber: Subscriber) -> None:
    query = {"EQ_bizStep": ["shipping", "receiving"], "eventType": ["ObjectEvent"]}
    answer = post(subscriber.client, "/queries", {"name": "giao nhận", "query": query})
    address = "/queries/giao%20nh%E1%BA%ADn"
    assert (answer.status_code, answer["Location"]) == (201, address)
    assert subscriber.client.get(address).json() == {"name": "giao nhận", "query": query}
    assert subscriber.client.get("/queries").json() == [{"name": "giao nhận", "query": query}]


def test_numbers_stay_as_they_were_written(subscriber: Subscriber) -> None:
    text = '{"name": "viel", "query": {"GE_quantity": 0.10000000000000000001, "maxEventCount": 7}}'
    answer = subscriber.client.post("/queries", text, content_type="application/json")
    assert answer.status_code == 201
    assert b"0.10000000000000000001" in subscriber.client.get("/queries/viel").content


def test_a_taken_name_is_a_conflict_until_it_is_deleted(subscriber: Subscriber) -> None:
    subscriber.name_query("moi")
    again = {"name": "moi", "query": {}}
    assert problem(post(subscriber.client, "/queries", again)) == (
        409,
        "ResourceAlreadyExistsException",
    )
    assert subscriber.client.delete("/queries/moi").status_code == 204
    assert problem(subscriber.client.get("/queries/moi")) == (404, "NoSuchNameException")
    assert post(subscriber.client, "/queries", again).status_code == 201


@pytest.mark.parametrize(
    ("members", "refused"),
    [
        ({"name": "a", "query": {"EQ_nope": ["x"]}}, (400, "QueryParameterException")),
        ({"name": "a", "query": {"GE_eventTime": "heute"}}, (400, "QueryParameterException")),
        ({"name": "a", "query": []}, (400, "ValidationException")),
        ({"name": "a"}, (400, "ValidationException")),
        ({"query": {}}, (400, "ValidationException")),
        ({"name": "", "query": {}}, (400, "ValidationException")),
        ({"name": "a/b", "query": {}}, (400, "ValidationException")),
        ({"name": "SimpleEventQuery", "query": {}}, (400, "ValidationException")),
        ({"name": 7, "query": {}}, (400, "ValidationException")),
        ({"name": "a", "query": {}, "more": 1}, (400, "ValidationException")),
        ([], (400, "ValidationException")),
    ],
)
def test_a_query_is_refused(subscriber: Subscriber, members: Any, refused: tuple[int, str]) -> None:
    assert problem(post(subscriber.client, "/queries", members)) == refused
    assert subscriber.client.get("/queries").json() == []


def test_a_body_that_is_no_json_is_refused(subscriber: Subscriber) -> None:
    broken = subscriber.client.post("/queries", "{", content_type="application/json")
    assert problem(broken) == (400, "ValidationException")
    form = subscriber.client.post("/queries", {"name": "a"})
    assert problem(form) == (415, "UnsupportedMediaTypeException")


def test_queries_come_in_pages(subscriber: Subscriber) -> None:
    for name in "abcde":
        subscriber.name_query(name)
    path, names = "/queries?perPage=2", []
    while path:
        answer = subscriber.client.get(path)
        names.append([one["name"] for one in answer.json()])
        link = answer.headers.get("Link", "")
        path = link.partition(">")[0].removeprefix("<http://testserver")
    assert names == [["a", "b"], ["c", "d"], ["e"]]


def test_events_of_a_named_query_come_in_pages(subscriber: Subscriber) -> None:
    kitchen = subscriber.actor
    kitchen.capture(*(observed(kitchen, hour, step="storing") for hour in range(3)))
    kitchen.capture(observed(kitchen, 4, step="picking"))
    subscriber.name_query("kho", EQ_bizStep=["storing"], orderBy="eventTime", orderDirection="ASC")
    first = subscriber.client.get("/queries/kho/events?perPage=2")
    results = first.json()["epcisBody"]["queryResults"]
    assert (results["queryName"], len(results["resultsBody"]["eventList"])) == ("kho", 2)
    path = first["Link"].partition(">")[0].removeprefix("<http://testserver")
    last = subscriber.client.get(path)
    assert len(last.json()["epcisBody"]["queryResults"]["resultsBody"]["eventList"]) == 1
    assert "Link" not in last.headers


def test_events_of_a_named_query_come_as_xml_and_as_urns_if_asked(subscriber: Subscriber) -> None:
    subscriber.actor.capture(observed(subscriber.actor, 1))
    subscriber.name_query("moi")
    headers = {"accept": "application/xml", "gs1-epc-format": "Always_EPC_URN"}
    answer = subscriber.client.get("/queries/moi/events", headers=headers)
    assert answer["Content-Type"].startswith("application/xml")
    assert b"<queryName>moi</queryName>" in answer.content
    assert answer["GS1-EPC-Format"] == "Always_EPC_URN"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/queries", "OPTIONS, GET, POST, HEAD"),
        ("/queries/moi", "OPTIONS, GET, DELETE, HEAD"),
        ("/queries/moi/events", "OPTIONS, GET, HEAD"),
        ("/queries/moi/subscriptions", "OPTIONS, GET, POST, HEAD"),
        ("/queries/moi/subscriptions/1", "OPTIONS, GET, DELETE, HEAD"),
    ],
)
def test_options_say_what_can_be_done(subscriber: Subscriber, path: str, allowed: str) -> None:
    answer = subscriber.client.options(path)
    assert (answer.status_code, answer["Allow"]) == (204, allowed)
    assert answer["GS1-EPCIS-Version"] == "2.0.0"
    assert subscriber.client.put(path).status_code == 405


def test_a_subscription_is_found_listed_and_deleted_without_its_token(
    subscriber: Subscriber,
) -> None:
    subscriber.name_query("moi")
    sent = STREAM | {"signatureToken": TOKEN, "epcFormat": "Always_EPC_URN"}
    made = post(subscriber.client, "/queries/moi/subscriptions", sent)
    one = Subscription.objects.get()
    address = f"/queries/moi/subscriptions/{one.pk}"
    assert made["Location"] == f"http://testserver{address}"
    members = made.json()
    wanted = {
        "subscriptionID": str(one.pk),
        "queryName": "moi",
        "dest": DEST,
        "stream": True,
        "epcFormat": "Always_EPC_URN",
        "nguon:state": "active",
    }
    assert {name: members[name] for name in wanted} == wanted
    assert members.keys() - wanted.keys() == {"createdAt", "minRecordTime"}
    assert subscriber.client.get(address).json() == members
    assert subscriber.client.get("/queries/moi/subscriptions").json() == [members]
    assert TOKEN.encode() not in bytes(one.signature_token or b"")
    assert subscriber.client.delete(address).status_code == 204
    assert problem(subscriber.client.get(address)) == (404, "NoSuchNameException")
    assert subscriber.client.get("/queries/moi/subscriptions").json() == []


def test_a_scheduled_one_says_its_schedule(subscriber: Subscriber) -> None:
    subscriber.name_query("moi")
    schedule = {"hour": "1", "minute": "5"}
    members = {"dest": DEST, "schedule": schedule, "reportIfEmpty": True}
    answer = post(subscriber.client, "/queries/moi/subscriptions", members).json()
    assert (answer["schedule"], answer["reportIfEmpty"]) == (schedule, True)
    assert "stream" not in answer


def test_deleting_a_query_ends_its_subscriptions(subscriber: Subscriber) -> None:
    subscriber.name_query("moi")
    post(subscriber.client, "/queries/moi/subscriptions", STREAM)
    subscriber.client.delete("/queries/moi")
    subscriber.actor.capture(observed(subscriber.actor, 1))
    assert Subscription.objects.get().ended_at is not None
    assert subscriber.look() == 0


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"dest": DEST},
        {"dest": DEST, "stream": False},
        {"dest": DEST, "stream": "true"},
        {"dest": DEST, "schedule": {}},
        {"dest": DEST, "schedule": {"hour": "25"}},
        {"dest": DEST, "schedule": {"month": "2", "dayOfMonth": "30"}},
        {"dest": DEST, "stream": True, "schedule": {"hour": "1"}},
        {"stream": True},
        {"dest": "http://example.vn/", "stream": True},
        {"dest": "https://127.0.0.1/", "stream": True},
        STREAM | {"reportIfEmpty": "yes"},
        STREAM | {"initialRecordTime": "yesterday"},
        STREAM | {"epcFormat": "Sometimes"},
        STREAM | {"signatureToken": ""},
        STREAM | {"signatureToken": 5},
        STREAM | {"schedul": {}},
        [],
    ],
)
def test_subscription_controls_are_refused(subscriber: Subscriber, members: Any) -> None:
    subscriber.name_query("moi")
    answer = post(subscriber.client, "/queries/moi/subscriptions", members)
    assert problem(answer) == (400, "SubscriptionControlsException")
    assert Subscription.objects.count() == 0


def test_nobody_sees_or_touches_anothers_query_or_subscription(
    subscriber: Subscriber, cast: Cast
) -> None:
    subscriber.name_query("moi")
    one = post(subscriber.client, "/queries/moi/subscriptions", STREAM).json()["subscriptionID"]
    stranger = client_of(cast.outsider.key_secret)
    for path in ("", "/events", "/subscriptions", f"/subscriptions/{one}"):
        assert problem(stranger.get(f"/queries/moi{path}")) == (404, "NoSuchNameException")
    assert stranger.get("/queries").json() == []
    assert stranger.delete("/queries/moi").status_code == 404
    assert stranger.delete(f"/queries/moi/subscriptions/{one}").status_code == 404
    assert post(stranger, "/queries/moi/subscriptions", STREAM).status_code == 404
    assert post(stranger, "/queries", {"name": "moi", "query": {}}).status_code == 201
    assert len(subscriber.client.get("/queries/moi/subscriptions").json()) == 1


@pytest.mark.parametrize(
    "path", ["", "/moi", "/moi/events", "/moi/subscriptions", "/moi/subscriptions/1"]
)
def test_without_a_key_nothing_is_told(subscriber: Subscriber, path: str) -> None:
    subscriber.name_query("moi")
    assert problem(Client().get(f"/queries{path}")) == (401, "SecurityException")
