"""A kitchen phone as the server meets it: envelopes, batches, clocks. No network, no browser."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.cast import demo_id
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS, DemoDish
from nguon.food.kitchen.operations.item import ItemResult, Sent
from nguon.food.kitchen.operations.submit_records import submit_records
from nguon.ground.people.models import Device, Person, Place
from nguon.ground.people.operations import enrol_device, issue_enrolment_code
from tests.food.kitchen.conftest import START


@dataclass
class Handset:
    """Its clock is off by `error`; it knows that unless `knows_error` is false."""

    device: Device
    token: str
    error: timedelta = timedelta(0)
    knows_error: bool = True
    boot_id: UUID = field(default_factory=uuid4)
    booted_at: datetime = START
    seq: int = 0

    @classmethod
    def of(cls, place: Place, *, manager: Person, at: datetime = START, **more: Any) -> "Handset":
        _row, code = issue_enrolment_code(place, by=manager, at=at)
        device, token = enrol_device(code, name="Máy bếp", at=at)
        return cls(device, token, **more)

    def mono(self, at: datetime) -> int:
        return round((at - self.booted_at) / timedelta(milliseconds=1))

    def envelope(
        self,
        kind: RecordKind | str,
        body: Mapping[str, Any],
        *,
        by: Person | UUID,
        at: datetime,
        **more: Any,
    ) -> dict[str, Any]:
        """`at` is the true time of saving."""
        self.seq += 1
        actor = by.pk if isinstance(by, Person) else by
        offset = round(self.error / timedelta(milliseconds=1)) if self.knows_error else None
        return {
            "id": str(uuid4()),
            "type": str(kind),
            "schema_v": 1,
            "kitchen": str(self.device.place_id),
            "actor": str(actor),
            "identified_by": "pin",
            "device": str(self.device.pk),
            "claimed_at": (at.astimezone(UTC) + self.error).isoformat(),
            "offset_ms": offset,
            "contact_at": (at - timedelta(hours=1)).isoformat() if self.knows_error else None,
            "mono_ms": self.mono(at),
            "boot_id": str(self.boot_id),
            "seq": self.seq,
            "build": "test-1",
            "photos": [],
            "body": dict(body),
            **more,
        }

    def record(self, *args: Any, **more: Any) -> bytes:
        return text_of(self.envelope(*args, **more))

    def sent(self, at: datetime) -> Sent:
        return Sent(mono_ms=self.mono(at), boot_id=self.boot_id)

    def hand_in(self, raws: Iterable[bytes], *, at: datetime) -> list[ItemResult]:
        return submit_records(list(raws), by=self.device, received_at=at, sent=self.sent(at))

    def batch(self, raws: Iterable[bytes], *, at: datetime) -> bytes:
        """The text of a sync request, with each item byte by byte as it was saved."""
        head = {
            "device": str(self.device.pk),
            "build": "test-1",
            "schema": 1,
            "sent_at": (at.astimezone(UTC) + self.error).isoformat(),
            "mono_ms": self.mono(at),
            "boot_id": str(self.boot_id),
        }
        opened = json.dumps(head).removesuffix("}").encode()
        return opened + b', "items": [' + b", ".join(raws) + b"]}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Accept-Language": "en"}


def text_of(envelope: Mapping[str, Any]) -> bytes:
    return json.dumps(envelope, ensure_ascii=False).encode()


@dataclass
class OfflineDay(KitchenDay):
    """A kitchen day written on a phone: what is said stays in the outbox until it is handed in."""

    handset: Handset | None = None
    outbox: list[bytes] = field(default_factory=list)

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
        if kind == RecordKind.MEAL_PLAN:  # the manager plans on the web pages
            return super().say(
                kind, body, key=key, by=by, at=at, supersedes=supersedes, reason=reason
            )
        assert self.handset is not None
        record_id = demo_id("record", self.kitchen.key, self.day, kind, key)
        more = {"id": str(record_id)}
        if supersedes is not None:
            more |= {"supersedes": str(supersedes), "reason": reason}
        self.outbox.append(self.handset.record(kind, body, by=by, at=at, **more))
        self.said[key] = record_id
        return record_id

    def delivery_again(self, **changes: Any) -> dict[str, Any]:
        """The first line of the day once more, weighed anew."""
        goods = GOODS["cai"]
        return self.delivery(goods, self.needs()["cai"], at=self.at(5, 40)) | changes

    def check_body(self, dish: DemoDish) -> dict[str, Any]:
        return {
            "dish_id": str(self.dish_id(dish)),
            "portions": self.kitchen.portions,
            "portioned_at": self.at(10, 20).isoformat(),
            "utensils": "pass",
            "sensory": "pass",
            "decision": "serve",
        }


def offline_day(day: KitchenDay) -> OfflineDay:
    """The same day of the same kitchen, on a phone that has been paired with it."""
    manager = day.kitchen.people["manager"]
    handset = Handset.of(day.kitchen.place, manager=manager)
    return OfflineDay(
        day.cast, day.kitchen, day.number, day.day, day.random, said=day.said, handset=handset
    )
