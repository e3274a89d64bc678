import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from nguon.food.exchange.choices import DeliveryState, Stop
from nguon.food.exchange.models import Delivery, DeliveryAttempt, Subscription
from nguon.food.exchange.operations.post_document import Answer, post_document
from nguon.food.exchange.operations.prepare_delivery import move_on
from nguon.food.exchange.operations.stop_subscription import stop_subscription
from nguon.food.exchange.queries.delivery_body import delivery_body
from nguon.food.exchange.rules.sealed_token import TokenLost, signature_of, unseal
from nguon.food.exchange.rules.subscription_problems import SubscriptionControlsInvalid
from nguon.food.exchange.rules.target import target_of
from nguon.food.exchange.rules.verdict import LEASE, Verdict, pause_after, verdict_of

_TYPES = {False: "application/json", True: "application/problem+json"}


@dataclass(frozen=True, slots=True)
class _Begun:
    number: int
    sent_at: datetime


def attempt_delivery(delivery_id: uuid.UUID, *, now: Callable[[], datetime]) -> bool:
    """Send a delivery once and write down what came of it; whether the next one may follow.

    The attempt is noted before it is made. A worker that is killed in between leaves a note
    without an end, and the same delivery is sent again under the same id when the lease is over.
    What the subscriber may see is asked now.
    """
    delivery = Delivery.objects.select_related("subscription__query").get(pk=delivery_id)
    body = delivery_body(delivery)
    if body is None:
        _stop(delivery, Stop.RIGHTS, at=now())
        return False
    if not body:
        _withdraw(delivery, at=now())
        return True
    try:
        token = _token_of(delivery.subscription)
    except TokenLost:
        _stop(delivery, Stop.TOKEN, at=now())
        return False
    begun = _begin(delivery, at=now(), octets=len(body))
    if begun is None:
        return False
    answer = _send(delivery, body, token=token, begun=begun)
    return _conclude(delivery, begun, answer, at=now())


@transaction.atomic
def _begin(delivery: Delivery, *, at: datetime, octets: int) -> _Begun | None:
    """Take the delivery for one attempt; None if somebody else has it, or it is not due."""
    row = (
        Delivery.objects.select_for_update(of=("self",))
        .filter(pk=delivery.pk, state=DeliveryState.WAITING, next_attempt_at__lte=at)
        .filter(
            subscription__ended_at=None,
            subscription__paused_at=None,
            subscription__stopped_at=None,
        )
        .first()
    )
    if row is None:
        return None
    row.attempts_made += 1
    row.attempts_counted += 1
    row.next_attempt_at = at + LEASE
    row.save(update_fields=["attempts_made", "attempts_counted", "next_attempt_at"])
    asked_by = row.sent_again_by if row.attempts_counted == 1 else ""
    DeliveryAttempt.objects.create(
        delivery=row,
        number=row.attempts_made,
        asked_by=asked_by,
        started_at=at,
        sent_octets=octets,
    )
    return _Begun(row.attempts_made, at)


def _token_of(subscription: Subscription) -> str | None:
    sealed = subscription.signature_token
    return None if sealed is None else unseal(bytes(sealed), secret_key=settings.SECRET_KEY)


def _send(delivery: Delivery, body: bytes, *, token: str | None, begun: _Begun) -> Answer:
    headers = {
        "Content-Type": _TYPES[delivery.problem is not None],
        "User-Agent": "nguon",
        "GS1-EPCIS-Version": "2.0.0",
        "GS1-CBV-Version": "2.0.0",
        "GS1-EPC-Format": delivery.subscription.epc_format,
        "Nguon-Delivery": str(delivery.pk),
        "Nguon-Delivery-Number": str(delivery.number),
        "Nguon-Attempt": str(begun.number),
    }
    if token is not None:
        headers["GS1-Signature"] = signature_of(
            body, token=token, sent_at=int(begun.sent_at.timestamp())
        )
    is_local_allowed = settings.CONFIG.local_webhooks
    try:
        target = target_of(delivery.subscription.dest, is_local_allowed=is_local_allowed)
    except SubscriptionControlsInvalid as error:
        return Answer(None, error=str(error))
    return post_document(target, body, headers=headers, is_local_allowed=is_local_allowed)


@transaction.atomic
def _conclude(delivery: Delivery, begun: _Begun, answer: Answer, *, at: datetime) -> bool:
    subscription = Subscription.objects.select_for_update().get(pk=delivery.subscription_id)
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    row.attempts.filter(number=begun.number).update(
        ended_at=at, status=answer.status, error=answer.error, answer=answer.text
    )
    verdict = verdict_of(answer.status)
    if row.state != DeliveryState.WAITING:
        return False
    if verdict is Verdict.ARRIVED:
        subscription.last_notified_at = at
        subscription.save(update_fields=["last_notified_at"])
        _end(row, subscription, DeliveryState.ARRIVED, at=at)
        if row.problem is not None:  # told why; asking again would give the same answer
            stop_subscription(subscription, Stop.QUERY, at=at)
        return row.problem is None
    if row.attempts_made != begun.number:  # somebody else is at it since the lease was over
        return False
    if verdict is Verdict.SMALLER and len(row.events) > 1 and row.up_to > subscription.position:
        subscription.batch_size = len(row.events) // 2
        subscription.save(update_fields=["batch_size"])
        row.state, row.ended_at, row.next_attempt_at = DeliveryState.SPLIT, at, None
        row.save(update_fields=["state", "ended_at", "next_attempt_at"])
        return True
    pause = None
    if verdict is not Verdict.NEVER:
        pause = pause_after(row.attempts_counted, asked=answer.retry_after)
    if pause is None:
        _give_up(row, subscription, at=at)
    else:
        row.next_attempt_at = at + pause
        row.save(update_fields=["next_attempt_at"])
    return False


def _give_up(row: Delivery, subscription: Subscription, *, at: datetime) -> None:
    """A dead letter. The subscription stands still behind it, so nothing is lost unseen."""
    row.state, row.ended_at, row.next_attempt_at = DeliveryState.GIVEN_UP, at, None
    row.save(update_fields=["state", "ended_at", "next_attempt_at"])
    if row.up_to > subscription.position or row.problem is not None:
        stop_subscription(subscription, Stop.UNDELIVERABLE, at=at)


def _end(row: Delivery, subscription: Subscription, state: DeliveryState, *, at: datetime) -> None:
    row.state, row.ended_at, row.next_attempt_at = state, at, None
    row.save(update_fields=["state", "ended_at", "next_attempt_at"])
    move_on(subscription, row.up_to, at=at)


@transaction.atomic
def _withdraw(delivery: Delivery, *, at: datetime) -> None:
    subscription = Subscription.objects.select_for_update().get(pk=delivery.subscription_id)
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if row.state == DeliveryState.WAITING:
        _end(row, subscription, DeliveryState.WITHDRAWN, at=at)


@transaction.atomic
def _stop(delivery: Delivery, stop: Stop, *, at: datetime) -> None:
    subscription = Subscription.objects.select_for_update().get(pk=delivery.subscription_id)
    stop_subscription(subscription, stop, at=at)
