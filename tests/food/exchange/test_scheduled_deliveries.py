"""Subscriptions by schedule: told at their time, whole runs, and empty ones if asked."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from nguon.base import clock
from nguon.food.exchange.models import Subscription
from tests.food.exchange.receiver import Receiver
from tests.food.exchange.subscribers import Subscriber, observed
from tests.food.trace.conftest import Cast

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def subscriber(cast: Cast, receiver: Receiver) -> Subscriber:
    one = Subscriber(cast.kitchen, receiver.url, clock.now())
    one.name_query()
    return one


def due_of(one: Subscription) -> datetime:
    one.refresh_from_db()
    assert one.next_due_at is not None
    return one.next_due_at


def test_nothing_is_told_before_its_time_and_the_next_run_is_set(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    one = subscriber.subscribe(schedule={"hour": "1", "minute": "5"})
    subscriber.actor.capture(observed(subscriber.actor, 1))
    assert subscriber.look() == 0
    due = due_of(one)
    assert f"{due.astimezone(HERE):%H:%M:%S}" == "01:05:00"
    subscriber.now = due
    assert (subscriber.look(), subscriber.look()) == (1, 0)
    assert (due_of(one) - due).days == 1


def test_a_run_longer_than_a_batch_is_told_whole(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    one = subscriber.subscribe(schedule={"minute": "0"})
    Subscription.objects.update(batch_size=2)
    kitchen = subscriber.actor
    kitchen.capture(*(observed(kitchen, hour) for hour in range(5)))
    subscriber.now = due_of(one)
    assert subscriber.look() == 3
    assert [len(sent.steps) for sent in receiver.sent] == [2, 2, 1]


@pytest.mark.parametrize(("if_empty", "told"), [(True, [[]]), (False, [])])
def test_that_there_is_nothing_is_told_if_asked(
    subscriber: Subscriber, receiver: Receiver, if_empty: bool, told: list[list[str]]
) -> None:
    one = subscriber.subscribe(schedule={"minute": "0"}, reportIfEmpty=if_empty)
    subscriber.now = due_of(one)
    subscriber.look()
    assert [sent.steps for sent in receiver.sent] == told
    assert due_of(one) > subscriber.now


def test_runs_that_were_missed_are_told_in_one(subscriber: Subscriber, receiver: Receiver) -> None:
    subscriber.subscribe(schedule={"minute": "0"})
    subscriber.actor.capture(observed(subscriber.actor, 1, step="storing"))
    subscriber.later(days=3)
    subscriber.actor.capture(observed(subscriber.actor, 2, step="picking"))
    assert (subscriber.look(), subscriber.look()) == (1, 0)
    assert receiver.sent[0].steps == ["storing", "picking"]
