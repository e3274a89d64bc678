"""What a subscriber may see counts when it is told, not when it was subscribed to."""

import socket
from typing import Any

import pytest
from django.conf import settings

from nguon.base import clock
from nguon.food.exchange.models import DeliveryAttempt, Subscription
from nguon.ground.people.models import ApiKey
from nguon.ground.people.operations import revoke_api_key
from tests.food.exchange.receiver import Receiver, listening
from tests.food.exchange.subscribers import Subscriber, deliveries, observed
from tests.food.trace.conftest import PACKED, Cast, kilos, shipped


@pytest.fixture
def subscriber(cast: Cast, receiver: Receiver) -> Subscriber:
    one = Subscriber(cast.kitchen, receiver.url, clock.now())
    one.name_query()
    return one


def test_a_stranger_hears_nothing_of_us_and_we_hear_what_is_sent_to_us(
    subscriber: Subscriber, receiver: Receiver, cast: Cast
) -> None:
    with listening() as theirs:
        stranger = Subscriber(cast.outsider, theirs.url, clock.now())
        stranger.name_query()
        stranger.subscribe()
        subscriber.subscribe()
        cast.other_kitchen.capture(observed(cast.other_kitchen, 1, step="packing"))
        cast.kitchen.capture(observed(cast.kitchen, 2, step="storing"))
        farm = cast.cooperative
        farm.capture(shipped(farm, 3, to=cast.kitchen, quantity_list=(kilos(PACKED, "1"),)))
        subscriber.look()
        stranger.look()
        assert theirs.sent == []
    assert [sent.steps for sent in receiver.sent] == [["storing", "shipping"]]


def test_a_revoked_key_is_told_nothing_more_and_loses_nothing(
    subscriber: Subscriber, receiver: Receiver, cast: Cast
) -> None:
    one = subscriber.subscribe()
    revoke(cast)
    subscriber.actor.capture(observed(subscriber.actor, 1))
    assert (subscriber.look(), receiver.sent) == (0, [])
    stopped = Subscription.objects.get()
    assert (stopped.stop, stopped.position) == ("rights", one.position)


def test_rights_withdrawn_between_two_attempts_stop_the_second(
    subscriber: Subscriber, receiver: Receiver, cast: Cast
) -> None:
    one = subscriber.subscribe()
    subscriber.actor.capture(observed(subscriber.actor, 1))
    receiver.answers = [500]
    subscriber.look()
    revoke(cast)
    subscriber.later(seconds=10)
    subscriber.look()
    assert (len(receiver.sent), deliveries(one)) == (1, [(1, "waiting", 1)])
    one.refresh_from_db()
    assert one.stop == "rights"


def test_under_another_secret_key_nothing_is_sent_unsigned(
    subscriber: Subscriber, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscriber.subscribe()
    subscriber.actor.capture(observed(subscriber.actor, 1))
    monkeypatch.setattr(settings, "SECRET_KEY", "another key than the one it was sealed with")
    assert (subscriber.look(), receiver.sent) == (1, [])
    assert Subscription.objects.get().stop == "token"


def test_a_name_that_leads_inside_is_not_knocked_at(
    cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: public when subscribed to, an inner address when delivered to."""
    subscriber = Subscriber(cast.kitchen, "https://khach.example.vn/nhan", clock.now())
    subscriber.name_query()
    subscriber.subscribe()
    subscriber.actor.capture(observed(subscriber.actor, 1))
    asked: list[Any] = []

    def look_up(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in ADDRESSES]

    monkeypatch.undo()  # local addresses are not allowed any more
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    subscriber.look()
    assert (asked, receiver.sent) == (["khach.example.vn"], [])
    attempt = DeliveryAttempt.objects.get()
    assert (attempt.status, attempt.error) == (
        None,
        "Tên máy chủ dẫn tới một địa chỉ trong mạng nội bộ.",
    )


ADDRESSES = ("93.184.216.34", "127.0.0.1")


def test_a_local_address_in_the_book_is_not_knocked_at_once_they_are_forbidden(
    subscriber: Subscriber, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscriber.subscribe()
    subscriber.actor.capture(observed(subscriber.actor, 1))
    monkeypatch.undo()
    assert (subscriber.look(), receiver.sent) == (1, [])
    assert "dest" in DeliveryAttempt.objects.get().error


def revoke(cast: Cast) -> None:
    key = ApiKey.objects.get(organisation=cast.kitchen.organisation)
    revoke_api_key(key, by=cast.admin, at=clock.now())
