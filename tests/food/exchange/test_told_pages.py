"""The log of deliveries as people read it, and its few buttons."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from nguon.base import clock
from nguon.food.exchange.models import Delivery, Subscription
from nguon.food.exchange.rules.verdict import MOST_ATTEMPTS
from tests.food.exchange.receiver import Receiver
from tests.food.exchange.subscribers import TOKEN, Subscriber, deliveries, observed
from tests.food.trace.conftest import Cast


@pytest.fixture
def subscriber(cast: Cast, receiver: Receiver) -> Subscriber:
    one = Subscriber(cast.cooperative, receiver.url, clock.now())
    one.name_query()
    return one


def page_of(cast: Cast, who: str = "cooperative") -> Client:
    client = Client()
    person = getattr(cast, who).person
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def refused(subscriber: Subscriber, receiver: Receiver, *, times: int) -> Delivery:
    """A delivery that was attempted so many times in vain."""
    one = subscriber.subscribe()
    subscriber.actor.capture(observed(subscriber.actor, 1))
    receiver.answers = [503] * times
    for _ in range(times):
        subscriber.look()
        subscriber.later(hours=9)
    return Delivery.objects.get(subscription=one)


def act(client: Client, name: str, pk: Any, wanted: int = 302) -> None:
    assert client.post(reverse(f"exchange:{name}", args=[pk])).status_code == wanted


def test_a_dead_letter_is_sent_again_under_its_own_id_by_a_person(
    subscriber: Subscriber, receiver: Receiver, cast: Cast
) -> None:
    dead = refused(subscriber, receiver, times=MOST_ATTEMPTS)
    subscriber.actor.capture(observed(subscriber.actor, 2, step="picking"))
    subscriber.now = clock.now()
    act(page_of(cast), "replay", dead.pk)
    subscriber.later(minutes=1)
    assert subscriber.look() == 2
    *_, again, next_one = receiver.sent
    assert again.mark == (str(dead.pk), str(MOST_ATTEMPTS + 1))
    assert next_one.steps == ["picking"]
    one = Subscription.objects.get()
    assert deliveries(one) == [(1, "arrived", MOST_ATTEMPTS + 1), (2, "arrived", 1)]
    last = dead.attempts.order_by("-number")[0]
    assert last.asked_by == cast.cooperative.person.full_name


def test_going_on_without_it_moves_the_position_and_says_who(
    subscriber: Subscriber, receiver: Receiver, cast: Cast
) -> None:
    dead = refused(subscriber, receiver, times=MOST_ATTEMPTS)
    subscriber.actor.capture(observed(subscriber.actor, 2, step="picking"))
    client = page_of(cast)
    assert client.get(reverse("exchange:leave_out", args=[dead.pk])).status_code == 200
    act(client, "leave_out", dead.pk)
    subscriber.look()
    assert receiver.sent[-1].steps == ["picking"]
    dead.refresh_from_db()
    assert (dead.state, dead.set_aside_by) == ("set_aside", cast.cooperative.person.full_name)
    act(client, "replay", dead.pk)
    subscriber.now = clock.now()
    subscriber.look()
    assert receiver.sent[-1].mark == (str(dead.pk), str(MOST_ATTEMPTS + 1))
    subscriber.look()
    assert len(receiver.sent) == MOST_ATTEMPTS + 2  # nothing repeats silently


def test_a_paused_subscription_is_told_afterwards(
    subscriber: Subscriber, receiver: Receiver, cast: Cast
) -> None:
    one = subscriber.subscribe()
    client = page_of(cast)
    act(client, "pause", one.pk)
    subscriber.actor.capture(observed(subscriber.actor, 1))
    assert subscriber.look() == 0
    act(client, "resume", one.pk)
    assert subscriber.look() == 1


def test_letting_a_stopped_one_go_on_sends_its_dead_letter_first(
    subscriber: Subscriber, receiver: Receiver, cast: Cast
) -> None:
    dead = refused(subscriber, receiver, times=MOST_ATTEMPTS)
    act(page_of(cast), "resume", dead.subscription_id)
    subscriber.now = clock.now()
    subscriber.look()
    assert receiver.sent[-1].mark == (str(dead.pk), str(MOST_ATTEMPTS + 1))


def test_only_one_delivery_is_on_its_way(
    subscriber: Subscriber, receiver: Receiver, cast: Cast
) -> None:
    one = subscriber.subscribe()
    subscriber.actor.capture(observed(subscriber.actor, 1))
    subscriber.look()
    subscriber.actor.capture(observed(subscriber.actor, 2))
    receiver.answers = [503]
    subscriber.look()
    first = Delivery.objects.get(subscription=one, number=1)
    act(page_of(cast), "replay", first.pk, 409)
    assert deliveries(one) == [(1, "arrived", 1), (2, "waiting", 1)]


def test_the_log_says_what_the_receiver_said_and_never_the_token(
    subscriber: Subscriber, receiver: Receiver, cast: Cast
) -> None:
    waiting = refused(subscriber, receiver, times=1)
    client = page_of(cast)
    listed = client.get(reverse("exchange:told")).content.decode()
    log = client.get(reverse("exchange:told_log", args=[waiting.subscription_id])).content.decode()
    assert "127.0.0.1" in listed
    assert "HTTP 503" in log
    assert str(waiting.pk) in log
    assert TOKEN not in listed + log


@pytest.mark.parametrize("who", ["outsider", "kitchen"])
def test_nobody_else_sees_or_moves_it(
    subscriber: Subscriber, receiver: Receiver, cast: Cast, who: str
) -> None:
    waiting = refused(subscriber, receiver, times=1)
    client = page_of(cast, who)
    denied = 403 if who == "kitchen" else 404
    log = reverse("exchange:told_log", args=[waiting.subscription_id])
    assert client.get(log).status_code == denied
    for name in ("replay", "leave_out"):
        act(client, name, waiting.pk, denied)
    for name in ("pause", "resume"):
        act(client, name, waiting.subscription_id, denied)
    listed = client.get(reverse("exchange:told"))
    assert "127.0.0.1" not in listed.content.decode()


def test_the_buttons_need_the_token_of_the_form(
    subscriber: Subscriber, receiver: Receiver, cast: Cast
) -> None:
    waiting = refused(subscriber, receiver, times=1)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.cooperative.person, backend="django.contrib.auth.backends.ModelBackend")
    act(client, "replay", waiting.pk, 403)


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_as_often_for_three_as_for_one(
    subscriber: Subscriber,
    receiver: Receiver,
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for _ in range(count):
        one = subscriber.subscribe()
    for hour in range(count):
        subscriber.actor.capture(observed(subscriber.actor, hour))
        subscriber.look()
    client = page_of(cast)
    client.get(reverse("exchange:told"))
    with django_assert_num_queries(13):
        client.get(reverse("exchange:told"))
    with django_assert_num_queries(20):
        client.get(reverse("exchange:told_log", args=[one.pk]))
