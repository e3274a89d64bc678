"""`proceed`, and documents that are captured after the answer: whatever is acknowledged is done."""

import sys
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from nguon.base import clock
from nguon.core.epcis import slices
from nguon.food.trace.models import CaptureJob
from nguon.food.trace.operations import run_capture_job
from nguon.food.trace.rules import capture_text
from tests.food.exchange.test_capture_over_http import (
    client_of,
    document,
    event,
    events_in,
    sent,
)
from tests.food.trace.conftest import Cast
from tests.jobs import run_jobs

PROCEED = {"GS1-Capture-Error-Behaviour": "proceed"}


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.cooperative)


@pytest.fixture(params=["whole", "in pieces"])
def _long(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test of these holds for a document in pieces of two events as well."""
    if request.param == "in pieces":
        monkeypatch.setattr(capture_text, "LONG", 0)
        monkeypatch.setattr(slices, "SLICE_EVENTS", 2)


@pytest.fixture
def put_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Already two events are too many to be captured before the answer."""
    monkeypatch.setattr(capture_text, "LONG", 0)
    monkeypatch.setattr(slices, "SLICE_EVENTS", 2)
    front = sys.modules["nguon.food.trace.operations.capture_document"]
    monkeypatch.setattr(front, "AT_ONCE", 1)


@pytest.fixture
def worker(db: None) -> None:
    """A worker that said just now that it is there."""
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers (last_heartbeat) values (now())")


def job_of(client: Client, answer: Any) -> dict[str, Any]:
    assert answer.status_code == 202
    members: dict[str, Any] = client.get(answer["Location"]).json()
    return members


def stored_ids(client: Client) -> list[str]:
    return [one["eventID"] for one in events_in(client.get("/events?perPage=100").json())]


def ids(*numbers: int) -> list[str]:
    return [event(number)["eventID"] for number in numbers]


@pytest.mark.usefixtures("_long")
def test_with_proceed_the_events_that_are_right_are_kept(client: Client) -> None:
    sent(client, "/capture", document(event(2)))
    body = document(
        event(1),
        event(2, bizStep="receiving"),
        event(3, action="UPDATE"),
        event(4),
        event(5, eventTime="yesterday"),
        event(6),
    )
    job = job_of(client, sent(client, "/capture", body, **PROCEED))
    assert (job["running"], job["success"], job["captureErrorBehaviour"]) == (
        False,
        False,
        "proceed",
    )
    assert "finishedAt" in job
    assert {(e["event"], e["status"], e.get("eventID", e.get("path"))) for e in job["errors"]} == {
        (1, 409, ids(2)[0]),
        (2, 400, "/epcisBody/eventList/2/action"),
        (4, 400, "/epcisBody/eventList/4/eventTime"),
    }
    assert stored_ids(client) == ids(2, 1, 4, 6)
    assert job["nguon:stored"] == 3


@pytest.mark.usefixtures("_long")
@pytest.mark.parametrize("behaviour", ["rollback", "proceed"])
def test_without_errors_both_behaviours_are_one(client: Client, behaviour: str) -> None:
    body = document(*[event(number) for number in range(1, 6)])
    headers = {"GS1-Capture-Error-Behaviour": behaviour}
    job = job_of(client, sent(client, "/capture", body, **headers))
    assert (job["running"], job["success"], job["errors"], job["nguon:stored"]) == (
        False,
        True,
        [],
        5,
    )
    assert stored_ids(client) == ids(1, 2, 3, 4, 5)
    again = job_of(client, sent(client, "/capture", body, **headers))
    assert (again["success"], again["nguon:stored"], again["nguon:duplicates"]) == (True, 0, 5)


@pytest.mark.usefixtures("_long")
def test_with_rollback_one_fault_keeps_all_events_out(client: Client) -> None:
    body = document(event(1), event(2), event(3), event(4, action="UPDATE"))
    refused = sent(client, "/capture", body)
    assert refused.status_code == 400
    assert [e["path"] for e in refused.json()["errors"]] == ["/epcisBody/eventList/3/action"]
    sent(client, "/capture", document(event(4)))
    job = job_of(
        client,
        sent(client, "/capture", document(*[event(n) for n in (1, 2, 3)], event(4, action="ADD"))),
    )
    assert [(e["status"], e["eventID"]) for e in job["errors"]] == [(409, ids(4)[0])]
    assert stored_ids(client) == ids(4)


@pytest.mark.usefixtures("_long")
@pytest.mark.parametrize(
    "body",
    [
        b"{",
        document(event()).replace(b'"2.0"', b'"9.9"'),
        document(event()).replace(b'"eventList"', b'"events"'),
    ],
)
def test_with_proceed_a_fault_of_the_whole_is_refused(client: Client, body: bytes) -> None:
    assert sent(client, "/capture", body, **PROCEED).status_code == 400
    assert stored_ids(client) == []


def test_an_unknown_behaviour_is_refused(client: Client) -> None:
    for asked in ("all", "ignore", ""):
        answer = sent(client, "/capture", document(), **{"GS1-Capture-Error-Behaviour": asked})
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (
            400,
            "GS1-Capture-Error-Behaviour",
        )


# After the answer


@pytest.mark.usefixtures("put_off", "worker")
@pytest.mark.parametrize("behaviour", ["rollback", "proceed"])
def test_a_long_document_is_captured_by_the_worker(client: Client, behaviour: str) -> None:
    body = document(*[event(number) for number in range(1, 6)])
    answer = sent(client, "/capture", body, **{"GS1-Capture-Error-Behaviour": behaviour})
    waiting = job_of(client, answer)
    assert (waiting["running"], waiting["success"]) == (True, True)
    assert "finishedAt" not in waiting
    assert stored_ids(client) == []
    assert run_jobs() == ["exchange.capture"]
    done = job_of(client, answer)
    assert (done["running"], done["success"], done["nguon:stored"]) == (False, True, 5)
    assert done["finishedAt"] >= done["createdAt"]
    assert stored_ids(client) == ids(1, 2, 3, 4, 5)


@pytest.mark.usefixtures("put_off", "worker")
def test_errors_found_later_stand_in_the_job(client: Client) -> None:
    body = document(event(1), event(2), event(3, action="UPDATE"))
    rollback = sent(client, "/capture", body)
    proceed = sent(client, "/capture", body, **PROCEED)
    run_jobs()
    for answer, count in ((rollback, 0), (proceed, 2)):
        job = job_of(client, answer)
        assert (job["running"], job["success"], job["nguon:stored"]) == (False, False, count)
        assert [e["path"] for e in job["errors"]] == ["/epcisBody/eventList/2/action"]
    assert stored_ids(client) == ids(1, 2)


@pytest.mark.usefixtures("put_off", "worker")
def test_a_conflict_found_late_takes_everything_back(client: Client) -> None:
    sent(client, "/capture", document(event(3)))
    run_jobs()
    answer = sent(client, "/capture", document(event(1), event(2), event(3, action="ADD")))
    run_jobs()
    job = job_of(client, answer)
    assert [(e["status"], e["eventID"]) for e in job["errors"]] == [(409, ids(3)[0])]
    assert stored_ids(client) == ids(3)


@pytest.mark.usefixtures("put_off")
def test_without_a_worker_the_document_is_captured_before_the_answer(client: Client) -> None:
    answer = sent(client, "/capture", document(event(1), event(2)))
    assert job_of(client, answer)["running"] is False
    assert stored_ids(client) == ids(1, 2)
    assert run_jobs() == ["exchange.capture"]
    assert stored_ids(client) == ids(1, 2)


@pytest.mark.usefixtures("put_off", "worker")
def test_when_the_worker_dies_the_next_look_at_the_job_does_it(client: Client) -> None:
    answer = sent(client, "/capture", document(event(1), event(2)))
    assert job_of(client, answer)["running"] is True
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_workers set last_heartbeat = %s",
            [clock.now() - timedelta(seconds=21)],
        )
    assert job_of(client, answer)["running"] is False
    assert stored_ids(client) == ids(1, 2)


@pytest.mark.usefixtures("put_off", "worker")
def test_a_job_goes_on_after_a_crash_where_it_was(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = document(*[event(number) for number in range(1, 6)])
    answer = sent(client, "/capture", body, **PROCEED)
    number = uuid.UUID(answer["Location"].rpartition("/")[2])
    moments = iter([clock.now()])  # the second piece finds the process dead

    with pytest.raises(StopIteration):
        run_capture_job(number, now=lambda: next(moments))
    half = job_of(client, answer)
    assert (half["running"], half["nguon:stored"]) == (True, 2)
    run_jobs()
    done = job_of(client, answer)
    assert (done["running"], done["success"], done["nguon:stored"]) == (False, True, 5)
    assert stored_ids(client) == ids(1, 2, 3, 4, 5)


@pytest.mark.usefixtures("put_off", "worker")
def test_a_job_done_twice_is_done_once(client: Client) -> None:
    answer = sent(client, "/capture", document(event(1), event(2)))
    run_jobs()
    job = CaptureJob.objects.get()
    run_capture_job(job.pk, now=clock.now)
    assert job.parts.count() == 1
    assert job_of(client, answer)["nguon:stored"] == 2


@pytest.mark.usefixtures("put_off", "worker")
def test_the_whole_of_a_long_document_is_looked_at_before_the_answer(client: Client) -> None:
    body = document(event(1), event(2)).replace(b'"2.0"', b'"9.9"')
    assert sent(client, "/capture", body).status_code == 400
    assert run_jobs() == []
