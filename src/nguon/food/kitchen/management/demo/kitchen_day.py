"""One day of one kitchen, act by act, as the cooks would enter it on the web pages."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from nguon.food.kitchen.choices import FridgeKind, Matter, MealKind, RecordKind
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen, demo_id
from nguon.food.kitchen.management.demo.menus import (
    GOODS,
    MENUS,
    STAPLES,
    DemoDish,
    Goods,
    kilograms,
    week_needs,
)
from nguon.food.kitchen.management.demo.suppliers import packed_lot
from nguon.food.kitchen.models import RetainedSample, SampleDestruction
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.food.kitchen.rules.destroying import may_be_destroyed
from nguon.ground.journal.choices import Channel
from nguon.ground.people.models import Person
from nguon.ground.products.choices import ProductGroup


@dataclass
class KitchenDay:
    """Says what one kitchen did on one day; `number` counts the five days from 0."""

    cast: Cast
    kitchen: Kitchen
    number: int
    day: date
    random: Random
    menu: list[DemoDish] = field(default_factory=list)
    said: dict[str, UUID] = field(default_factory=dict)
    """Record ids by what they say, so that later acts and corrections can name them."""

    def __post_init__(self) -> None:
        menu = MENUS[self.number]
        short = max(4, len(menu) - 1)
        self.menu = list(menu if self.kitchen is self.cast.pilot else menu[:short])

    @property
    def meal_id(self) -> UUID:
        return demo_id("meal", self.kitchen.key, self.day)

    def at(self, hour: int, minute: int) -> datetime:
        zone = timezone.get_default_timezone()
        return datetime.combine(self.day, time(hour, minute), tzinfo=zone)

    @property
    def eating_at(self) -> datetime:
        return self.at(10, 45)

    def dish_id(self, dish: DemoDish) -> UUID:
        return demo_id("dish", self.kitchen.key, self.day, dish.name)

    def cook(self) -> Person:
        return self.random.choice(self.kitchen.cooks)

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
        """Submit one record, received some seconds after it was saved."""
        record_id = demo_id("record", self.kitchen.key, self.day, kind, key)
        envelope: dict[str, Any] = {
            "id": str(record_id),
            "type": kind.value,
            "schema_v": 1,
            "kitchen": str(self.kitchen.place.id),
            "actor": str(by.id),
            "claimed_at": at.isoformat(),
            "body": body,
        }
        if supersedes is not None:
            envelope |= {"supersedes": str(supersedes), "reason": reason}
        submit_record(
            json.dumps(envelope, ensure_ascii=False).encode(),
            by=by,
            channel=Channel.WEB,
            received_at=at + timedelta(seconds=self.random.randint(4, 40)),
        )
        self.said[key] = record_id
        return record_id

    def plan(self, *, at: datetime | None = None, instead_of: str = "") -> None:
        """`instead_of` is why an earlier plan of the day no longer holds."""
        dishes = [
            {
                "dish_id": str(self.dish_id(dish)),
                "name": dish.name,
                "matter": dish.matter.value,
                "planned_ingredients": ", ".join(
                    f"{GOODS[key].name} {grams} g" for key, grams in dish.grams.items()
                ),
            }
            for dish in self.menu
        ]
        body = {
            "meal_id": str(self.meal_id),
            "date": self.day.isoformat(),
            "meal": MealKind.LUNCH.value,
            "eating_at": self.eating_at.isoformat(),
            "portions": self.kitchen.portions,
            "dishes": dishes,
        }
        self.say(
            RecordKind.MEAL_PLAN,
            body,
            key="plan:again" if instead_of else "plan",
            by=self.kitchen.people["manager"],
            at=at or self.at(16, 20) - timedelta(days=1),
            supersedes=self.said["plan"] if instead_of else None,
            reason=instead_of,
        )

    def needs(self) -> dict[str, Decimal]:
        """Kilograms that come in: what today's menu needs, and on the first day the staples."""
        portions = self.kitchen.portions
        today = week_needs(portions, days=range(self.number, self.number + 1))
        fresh = {
            key: amount
            for key, amount in today.items()
            if key not in STAPLES and self._is_cooked(key)
        }
        if self.number:
            return fresh
        week = week_needs(portions, days=range(len(MENUS)))
        return fresh | {key: week[key] for key in STAPLES}

    def _is_cooked(self, key: str) -> bool:
        return any(key in dish.grams for dish in self.menu)

    def receive(self, *, but: Sequence[str] = ()) -> None:
        """Every line of the day, minutes apart; `but` names goods that a bad day handles itself."""
        came_at = self.at(5, 40)
        for key, amount in self.needs().items():
            if key not in but:
                self.receive_line(GOODS[key], amount, at=came_at)
            came_at += timedelta(minutes=4)

    def receive_line(
        self, goods: Goods, amount: Decimal, /, *, at: datetime, **changes: Any
    ) -> UUID:
        body = self.delivery(goods, amount, at=at) | changes
        officer = self.kitchen.people["health_officer"]
        return self.say(
            RecordKind.DELIVERY_LINE,
            body,
            key=f"line:{goods.key}",
            by=officer,
            at=at + timedelta(minutes=1),
        )

    def delivery(self, goods: Goods, amount: Decimal, *, at: datetime) -> dict[str, Any]:
        supplier = self.cast.suppliers[goods.source]
        name = supplier.names[self._which_name(len(supplier.names))]
        fresh_meat = goods.source == "thit"
        dry = goods.group == ProductGroup.DRY_PACKAGED
        return {
            "received_at": at.isoformat(),
            "group": goods.group.value,
            "product_id": str(self.cast.products[goods.key].id),
            "product_name": goods.name,
            "amount": str(amount),
            "uom": goods.uom,
            "source": {"name_id": name.id},
            "deliverer": {"htx": "Quàng Văn Pâng", "thit": "Trịnh Văn Long"}.get(
                goods.source, "Nguyễn Thị Minh"
            ),
            "maker_name": goods.maker[0],
            "maker_address": goods.maker[1],
            "expiry_date": (self.day + timedelta(days=180 if dry else 2)).isoformat()
            if dry or goods.maker[0]
            else None,
            "storage": goods.storage.value,
            "invoice": f"HĐ {self.random.randint(1000, 9999)}",
            "veterinary_registration": "VSTY 11-0042" if fresh_meat else "",
            "quarantine_certificate": f"KD {self.day:%d%m}-07" if fresh_meat else "",
            "sensory": "pass",
            "quick_test": "pass" if goods.source == "htx" else "not_done",
            "decision": "accepted",
            "lot_code": packed_lot(goods, self.day) if supplier.api_key else "",
        }

    def _which_name(self, names: int) -> int:
        """The trader hands the pilot one legal name on its papers, and the others another."""
        return 0 if self.kitchen is self.cast.pilot else names - 1

    def cook_dish(self, dish: DemoDish, place: int, *, by: Person | None = None) -> None:
        done = self.eating_at - timedelta(minutes=75 - 8 * place)
        body = {
            "dish_id": str(self.dish_id(dish)),
            "portions": self.kitchen.portions,
            "prep_done_at": (done - timedelta(minutes=50)).isoformat(),
            "cook_done_at": done.isoformat(),
            "people": "pass",
            "tools": "pass",
            "area": "pass",
            "sensory": "pass",
            "core_celsius": dish.core_celsius,
            "lots": [
                {
                    "line_id": str(self.line_of(key)),
                    "amount": str(kilograms(grams, self.kitchen.portions)),
                    "uom": GOODS[key].uom,
                }
                for key, grams in dish.grams.items()
            ],
        }
        self.say(
            RecordKind.DISH_COOKED,
            body,
            key=f"cooked:{dish.name}",
            by=by or self.cook(),
            at=done + timedelta(minutes=2),
        )

    def line_of(self, key: str) -> UUID:
        """Staples came on the first day of the week."""
        return self.said[f"line:{key}"]

    def check_dish(self, dish: DemoDish, place: int, **changes: Any) -> None:
        portioned = self.eating_at - timedelta(minutes=26 - 2 * place)
        saved = changes.pop("saved_at", portioned + timedelta(minutes=1))
        body = {
            "dish_id": str(self.dish_id(dish)),
            "portions": self.kitchen.portions,
            "portioned_at": portioned.isoformat(),
            "utensils": "pass",
            "utensils_note": "Khay inox có nắp, đã tráng nước sôi",
            "sensory": "pass",
            "decision": "serve",
            **changes,
        }
        self.say(
            RecordKind.DISH_CHECKED,
            body,
            key=f"checked:{dish.name}",
            by=self.kitchen.people["health_officer"],
            at=saved,
        )

    def take_sample(self, dish: DemoDish, place: int, *, amount: str | None = None) -> None:
        taken = self.eating_at - timedelta(minutes=22 - 2 * place)
        liquid = dish.matter == Matter.LIQUID
        usual = self.random.randint(155, 180) if liquid else self.random.randint(105, 130)
        body = {
            "dish_id": str(self.dish_id(dish)),
            "amount": amount or str(usual),
            "uom": "MLT" if liquid else "GRM",
            "container": "Hộp inox có nắp, đã luộc sôi",
            "sealed": True,
            "seal": f"NP-{self.day:%d%m}-{place + 1:02}",
            "fridge_id": str(self.kitchen.fridges[FridgeKind.SAMPLE].id),
            "taken_at": taken.isoformat(),
        }
        self.say(
            RecordKind.SAMPLE_TAKEN,
            body,
            key=f"sample:{dish.name}",
            by=self.kitchen.people["health_officer"],
            at=taken + timedelta(minutes=1),
        )

    def start_eating(self) -> None:
        started = self.eating_at + timedelta(minutes=self.random.randint(0, 4))
        self.say(
            RecordKind.EATING_STARTED,
            {"meal_id": str(self.meal_id), "started_at": started.isoformat()},
            key="eating",
            by=self.kitchen.people["health_officer"],
            at=started + timedelta(minutes=1),
        )

    def read_fridges(self, hour: int) -> None:
        usual = {FridgeKind.SAMPLE: 4.2, FridgeKind.COLD: 4.8, FridgeKind.FREEZER: -15.5}
        for place, (kind, fridge) in enumerate(self.kitchen.fridges.items()):
            celsius = round(usual[kind] + self.random.uniform(-0.9, 0.9), 1)
            read = self.at(hour, 5 + 2 * place)
            self.say(
                RecordKind.FRIDGE_READING,
                {
                    "fridge_id": str(fridge.id),
                    "celsius": str(celsius),
                    "read_at": read.isoformat(),
                },
                key=f"fridge:{kind}:{hour}",
                by=self.cook(),
                at=read + timedelta(minutes=1),
            )

    def destroy_old_samples(self) -> None:
        """Boxes over 72 hours old that nothing holds go after the shift, one by one."""
        due = RetainedSample.objects.standing().filter(
            place=self.kitchen.place, happened_at__lte=self.at(15, 30) - timedelta(hours=72)
        )
        gone = set(self._destroyed())
        by = self.cook()
        for place, sample in enumerate(due.exclude(root_id__in=gone)):
            at = self.at(15, 31) + timedelta(minutes=place)
            if not may_be_destroyed(sample, at=at).allowed:
                continue
            self.say(
                RecordKind.SAMPLE_DESTROYED,
                {
                    "sample_id": str(sample.record_id),
                    "destroyed_at": at.isoformat(),
                    "condition": "Mẫu còn nguyên niêm phong, không đổi màu",
                },
                key=f"destroyed:{sample.box_code}",
                by=by,
                at=at + timedelta(seconds=20),
            )

    def _destroyed(self) -> list[UUID]:
        gone = SampleDestruction.objects.standing().filter(place=self.kitchen.place)
        return list(gone.values_list("sample_root_id", flat=True))

    def countersign(self, day_hash: str) -> None:
        at = self.at(16, 40)
        self.say(
            RecordKind.DAY_COUNTERSIGNED,
            {"date": self.day.isoformat(), "signed_at": at.isoformat(), "day_hash": day_hash},
            key="countersigned",
            by=self.kitchen.people["manager"],
            at=at,
        )
