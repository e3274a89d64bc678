"""Jobs belong to the transaction that asks for them, and outlive the worker that began them."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from nguon.web.management.working import take_up_orphans
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db
SAID: list[str] = []


@app.task(name="tests.say", queue="tests")
def say(word: str) -> None:
    SAID.append(word)


@pytest.fixture(autouse=True)
def _silence() -> None:
    SAID.clear()


def waiting() -> list[tuple[str, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("select status, args ->> 'word', attempts from procrastinate_jobs")
        return list(cursor.fetchall())


def begun_by_a_worker_silent_for(seconds: int) -> Job:
    manager = app.job_manager
    worker = async_to_sync(manager.register_worker)()
    job = async_to_sync(manager.fetch_job)(queues=None, worker_id=worker)
    assert job is not None
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_workers set last_heartbeat = now() - %s * interval '1 second'",
            [seconds],
        )
    return job


def test_a_job_is_done_once() -> None:
    say.defer(word="once")
    assert (run_jobs(), run_jobs(), SAID) == (["tests.say"], [], ["once"])


def test_a_job_goes_with_the_transaction_that_asked_for_it() -> None:
    def ask_and_fail() -> None:
        with transaction.atomic():
            say.defer(word="never")
            raise RuntimeError("rolled back")

    with pytest.raises(RuntimeError, match="rolled back"):
        ask_and_fail()
    assert (run_jobs(), SAID) == ([], [])


@pytest.mark.parametrize(("silent_for", "status"), [(19, "doing"), (21, "todo")])
def test_a_job_of_a_worker_that_fell_silent_waits_again(silent_for: int, status: str) -> None:
    say.defer(word="again")
    begun_by_a_worker_silent_for(silent_for)
    taken_up = async_to_sync(take_up_orphans)(app, silent_for=20)
    assert (taken_up, waiting()) == (
        int(status == "todo"),
        [(status, "again", int(status == "todo"))],
    )


@pytest.mark.django_db(transaction=True)  # a violated constraint ends a transaction
def test_an_orphan_ends_if_another_waits_to_do_the_same() -> None:
    say.configure(queueing_lock="same").defer(word="first")
    begun_by_a_worker_silent_for(60)
    say.configure(queueing_lock="same").defer(word="second")
    async_to_sync(take_up_orphans)(app, silent_for=20)
    assert waiting() == [("todo", "second", 0)]


def test_a_job_that_kills_every_worker_is_given_up() -> None:
    say.defer(word="deadly")
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set attempts = 20")
    begun_by_a_worker_silent_for(60)
    async_to_sync(take_up_orphans)(app, silent_for=20)
    assert waiting() == [("failed", "deadly", 21)]
