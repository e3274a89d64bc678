"""`POST /api/v1/sync`, `GET /api/v1/hello`, `PUT /api/v1/photos/…`, as a phone meets them."""

import hashlib
import io
import json
import threading
from collections import Counter
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from PIL import Image

from nguon.base import clock
from nguon.food.kitchen.api import pace
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Cast, gather_cast
from nguon.food.kitchen.models import FridgeReading, ParkedRecord
from nguon.ground.journal.models import Photo, PhotoPlace, Record, RecordConflict
from nguon.ground.people.operations import revoke_device
from tests.food.kitchen.conftest import START, Stage
from tests.food.kitchen.handset import Handset, offline_day, text_of
from tests.food.kitchen.operations.test_a_kitchen_day import live
from tests.food.kitchen.operations.test_rebuild_projections import tables

URL = "/api/v1/sync"
DERIVED = ("Meal", "Dish", "Ingredient")


@pytest.fixture
def handset(cast: Cast) -> Handset:
    return Handset.of(cast.pilot.place, manager=cast.pilot.people["manager"])


def reading(cast: Cast, handset: Handset, **more: Any) -> dict[str, Any]:
    now = clock.now()
    fridge = cast.pilot.fridges[FridgeKind.SAMPLE]
    body = {"fridge_id": str(fridge.id), "celsius": "4.2", "read_at": now.isoformat()}
    return handset.envelope("fridge_reading", body, by=cast.pilot.cooks[0], at=now, **more)


def post(handset: Handset, body: bytes, **headers: str) -> Any:
    return Client().post(
        URL, body, content_type="application/json", headers=handset.headers | headers
    )


def sync(handset: Handset, raws: list[bytes], **headers: str) -> Any:
    answer = post(handset, handset.batch(raws, at=clock.now()), **headers)
    assert answer.status_code == 200, answer.content
    return answer.json()


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


# Photos


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, kind, **more)
    return out.getvalue()


def put(handset: Handset, raw: bytes, sha256: str = "") -> Any:
    name = sha256 or hashlib.sha256(raw).hexdigest()
    return Client().put(
        f"/api/v1/photos/{name}", raw, content_type="image/jpeg", headers=handset.headers
    )


def exif() -> Image.Exif:
    told = Image.Exif()
    told[0x8825] = {1: "N", 2: (21.0, 23.0, 0.0)}
    return told


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_a_photo_is_wanted_until_it_has_come_and_is_kept_as_sent(
    cast: Cast, handset: Handset, kind: str
) -> None:
    raw = picture(kind)
    named = [{"sha256": hashlib.sha256(raw).hexdigest(), "bytes": len(raw)}]
    envelopes = [text_of(reading(cast, handset, photos=named)) for _ in range(2)]
    wanted = [hashlib.sha256(raw).hexdigest()]
    assert sync(handset, envelopes)["photos_wanted"] == wanted
    assert sync(handset, envelopes)["photos_wanted"] == wanted
    assert [put(handset, raw).status_code for _ in range(3)] == [201, 200, 200]
    assert sync(handset, envelopes)["photos_wanted"] == []
    photo = Photo.objects.get()
    assert (bytes(photo.body), photo.body_sha256, PhotoPlace.objects.count()) == (
        raw,
        photo.sha256,
        1,
    )


def test_two_kitchens_may_send_the_same_picture(cast: Cast, handset: Handset) -> None:
    kitchen = cast.kitchens[1]
    other = Handset.of(kitchen.place, manager=kitchen.people["manager"])
    raw = picture()
    assert [put(one, raw).status_code for one in (handset, other)] == [201, 201]
    assert (Photo.objects.count(), PhotoPlace.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("raw", "sha256", "status"),
    [
        pytest.param(picture(), "0" * 64, 400, id="other bytes"),
        pytest.param(picture()[:-200], "", 400, id="cut off"),
        pytest.param(picture("PNG"), "", 400, id="a PNG"),
        pytest.param(b"GIF89a", "", 400, id="no picture"),
        pytest.param(b"", "", 400, id="nothing"),
        pytest.param(picture(size=(1281, 10)), "", 400, id="too wide"),
        pytest.param(picture(exif=exif()), "", 400, id="says where it was taken"),
        pytest.param(picture("WEBP", exif=exif()), "", 400, id="a WebP that says it"),
        pytest.param(picture(comment=b"at Lan's"), "", 400, id="a comment"),
        pytest.param(picture() + picture(exif=exif()), "", 400, id="another one behind it"),
        pytest.param(
            picture("MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))]),
            "",
            400,
            id="two pictures",
        ),
        pytest.param(
            picture("WEBP", save_all=True, append_images=[Image.new("RGB", (640, 480))]),
            "",
            400,
            id="a film",
        ),
        pytest.param(bytes(256 * 1024 + 1), "", 413, id="too large"),
    ],
)
def test_what_is_no_small_bare_photo_is_refused(
    handset: Handset, raw: bytes, sha256: str, status: int
) -> None:
    assert put(handset, raw, sha256).status_code == status
    assert Photo.objects.count() == 0


def test_of_a_revoked_phone_only_photos_of_its_records_are_taken(
    cast: Cast, handset: Handset
) -> None:
    revoke_device(handset.device, by=cast.pilot.people["manager"], at=clock.now())
    mine, other = picture(size=(64, 64)), picture(size=(65, 65))
    named = [{"sha256": hashlib.sha256(mine).hexdigest(), "bytes": len(mine)}]
    reply = sync(handset, [text_of(reading(cast, handset, photos=named))])
    assert reply["photos_wanted"] == [named[0]["sha256"]]
    assert [put(handset, raw).status_code for raw in (mine, other)] == [201, 403]
    assert ParkedRecord.objects.get().photos == [named[0]["sha256"]]


# Many at once


@pytest.fixture
def committed(transactional_db: None) -> Cast:
    return gather_cast(at=START)


def at_once(count: int, deed: Any) -> list[Any]:
    """Each on a connection of its own, started together."""
    gate, answers = threading.Barrier(count), [None] * count

    def run(number: int) -> None:
        gate.wait()
        try:
            answers[number] = deed(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_eight_connections_with_one_record_exactly_one_stores_it(committed: Cast) -> None:
    """T8, 20 rounds; on another phone, to be sure, each second time."""
    kitchen = committed.pilot
    phones = [Handset.of(kitchen.place, manager=kitchen.people["manager"]) for _ in range(2)]
    for _round in range(20):
        raw = text_of(reading(committed, phones[0]))
        told = at_once(8, partial(_hand_in, phones, raw))
        assert Counter(told) == {"stored": 1, "duplicate": 7}
    assert FridgeReading.objects.count() == Record.objects.count() == 20
    assert RecordConflict.objects.count() == 0


def _hand_in(phones: list[Handset], raw: bytes, number: int) -> str:
    result: str = sync(phones[number % len(phones)], [raw])["results"][0]["result"]
    return result


PHONES, TIMES = 4, 2
"""T22 in small: 300 phones with 60 records each are sent by `benchmarks/intake.py`."""


def test_many_phones_at_once_lose_nothing_and_double_nothing(committed: Cast) -> None:
    """T22: each kitchen's day, every batch sent twice at the same time."""
    stage, days = Stage(committed), []
    for number in range(PHONES):
        day = stage.day(kitchen=number)
        day.plan()
        days.append(offline_day(day))
        live(days[-1])

    def hand_in(number: int) -> Counter[str]:
        day = days[number // TIMES]
        assert day.handset is not None
        told: Counter[str] = Counter()
        for first in range(0, len(day.outbox), 20):
            reply = sync(day.handset, day.outbox[first : first + 20])
            told.update(one["result"] for one in reply["results"])
        return told

    told = sum(at_once(PHONES * TIMES, hand_in), Counter[str]())
    sent = [raw for day in days for raw in day.outbox]
    assert told == {"stored": len(sent), "duplicate": len(sent) * (TIMES - 1)}
    kept = Record.objects.exclude(kind="meal_plan")
    assert Counter(bytes(record.raw) for record in kept) == Counter(sent)
    rows = tables()
    acts = sum(
        len(found) for name, found in rows.items() if name not in ("Meal", "Dish", "Ingredient")
    )
    assert acts == Record.objects.count()
    assert {json.loads(raw)["id"] for raw in sent} == {str(record.pk) for record in kept}
