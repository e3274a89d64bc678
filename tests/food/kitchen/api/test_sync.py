"""`POST /api/v1/sync` and `GET /api/v1/hello`, as a phone meets them."""

import hashlib
import json
from uuid import uuid4

import pytest
from django.test import Client

from nguon.base import clock
from nguon.food.kitchen.api import pace
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.ground.journal.models import Record
from nguon.ground.people.operations import revoke_device
from tests.food.kitchen.api.conftest import URL, post, reading, sync
from tests.food.kitchen.handset import Handset, text_of

# The frame


def test_hello_says_that_it_is_us_and_what_time_it_is(db: None) -> None:
    answer = Client().get("/api/v1/hello")
    assert (answer.status_code, answer.json()["server"]) == (200, "nguon")
    assert answer.headers["Nguon-Server"] == "1"
    assert abs(int(answer.headers["Nguon-Time"]) / 1000 - clock.now().timestamp()) < 60


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("post", URL, 401),
        ("get", URL, 405),
        ("put", f"/api/v1/photos/{'0' * 64}", 401),
        ("get", "/api/v1/nothing", 404),
    ],
)
def test_every_answer_carries_the_marks_also_a_refusal(
    db: None, method: str, path: str, status: int
) -> None:
    answer = getattr(Client(), method)(path, headers={"Authorization": "Bearer nobody"})
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Nguon-Server"] == "1"
    assert answer.headers["Nguon-Time"].isdigit()


def test_the_reply_has_the_members_the_phone_expects(cast: Cast, handset: Handset) -> None:
    reply = sync(handset, [text_of(reading(cast, handset))])
    assert set(reply) == {
        "server_time",
        "results",
        "photos_wanted",
        "stop_list_version",
        "kit_version",
        "device",
    }
    assert reply["device"] == {"state": "active"}
    assert [set(one) for one in reply["results"]] == [{"id", "result"}]


def test_an_empty_batch_is_a_contact(cast: Cast, handset: Handset) -> None:
    assert sync(handset, [])["results"] == []
    handset.device.refresh_from_db()
    assert handset.device.last_seen_at is not None


# Bytes


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"note": "Rau muống \\u0111\\u1eaft"}', id="escapes and Vietnamese"),
        pytest.param('{ "a" :\n\t[ 1.50 , 1e3 ] , "b":"]}\\"{[" }', id="spaces and brackets"),
        pytest.param('{"a": 1, "a": 2}', id="a member twice"),
    ],
)
@pytest.mark.parametrize("around", ["{%s}", '{"x": [1, {"items": 3}], %s , "y": "items" }\n'])
def test_each_item_is_kept_byte_by_byte(
    cast: Cast, handset: Handset, text: str, around: str
) -> None:
    envelope = reading(cast, handset)
    raw = text_of(envelope)[:-1] + b' , "extra": ' + text.encode() + b"\n}"
    other = text_of(reading(cast, handset))
    items = b'"items" : [ ' + raw + b"  ,\n" + other + b" ]"
    answer = post(handset, (around % "ITEMS").encode().replace(b"ITEMS", items))
    assert [one["result"] for one in answer.json()["results"]] == ["stored", "stored"]
    kept = Record.objects.get(pk=envelope["id"])
    assert (bytes(kept.raw), kept.sha256) == (raw, hashlib.sha256(raw).hexdigest())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"{}",
        b'{"items": 1}',
        b'{"items": [}',
        b'{"items": [1,]}',
        b'{"items": []} x',
        b'{"items": [], "x"}',
        b"\xff{}",
        b'{"items": [' + b"[" * 5000,
        b'{[]: 1, "items": []}',
    ],
)
def test_a_batch_that_cannot_be_read_is_400(handset: Handset, body: bytes) -> None:
    answer = post(handset, body)
    assert (answer.status_code, answer.json()["status"]) == (400, 400)


def test_items_that_are_no_records_are_answered_one_by_one(cast: Cast, handset: Handset) -> None:
    reply = sync(handset, [b"1", text_of(reading(cast, handset)), b"null", b'{"id": 5}'])
    assert [one["result"] for one in reply["results"]] == [
        "invalid",
        "stored",
        "invalid",
        "invalid",
    ]


# Refusals


def test_too_many_and_too_large_are_413(cast: Cast, handset: Handset) -> None:
    many = [text_of(reading(cast, handset)) for _ in range(51)]
    large = [text_of(reading(cast, handset) | {"extra": "x" * 60_000}) for _ in range(5)]
    for raws in (many, large):
        answer = post(handset, handset.batch(raws, at=clock.now()))
        assert answer.status_code == 413
    assert Record.objects.filter(kind="fridge_reading").count() == 0


def test_a_phone_gone_wild_is_told_to_wait_and_others_are_not(
    cast: Cast, handset: Handset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "BURST", 2)
    monkeypatch.setattr(pace, "A_SECOND", 0)
    answers = [post(handset, b'{"items": []}') for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    other = Handset.of(cast.pilot.place, manager=cast.pilot.people["manager"])
    assert post(other, b'{"items": []}').status_code == 200


def test_a_loop_that_fetches_kits_is_told_to_wait_as_well(
    handset: Handset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "BURST", 2)
    monkeypatch.setattr(pace, "A_SECOND", 0)
    answers = [Client().get("/api/v1/kit", headers=handset.headers) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]


@pytest.mark.parametrize("mono", [2**52, 5 * 10**13, 1e300])
def test_a_steady_clock_older_than_a_hundred_years_tells_nothing(
    cast: Cast, handset: Handset, mono: float
) -> None:
    raw = text_of(reading(cast, handset, mono_ms=0))
    batch = {"mono_ms": mono, "boot_id": str(handset.boot_id)}
    body = json.dumps(batch).removesuffix("}").encode() + b', "items": [' + raw + b"]}"
    assert [one["result"] for one in post(handset, body).json()["results"]] == ["stored"]
    record = Record.objects.get(kind="fridge_reading")
    assert record.corrected_at == record.claimed_at


@pytest.mark.parametrize("build", ["\ud800", "a\0b", "x\n"])
def test_a_build_that_cannot_be_written_is_none(handset: Handset, build: str) -> None:
    answer = post(handset, json.dumps({"build": build, "items": []}).encode())
    handset.device.refresh_from_db()
    assert (answer.status_code, handset.device.build) == (200, "")


def test_the_words_are_those_of_the_language_asked(cast: Cast, handset: Handset) -> None:
    raw = text_of(reading(cast, handset) | {"kitchen": str(uuid4())})
    said = {
        language: sync(handset, [raw], **{"Accept-Language": language})["results"][0]["text"]
        for language in ("vi", "en", "vi-VN,vi;q=0.9", "fr")
    }
    assert said["vi"] == said["vi-VN,vi;q=0.9"] == said["fr"] != said["en"]
    assert said["en"] == "This record is of another kitchen than the phone."


def test_a_revoked_phone_gets_200_and_is_told_so(cast: Cast, handset: Handset) -> None:
    revoke_device(handset.device, by=cast.pilot.people["manager"], at=clock.now())
    reply = sync(handset, [text_of(reading(cast, handset))])
    assert reply["device"] == {"state": "revoked"}
    assert [(one["result"], one["code"]) for one in reply["results"]] == [
        ("parked", "device_revoked")
    ]


def test_a_web_session_is_no_phone(cast: Cast, handset: Handset) -> None:
    client = Client()
    client.force_login(cast.pilot.cooks[0], backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(URL, b"{}", content_type="application/json").status_code == 401
