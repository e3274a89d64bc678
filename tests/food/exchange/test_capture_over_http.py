"""The programs' interface: documents in, jobs and events out."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from nguon.core.epcis import parse_document
from nguon.core.epcis.event_hash import event_hash
from nguon.food.exchange.api import body
from tests.food.trace.conftest import Actor, Cast

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.cooperative)


def client_of(actor: Actor) -> Client:
    """Who wants events back exactly as captured."""
    return Client(
        headers={
            "authorization": f"Bearer {actor.key_secret}",
            "gs1-epc-format": "Never_Translates",
        }
    )


def sent(client: Client, path: str, body: bytes, **headers: str) -> Any:
    return client.post(path, body, content_type="application/ld+json", headers=headers)


def event(number: int = 1, **members: Any) -> dict[str, Any]:
    return {
        "type": "ObjectEvent",
        "eventID": f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        "eventTime": f"2026-11-23T07:00:{number % 60:02}.000+07:00",
        "eventTimeZoneOffset": "+07:00",
        "action": "OBSERVE",
        "bizStep": "shipping",
        "epcList": [f"https://bep.example/obj/{number}"],
    } | members


def document(*events: dict[str, Any]) -> bytes:
    return json.dumps(
        {
            "@context": [CONTEXT],
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-11-23T07:00:00+07:00",
            "epcisBody": {"eventList": list(events)},
        }
    ).encode()


def exact(text: bytes) -> Any:
    """JSON with numbers as they are written: 1.0 is not 1."""
    return json.loads(text, parse_float=lambda t: ("number", t), parse_int=lambda t: ("number", t))


def events_in(root: Any) -> list[dict[str, Any]]:
    body = root["epcisBody"]
    if "queryResults" in body:
        body = body["queryResults"]["resultsBody"]
    return list(body["eventList"])


def without_given(members: dict[str, Any], sent_members: dict[str, Any]) -> dict[str, Any]:
    """What the repository itself adds: recordTime always, eventID if none was sent."""
    assert "recordTime" in members
    kept = {k: v for k, v in members.items() if k != "recordTime"}
    return kept if "eventID" in sent_members else {k: v for k, v in kept.items() if k != "eventID"}


def gs1_examples() -> list[Path]:
    folder = settings.CONFORMANCE_DIR / "epcis" / "gs1-json"
    return sorted(folder.rglob("*.jsonld")) if folder.is_dir() else []


def invalid_examples() -> list[Path]:
    folder = settings.CONFORMANCE_DIR / "epcis" / "invalid-json"
    return sorted(folder.glob("*.json")) if folder.is_dir() else []


@pytest.mark.parametrize("path", gs1_examples(), ids=lambda path: path.stem)
def test_a_gs1_example_is_captured_and_read_back_equal(client: Client, path: Path) -> None:
    raw = path.read_bytes()
    answer = sent(client, "/capture", raw)
    assert (answer.status_code, answer.content) == (202, b"")
    job = client.get(answer["Location"]).json()
    assert (job["running"], job["success"], job["errors"]) == (False, True, [])
    wanted = [{k: v for k, v in one.items() if k != "recordTime"} for one in events_in(exact(raw))]
    got = events_in(exact(client.get("/events?perPage=100").content))
    assert [without_given(g, w) for g, w in zip(got, wanted, strict=True)] == wanted


@pytest.mark.parametrize("path", gs1_examples(), ids=lambda path: path.stem)
def test_each_event_of_a_gs1_example_is_found_by_its_id(client: Client, path: Path) -> None:
    raw = path.read_bytes()
    sent(client, "/capture", raw)
    for one in events_in(exact(raw)):
        if "eventID" in one:
            answer = client.get(f"/events/{quote(one['eventID'], safe='')}")
            one.pop("recordTime", None)
            found = [without_given(e, one) for e in events_in(exact(answer.content))]
            assert one in found
            assert {e["eventID"] for e in found} == {one["eventID"]}


@pytest.mark.parametrize("path", invalid_examples(), ids=lambda path: path.stem)
def test_an_invalid_document_is_refused_with_path_and_reason(client: Client, path: Path) -> None:
    raw = path.read_bytes()
    answer = sent(client, "/capture", raw)
    problem = answer.json()
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert problem["type"] == "epcisException:ValidationException"
    assert problem["errors"]
    for error in problem["errors"]:
        assert error["path"].startswith("/epcisBody/eventList/")
        assert error["message"]["vi"]
        assert error["message"]["en"]
        assert error["remedy"]["vi"]
    job = client.get(f"/capture/{problem['captureID']}").json()
    assert (job["success"], job["errors"]) == (False, problem["errors"])
    assert events_in(client.get("/events").json()) == []


def test_what_was_refused_is_kept_exactly_as_sent(client: Client, rows: Any) -> None:
    raw = b'{"type": "EPCISDocument", oops\xff'
    assert sent(client, "/capture", raw).status_code == 400
    [(kept, stored)] = rows(
        "select raw, stored_count from trace_capture_job j join trace_capture_part p"
        " on p.job_id = j.id"
    )
    assert (bytes(kept), stored) == (raw, 0)


def test_the_same_document_again_changes_nothing(client: Client) -> None:
    raw = document(event(1), event(2))
    first = client.get(sent(client, "/capture", raw)["Location"]).json()
    again = client.get(sent(client, "/capture", raw)["Location"]).json()
    assert (first["nguon:stored"], first["nguon:duplicates"]) == (2, 0)
    assert (again["nguon:stored"], again["nguon:duplicates"]) == (0, 2)
    assert len(events_in(client.get("/events").json())) == 2


def test_one_taken_id_keeps_the_whole_document_out(client: Client) -> None:
    sent(client, "/capture", document(event(1)))
    answer = sent(client, "/capture", document(event(2), event(1, bizStep="receiving")))
    assert answer.status_code == 202
    job = client.get(answer["Location"]).json()
    assert job["success"] is False
    assert [(e["status"], e["eventID"]) for e in job["errors"]] == [(409, event(1)["eventID"])]
    assert [e["eventID"] for e in events_in(client.get("/events").json())] == [event(1)["eventID"]]


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 202),
        ("application/ld+json", 202),
        ("application/json; charset=utf-8", 202),
        ("application/json; charset=latin-1", 415),
        ("application/csv", 415),
        ("text/plain", 415),
        ("multipart/form-data; boundary=x", 415),
    ],
)
def test_only_json_is_read(client: Client, content_type: str, status: int) -> None:
    answer = client.post("/capture", document(event()), content_type=content_type)
    assert answer.status_code == status
    if status == 415:
        assert answer.json()["type"] == "epcisException:UnsupportedMediaTypeException"


def test_too_many_bytes_are_refused_and_the_limits_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body, "CAPTURE_OCTETS", 100)
    answer = sent(client, "/capture", document(event()))
    assert answer.status_code == 413
    assert answer.json()["type"] == "epcisException:CaptureLimitExceededException"
    assert answer["GS1-EPCIS-Capture-File-Size-Limit"] == str(128 * 1024 * 1024)


def test_too_many_events_are_refused(client: Client) -> None:
    answer = sent(client, "/capture", document(*[{"type": "ObjectEvent"}] * 100_001))
    assert answer.status_code == 413
    assert answer.json()["type"] == "epcisException:CaptureLimitExceededException"
    assert answer["GS1-EPCIS-Capture-Limit"] == "100000"


def bare(**members: Any) -> bytes:
    return json.dumps({"@context": [CONTEXT], **event(**members)}).encode()


def test_a_single_event_is_created_once(client: Client) -> None:
    created = sent(client, "/events", bare())
    again = sent(client, "/events", bare())
    other = sent(client, "/events", bare(bizStep="receiving"))
    assert [created.status_code, again.status_code, other.status_code] == [201, 200, 409]
    assert created["Location"] == again["Location"]
    assert other.json()["type"] == "epcisException:ResourceAlreadyExistsException"
    assert (
        created.json()
        == client.get(created["Location"]).json()["epcisBody"]["queryResults"]["resultsBody"][
            "eventList"
        ][0]
    )


def test_an_event_without_id_is_given_its_hash(client: Client) -> None:
    members = json.loads(bare())
    del members["eventID"]
    created = sent(client, "/events", json.dumps(members).encode())
    assert sent(client, "/events", json.dumps(members).encode()).status_code == 200
    given = created.json()["eventID"]
    (event,) = parse_document(json.dumps(members).encode()).events
    assert given == event_hash(event)
    assert created["Location"] == f"/events/{quote(given, safe='')}"
    assert client.get(created["Location"]).status_code == 200


def test_a_document_is_no_single_event(client: Client) -> None:
    answer = sent(client, "/events", document(event()))
    assert answer.status_code == 400
    assert [e["path"] for e in answer.json()["errors"]] == ["/type"]


def test_a_client_s_record_time_is_replaced_by_the_server_s(client: Client) -> None:
    created = sent(client, "/events", bare(recordTime="1999-01-01T00:00:00Z"))
    assert not created.json()["recordTime"].startswith("1999")


def test_an_error_declaration_is_kept_beside_the_untouched_event(client: Client) -> None:
    declaration = {"declarationTime": "2026-11-24T00:00:00Z", "reason": "did_not_occur"}
    sent(client, "/events", bare())
    declared = sent(client, "/events", bare(errorDeclaration=declaration))
    again = sent(client, "/events", bare(errorDeclaration=declaration))
    assert [declared.status_code, again.status_code] == [201, 200]
    found = events_in(client.get(declared["Location"]).json())
    assert [e.get("errorDeclaration") for e in found] == [None, declaration]
    only = events_in(client.get("/events?EXISTS_errorDeclaration=true").json())
    assert [e["errorDeclaration"] for e in only] == [declaration]


def test_nobody_captures_or_queries_without_a_key(cast: Cast) -> None:
    for method, path in [("post", "/capture"), ("get", "/capture"), ("get", "/events")]:
        answer = getattr(Client(), method)(path, content_type="application/json")
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="nguon"')
        assert answer.json()["type"] == "epcisException:SecurityException"


def test_a_session_needs_the_csrf_token_and_a_key_does_not(cast: Cast) -> None:
    signed_in = Client(enforce_csrf_checks=True)
    signed_in.force_login(cast.cooperative.person, "django.contrib.auth.backends.ModelBackend")
    refused = sent(signed_in, "/capture", document(event()))
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf")
    with_key = Client(
        enforce_csrf_checks=True,
        headers={"authorization": f"Bearer {cast.cooperative.key_secret}"},
    )
    assert sent(with_key, "/capture", document(event())).status_code == 202


def test_a_cook_may_not_capture(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.kitchen.person, "django.contrib.auth.backends.ModelBackend")
    assert sent(client, "/capture", document(event())).status_code == 403


def test_options_tell_versions_and_limits(client: Client) -> None:
    answer = Client().options("/capture")
    assert answer.status_code == 204
    assert {
        name: answer[name]
        for name in ("Allow", "GS1-EPCIS-Version", "GS1-CBV-Max", "GS1-Capture-Error-Behaviour")
    } == {
        "Allow": "OPTIONS, GET, POST, HEAD",
        "GS1-EPCIS-Version": "2.0.0",
        "GS1-CBV-Max": "2.0.0",
        "GS1-Capture-Error-Behaviour": "all",
    }
    assert int(answer["GS1-EPCIS-Capture-Limit"]) == 100_000


def test_jobs_are_listed_newest_first_page_by_page(client: Client) -> None:
    places = [sent(client, "/capture", document(event(n)))["Location"] for n in (1, 2, 3)]
    first = client.get("/capture?perPage=2")
    following = client.get(first["Link"].split(";")[0].strip("<>"))
    ids = [job["captureID"] for job in first.json() + following.json()]
    assert [f"/capture/{id_}" for id_ in ids] == places[::-1]
    assert "Link" not in following


def test_numbers_keep_their_writing(client: Client) -> None:
    lot = {"epcClass": "https://bep.example/class/1", "quantity": Decimal("12.50"), "uom": "KGM"}
    text = json.dumps(event(epcList=[], quantityList=["LOT"])).replace(
        '"LOT"', json.dumps(lot, default=str).replace('"12.50"', "12.50")
    )
    raw = document().replace(b"[]", b"[" + text.encode() + b"]")
    assert sent(client, "/capture", raw).status_code == 202
    [kept] = events_in(exact(client.get("/events").content))
    assert kept["quantityList"][0]["quantity"] == ("number", "12.50")


def test_a_context_may_hold_numbers(client: Client) -> None:
    context = [CONTEXT, {"@version": 1.1, "farm": "https://farm.example/"}]
    body = document(event(**{"farm:field": "7"}))
    body = body.replace(json.dumps([CONTEXT]).encode(), json.dumps(context).encode())
    assert sent(client, "/capture", body).status_code == 202
    answer = client.get("/events").json()
    (found,) = events_in(answer)
    assert (found["farm:field"], answer["@context"]) == ("7", context)


def test_a_number_that_readers_take_for_infinity_is_refused(client: Client) -> None:
    weighed = event(quantityList=[{"epcClass": "urn:x:rice", "quantity": 12345, "uom": "KGM"}])
    refused = sent(client, "/capture", document(weighed).replace(b"12345", b"1e400"))
    assert (refused.status_code, refused.json()["errors"][0]["rule"]) == (
        400,
        "json-number (RFC 8259 §6)",
    )
    assert events_in(client.get("/events").json()) == []


@pytest.mark.parametrize("members", [{"eventID": "urn:x:%s"}, {"epcList": ["urn:x:%s"]}])
def test_an_identifier_longer_than_an_index_takes_is_refused(client: Client, members: Any) -> None:
    long = hashlib.shake_256(b"").hexdigest(5_000)
    body = document(event(**members)).replace(b"%s", long.encode())
    assert sent(client, "/capture", body).status_code == 400


def test_a_mistyped_identifier_of_ours_is_refused(client: Client) -> None:
    """Its check character tells a slip of the finger from an unknown thing."""
    slip = f"https://{settings.NGUON_IDENTIFIER_HOST}/obj/0123456789A"
    answer = sent(client, "/capture", document(event(epcList=[slip])))
    assert (answer.status_code, "epcList" in answer.content.decode()) == (400, True)


def test_a_word_of_users_is_the_same_under_any_prefix(client: Client) -> None:
    for number, prefix in ((1, "farm"), (2, "f")):
        members = {"@context": [{prefix: "https://farm.example/voc/"}], "bizStep": f"{prefix}:dry"}
        assert sent(client, "/capture", document(event(number, **members))).status_code == 202
    found = client.get("/events", {"EQ_bizStep": "https://farm.example/voc/dry"}).json()
    events = found["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    assert [one["bizStep"] for one in events] == ["farm:dry", "f:dry"]


def test_a_refusal_may_quote_what_the_database_cannot_keep(client: Client) -> None:
    """%00 in a key of GS1 stands for a NUL."""
    odd = event(epcList=["https://id.gs1.org/01/09506000134352/21/%00"])
    answer = sent(client, "/capture", document(odd))
    assert answer.status_code == 400
    job = client.get(f"/capture/{answer.json()['captureID']}").json()
    assert [error["path"] for error in job["errors"]] == ["/epcisBody/eventList/0/epcList/0"]


def test_a_number_of_any_length_is_captured(client: Client) -> None:
    text = document(event(**{"ex:long": "NUMBER"})).replace(b'"NUMBER"', b"1." + b"7" * 3_000)
    text = text.replace(
        f'["{CONTEXT}"]'.encode(), f'["{CONTEXT}",{{"ex":"https://ex.example/"}}]'.encode()
    )
    assert sent(client, "/capture", text).status_code == 202
    found = client.get(
        "/events", {"GT_ex:long": "1.7"}, headers={"gs1-extensions": "ex=https://ex.example/"}
    )
    assert b"1." + b"7" * 3_000 in found.content
