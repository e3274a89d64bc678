"""One kitchen day, said once and lived twice: on a phone without a network, and online."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen, demo_id
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.ground.journal.choices import Channel
from nguon.ground.people.models import Person


@dataclass(frozen=True)
class Act:
    key: str
    kind: RecordKind
    by: Person
    at: datetime
    """When it was written down."""

    text: str
    """The body as JSON; records of the same day are named by the ids of `planned`."""

    planned: UUID


@dataclass
class DayToLive(KitchenDay):
    """Tells what there is to do instead of doing it; the plan itself is made on the web."""

    acts: list[Act] = field(default_factory=list)

    def say(
        self,
        kind: RecordKind,
        body: Mapping[str, Any],
        *,
        key: str,
        by: Person,
        at: datetime,
        supersedes: UUID | None = None,
        reason: str = "",
    ) -> UUID:
        if kind == RecordKind.MEAL_PLAN:
            return super().say(kind, body, key=key, by=by, at=at)
        planned = demo_id("record", self.kitchen.key, self.day, kind, key)
        self.said[key] = planned
        text = json.dumps(body, ensure_ascii=False)
        self.acts.append(Act(key, kind, by, at, text, planned))
        return planned


def day_to_live(cast: Cast, kitchen: Kitchen, *, day: date) -> DayToLive:
    """From the fridges at six until the pupils eat, in the order of the clock."""
    lived = DayToLive(cast, kitchen, 0, day, Random(7))  # noqa: S311
    lived.plan()
    lived.read_fridges(6)
    lived.receive()
    for place, dish in enumerate(lived.menu):
        lived.cook_dish(dish, place)
        lived.check_dish(dish, place)
        lived.take_sample(dish, place)
    lived.start_eating()
    lived.acts.sort(key=lambda act: act.at)
    return lived


@dataclass
class Names:
    """What records are called in truth, for whoever knows them by their planned ids."""

    real: dict[UUID, str] = field(default_factory=dict)

    def body(self, act: Act) -> dict[str, Any]:
        text = act.text
        for planned, real in self.real.items():
            text = text.replace(str(planned), real)
        body: dict[str, Any] = json.loads(text)
        return body


Save = Callable[[Act, dict[str, Any]], str]


def live(day: DayToLive, save: Save) -> Names:
    names = Names()
    for act in day.acts:
        names.real[act.planned] = save(act, names.body(act))
    return names


def live_online(day: DayToLive, ids: Mapping[str, str]) -> None:
    """Each act is received some seconds after it was written, under the id it has elsewhere."""

    def save(act: Act, body: dict[str, Any]) -> str:
        envelope = {
            "id": ids[act.key],
            "type": act.kind.value,
            "schema_v": 1,
            "kitchen": str(day.kitchen.place.pk),
            "actor": str(act.by.pk),
            "claimed_at": act.at.isoformat(),
            "body": body,
        }
        raw = json.dumps(envelope, ensure_ascii=False).encode()
        received_at = act.at + timedelta(seconds=20)
        submit_record(raw, by=act.by, channel=Channel.WEB, received_at=received_at)
        return ids[act.key]

    live(day, save)
