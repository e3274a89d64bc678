"""What is subscribed to arrives, in order, once or marked as a repetition, whatever fails."""

from datetime import timedelta

import pytest

from nguon.base import clock
from nguon.food.exchange.models import Delivery, DeliveryAttempt, Subscription
from nguon.food.exchange.operations.deliver import deliver
from nguon.food.exchange.queries.due_subscriptions import last_event_number
from nguon.food.exchange.rules.verdict import MOST_ATTEMPTS
from tests.food.exchange.receiver import Receiver
from tests.food.exchange.subscribers import TOKEN, Subscriber, deliveries, observed
from tests.food.trace.conftest import Cast


@pytest.fixture
def subscriber(cast: Cast, receiver: Receiver) -> Subscriber:
    one = Subscriber(cast.kitchen, receiver.url, clock.now())
    one.name_query()
    return one


def test_a_stream_tells_what_is_captured_after_it_and_nothing_from_before(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    kitchen = subscriber.actor
    kitchen.capture(observed(kitchen, 1, step="receiving"))
    one = subscriber.subscribe()
    assert subscriber.look() == 0
    kitchen.capture(observed(kitchen, 2, step="storing"), observed(kitchen, 3, step="picking"))
    assert (subscriber.look(), subscriber.look()) == (1, 0)
    (sent,) = receiver.sent
    assert sent.steps == ["storing", "picking"]
    assert sent.results["queryName"] == "moi"
    assert sent.results["subscriptionID"] == str(one.pk)
    assert sent.document["type"] == "EPCISQueryDocument"
    assert sent.headers["Content-Type"] == "application/json"
    assert deliveries(one) == [(1, "arrived", 1)]


def test_a_delivery_is_signed_with_the_subscribers_token(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    subscriber.subscribe()
    subscriber.actor.capture(observed(subscriber.actor, 1))
    subscriber.look()
    (sent,) = receiver.sent
    assert (sent.is_signed_by(TOKEN), sent.is_signed_by(TOKEN[1:])) == (True, False)
    assert f"t={int(subscriber.now.timestamp())}," in sent.headers["GS1-Signature"]


def test_without_a_token_nothing_is_signed(subscriber: Subscriber, receiver: Receiver) -> None:
    subscriber.subscribe(signatureToken=None)
    subscriber.actor.capture(observed(subscriber.actor, 1))
    subscriber.look()
    assert "GS1-Signature" not in receiver.sent[0].headers


def test_what_does_not_match_moves_the_position_without_a_delivery(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    subscriber.name_query("giao", EQ_bizStep=["shipping"])
    one = subscriber.subscribe("giao")
    subscriber.actor.capture(observed(subscriber.actor, 1))
    assert (subscriber.look(), receiver.sent, deliveries(one)) == (0, [], [])
    one.refresh_from_db()
    assert one.position == last_event_number()


def test_a_refused_delivery_comes_again_with_the_same_id_and_octets_and_nothing_overtakes(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    one = subscriber.subscribe()
    kitchen = subscriber.actor
    kitchen.capture(observed(kitchen, 1, step="receiving"))
    receiver.answers = [500, 302]
    assert subscriber.look() == 1
    kitchen.capture(observed(kitchen, 2, step="storing"))
    assert subscriber.look() == 0  # ten seconds are not over
    subscriber.later(seconds=10)
    assert subscriber.look() == 1
    subscriber.later(seconds=30)
    assert subscriber.look() == 2
    first, second, third, fourth = receiver.sent
    assert first.body == second.body == third.body
    assert [sent.steps for sent in receiver.sent] == [["receiving"]] * 3 + [["storing"]]
    ids = [sent.headers["Nguon-Delivery"] for sent in receiver.sent]
    assert ids == [ids[0]] * 3 + [ids[3]]
    assert ids[0] != ids[3]
    assert [sent.headers["Nguon-Attempt"] for sent in receiver.sent] == ["1", "2", "3", "1"]
    assert fourth.document["id"] == f"urn:uuid:{ids[3]}"
    assert deliveries(one) == [(1, "arrived", 3), (2, "arrived", 1)]


def test_the_receiver_may_ask_for_a_longer_pause(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    subscriber.subscribe()
    subscriber.actor.capture(observed(subscriber.actor, 1))
    receiver.answers = [(429, {"Retry-After": "120"})]
    subscriber.look()
    subscriber.later(seconds=119)
    assert subscriber.look() == 0
    subscriber.later(seconds=1)
    assert subscriber.look() == 1


def test_after_the_last_attempt_it_is_a_dead_letter_and_everything_waits_for_a_person(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    one = subscriber.subscribe()
    start = one.position
    subscriber.actor.capture(observed(subscriber.actor, 1))
    receiver.answers = [503] * MOST_ATTEMPTS
    for _ in range(MOST_ATTEMPTS):
        assert subscriber.look() == 1
        subscriber.later(hours=9)
    assert (subscriber.look(), len(receiver.sent)) == (0, MOST_ATTEMPTS)
    one.refresh_from_db()
    assert (one.stop, one.position, deliveries(one)) == (
        "undeliverable",
        start,
        [(1, "given_up", MOST_ATTEMPTS)],
    )


def test_a_receiver_that_is_gone_is_not_asked_again(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    one = subscriber.subscribe()
    subscriber.actor.capture(observed(subscriber.actor, 1))
    receiver.answers = [410]
    subscriber.look()
    assert deliveries(one) == [(1, "given_up", 1)]


def test_a_receiver_that_says_too_large_gets_smaller_parts(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    one = subscriber.subscribe()
    kitchen = subscriber.actor
    kitchen.capture(*(observed(kitchen, hour, step="storing") for hour in range(5)))
    receiver.answers = [413, 413]
    subscriber.look()
    assert [len(sent.steps) for sent in receiver.sent] == [5, 2, 1, 1, 1, 1, 1]
    assert [state for _, state, _ in deliveries(one)] == ["split"] * 2 + ["arrived"] * 5
    arrived = [sent.results["resultsBody"]["eventList"][0]["eventID"] for sent in receiver.sent[2:]]
    assert len(set(arrived)) == 5


def test_batches_follow_each_other_in_commit_order(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    one = subscriber.subscribe()
    Subscription.objects.update(batch_size=2)
    steps = ["receiving", "storing", "picking", "packing", "shipping"]
    kitchen = subscriber.actor
    kitchen.capture(*(observed(kitchen, 9 - at, step=step) for at, step in enumerate(steps)))
    assert subscriber.look() == 3
    assert [sent.steps for sent in receiver.sent] == [steps[:2], steps[2:4], steps[4:]]
    assert [sent.headers["Nguon-Delivery-Number"] for sent in receiver.sent] == ["1", "2", "3"]
    one.refresh_from_db()
    assert one.last_notified_at == subscriber.now


def test_from_an_initial_record_time_the_past_is_told_too(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    kitchen = subscriber.actor
    kitchen.capture(observed(kitchen, 1, step="receiving"))
    kitchen.capture(observed(kitchen, 2, step="storing"))
    subscriber.subscribe(initialRecordTime="2026-11-23T09:00:00.000001Z")
    subscriber.look()
    assert [sent.steps for sent in receiver.sent] == [["storing"]]


def test_an_attempt_whose_worker_was_killed_is_made_again_when_its_lease_is_over(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    """The worker dies after the receiver said yes and before it is written down."""

    class Killed(BaseException):
        """As little of the worker is left as after kill -9."""

    one = subscriber.subscribe()
    subscriber.actor.capture(observed(subscriber.actor, 1))
    clock_of = iter([subscriber.now, subscriber.now])

    def now_until_killed() -> object:
        try:
            return next(clock_of)
        except StopIteration:
            raise Killed from None

    with pytest.raises(Killed):
        deliver(one.pk, now=now_until_killed)  # type: ignore[arg-type]
    (attempt,) = DeliveryAttempt.objects.all()
    assert (len(receiver.sent), attempt.ended_at) == (1, None)
    subscriber.later(seconds=59)
    assert subscriber.look() == 0
    subscriber.later(seconds=1)
    assert subscriber.look() == 1
    first, second = receiver.sent
    assert (first.mark[0], first.body) == (second.mark[0], second.body)
    assert (first.mark[1], second.mark[1]) == ("1", "2")
    assert deliveries(one) == [(1, "arrived", 2)]


def test_the_document_of_an_attempt_says_what_came_back(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    subscriber.subscribe()
    subscriber.actor.capture(observed(subscriber.actor, 1))
    receiver.answers = [500]
    subscriber.look()
    subscriber.later(seconds=10)
    subscriber.look()
    told = DeliveryAttempt.objects.order_by("number").values_list("number", "status", "answer")
    assert list(told) == [(1, 500, "ok"), (2, 200, "ok")]
    octets = set(DeliveryAttempt.objects.values_list("sent_octets", flat=True))
    assert octets == {len(receiver.sent[0].body)}


def test_nobody_listens(subscriber: Subscriber) -> None:
    subscriber.dest = "http://127.0.0.1:9/"
    one = subscriber.subscribe()
    subscriber.actor.capture(observed(subscriber.actor, 1))
    subscriber.look()
    attempt = DeliveryAttempt.objects.get()
    assert (attempt.status, attempt.error.partition(":")[0]) == (None, "ConnectError")
    waiting = Delivery.objects.get(subscription=one)
    assert waiting.next_attempt_at == subscriber.now + timedelta(seconds=10)


def test_more_than_max_event_count_is_told_as_a_problem_and_then_a_person_has_to_look(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    subscriber.name_query("wenig", maxEventCount=1)
    one = subscriber.subscribe("wenig")
    start = one.position
    kitchen = subscriber.actor
    kitchen.capture(observed(kitchen, 1), observed(kitchen, 2))
    assert (subscriber.look(), subscriber.look()) == (1, 0)
    (sent,) = receiver.sent
    assert (sent.headers["Content-Type"], sent.document["type"], sent.document["status"]) == (
        "application/problem+json",
        "epcisException:QueryTooLargeException",
        413,
    )
    one.refresh_from_db()
    assert (one.stop, one.position) == ("query", start)


def test_before_an_initial_record_time_to_come_nothing_is_told(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    subscriber.subscribe(initialRecordTime="2099-01-01T00:00:00+07:00")
    subscriber.actor.capture(observed(subscriber.actor, 1))
    assert (subscriber.look(), receiver.sent) == (0, [])


def test_an_address_that_only_the_resolver_understands_is_an_attempt_that_failed(
    subscriber: Subscriber, receiver: Receiver
) -> None:
    """0177.0.0.1 is 127.0.0.1 for the resolver and no address for whoever connects."""
    subscriber.dest = receiver.url.replace("127.0.0.1", "0177.0.0.1")
    one = subscriber.subscribe()
    subscriber.actor.capture(observed(subscriber.actor, 1))
    assert subscriber.look() == 1
    assert (deliveries(one), receiver.sent) == ([(1, "waiting", 1)], [])
    attempt = DeliveryAttempt.objects.get(delivery__subscription=one)
    assert (attempt.ended_at, attempt.error[:10]) == (subscriber.now, "InvalidURL")
