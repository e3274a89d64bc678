"""Somebody who subscribes over HTTP, and the worker's next look at the subscriptions."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from nguon.core.epcis import Event, ObjectEvent
from nguon.food.exchange.models import Delivery, Subscription
from nguon.food.exchange.operations.deliver import deliver
from nguon.food.exchange.queries.due_subscriptions import due_subscriptions
from tests.food.trace.conftest import PACKED, Actor, kilos

TOKEN = "13df38d8275b13f05704629e5f1cf3d45d6132d5"


def client_of(secret: str) -> Client:
    return Client(headers={"authorization": f"Bearer {secret}"})


def observed(by: Actor, hours: float, *, step: str = "storing") -> Event:
    return ObjectEvent(
        **by.members(hours),
        action="OBSERVE",
        biz_step=step,
        quantity_list=(kilos(PACKED, "1"),),
    )


@dataclass
class Subscriber:
    """One organisation's program. `now` is the worker's clock, moved by hand."""

    actor: Actor
    dest: str
    now: datetime
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = client_of(self.actor.key_secret)

    def name_query(self, name: str = "moi", **query: Any) -> None:
        answer = self.client.post(
            "/queries", {"name": name, "query": query}, content_type="application/json"
        )
        assert answer.status_code == 201, answer.content

    def subscribe(self, name: str = "moi", **members: Any) -> Subscription:
        controls = {} if "schedule" in members else {"stream": True}
        answer = self.client.post(
            f"/queries/{name}/subscriptions",
            {"dest": self.dest, "signatureToken": TOKEN, **controls, **members},
            content_type="application/json",
        )
        assert answer.status_code == 201, answer.content
        return Subscription.objects.get(pk=answer.json()["subscriptionID"])

    def later(self, **pause: float) -> None:
        self.now += timedelta(**pause)

    def look(self) -> int:
        """What the worker does in one second, without the queue; how many attempts were made."""
        due = due_subscriptions(at=self.now)
        return sum(deliver(number, now=lambda: self.now) for number in due)


def deliveries(subscription: Subscription) -> list[tuple[int, str, int]]:
    """Number, state and attempts made of each delivery."""
    return list(
        Delivery.objects.filter(subscription=subscription)
        .order_by("number")
        .values_list("number", "state", "attempts_made")
    )
