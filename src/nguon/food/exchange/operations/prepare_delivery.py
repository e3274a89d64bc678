import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from nguon.food.exchange.choices import DeliveryState, Stop
from nguon.food.exchange.models import Delivery, Subscription
from nguon.food.exchange.operations.stop_subscription import stop_subscription
from nguon.food.exchange.queries.due_subscriptions import last_event_number
from nguon.food.exchange.queries.standing_query import batch_after
from nguon.food.exchange.queries.subscribers import principal_of_subscriber
from nguon.food.exchange.rules.query_schedule import QuerySchedule
from nguon.food.trace.queries.query_refusals import QueryTooLarge


@transaction.atomic
def prepare_delivery(subscription_id: uuid.UUID, *, at: datetime) -> uuid.UUID | None:
    """The delivery that is to be attempted now, made if there is none yet; None if nothing is due.

    The row is committed before anything is sent. Two workers cannot make two: the subscription
    is locked meanwhile, and the table takes only one that waits.
    """
    subscription = (
        Subscription.objects.select_for_update(of=("self",))
        .select_related("query")
        .filter(pk=subscription_id, ended_at=None, paused_at=None, stopped_at=None)
        .first()
    )
    if subscription is None:
        return None
    waiting = Delivery.objects.filter(
        subscription=subscription, state=DeliveryState.WAITING
    ).first()
    if waiting is not None:
        is_due = waiting.next_attempt_at is not None and waiting.next_attempt_at <= at
        return waiting.pk if is_due else None
    until = _until(subscription, at=at)
    return None if until is None else _made(subscription, until=until, at=at)


def _until(subscription: Subscription, *, at: datetime) -> int | None:
    """The last event that this run is about; None if no run is due."""
    if subscription.is_stream:
        head = last_event_number()
        return head if subscription.position < head else None
    if subscription.run_until is not None:
        return subscription.run_until
    if subscription.next_due_at is None or subscription.next_due_at > at:
        return None
    return last_event_number()


def _made(subscription: Subscription, *, until: int, at: datetime) -> uuid.UUID | None:
    principal = principal_of_subscriber(subscription.subscriber, tenant_id=subscription.tenant_id)
    if principal is None:
        stop_subscription(subscription, Stop.RIGHTS, at=at)
        return None
    try:
        batch = batch_after(
            subscription.query,
            principal=principal,
            after=subscription.position,
            until=until,
            limit=subscription.batch_size,
            since=subscription.initial_record_time,
        )
    except QueryTooLarge as error:
        problem = {"type": error.problem_type, "title": str(error), "status": error.status}
        return _new(subscription, subscription.position, [], at=at, problem=problem)
    is_new_run = subscription.run_until is None
    subscription.run_until = None if subscription.is_stream else until
    subscription.min_record_time = at
    is_told = bool(batch.events) or (
        not subscription.is_stream and subscription.report_if_empty and is_new_run
    )
    if not is_told:
        move_on(subscription, batch.up_to, at=at)
        return None
    subscription.save(update_fields=["run_until", "min_record_time"])
    return _new(subscription, batch.up_to, [event.pk for event in batch.events], at=at)


def _new(
    subscription: Subscription,
    up_to: int,
    events: list[int],
    *,
    at: datetime,
    problem: dict[str, Any] | None = None,
) -> uuid.UUID:
    earlier = Delivery.objects.filter(subscription=subscription)
    return Delivery.objects.create(
        subscription=subscription,
        number=(earlier.aggregate(last=Max("number"))["last"] or 0) + 1,
        after=subscription.position,
        up_to=up_to,
        events=events,
        problem=problem,
        created_at=at,
        next_attempt_at=at,
    ).pk


def move_on(subscription: Subscription, up_to: int, *, at: datetime) -> None:
    """Nothing up to there is left to tell. The end of a scheduled run sets the next one."""
    subscription.position = max(subscription.position, up_to)
    run_until = subscription.run_until
    if run_until is not None and subscription.position >= run_until:
        subscription.run_until = None
        subscription.next_due_at = QuerySchedule.read(subscription.schedule).next_after(
            at, zone=timezone.get_default_timezone()
        )
    subscription.save(update_fields=["position", "run_until", "next_due_at", "min_record_time"])
