"""A heavy but plausible kitchen, written straight into the tables: for sizes and speed only.

What the tables mean is tested elsewhere through records; making 1,200 of them takes a minute.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from nguon.base import clock
from nguon.food.kitchen.choices import MealKind
from nguon.food.kitchen.management.demo.cast import Kitchen
from nguon.food.kitchen.models import (
    CookingCheck,
    Dish,
    EatingStart,
    Meal,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
    ServingCheck,
    SupplyContract,
)
from nguon.food.kitchen.queries.day import day_bounds
from nguon.food.kitchen.rules.lots import own_class, own_object
from nguon.ground.people.choices import OrganisationKind
from nguon.ground.people.models import Organisation, OrganisationName, Person, Place
from nguon.ground.people.operations import register_organisation
from nguon.ground.products.models import Product

GOODS = [
    *("Thịt lợn vai", "Thịt gà ta", "Cá trắm đen", "Trứng vịt", "Đậu phụ", "Rau cải ngọt"),
    *("Bí đao", "Cà rốt", "Khoai tây", "Hành lá", "Gạo Séng Cù", "Nước mắm", "Dầu ăn"),
]
DISHES = ["Cơm trắng", "Thịt kho trứng", "Canh bí nấu tôm", "Rau cải luộc", "Đậu sốt cà chua"]


class HeavyKitchen:
    """8 cooks, 40 suppliers, 14 days of 25 lines, 3 meals a day of 5 dishes."""

    def __init__(self, kitchen: Kitchen, admin: Person, *, now: datetime, seed: int = 11) -> None:
        self.kitchen, self.admin, self.now = kitchen, admin, now
        self.place: Place = kitchen.place
        self.random = Random(seed)  # noqa: S311 - a plausible kitchen, not a secret
        self.sequence = 10_000

    def fill(self) -> None:
        names = self._suppliers(40)
        today = day_bounds(clock.local_day(self.now))[0]
        for ago in range(14):
            self._deliveries(today - timedelta(days=ago), names)
        for ahead in range(-3, 7):
            self._meals(today + timedelta(days=ahead), done=ahead < 0)

    def _id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    def _act(self, at: datetime) -> dict[str, Any]:
        self.sequence += 1
        record_id = self._id()
        return {
            "record_id": record_id,
            "root_id": record_id,
            "place": self.place,
            "actor": self.random.choice(self.kitchen.cooks),
            "channel": "phone",
            "happened_at": at,
            "entered_at": at + timedelta(seconds=40),
            "received_at": at + timedelta(minutes=self.random.randint(1, 90)),
            "sequence": self.sequence,
        }

    def _suppliers(self, count: int) -> list[OrganisationName]:
        names = []
        for number in range(count):
            made: Organisation = register_organisation(
                by=self.admin,
                kind=OrganisationKind.HOUSEHOLD,
                legal_name=f"Hộ kinh doanh {self._words(3)} {number}",
                address=f"Bản {self._words(2)}, xã {self._words(2)}, tỉnh Điện Biên",
                phone=f"09{self.random.randint(10_000_000, 99_999_999)}",
                at=self.now - timedelta(days=50),
            )
            SupplyContract.objects.create(
                id=self._id(),
                place=self.place,
                supplier=made,
                number=f"{number}/HĐ",
                valid_from=(self.now - timedelta(days=50)).date(),
            )
            names.append(made.names.get())
        return names

    def _words(self, count: int) -> str:
        letters = "abcdeghiklmnoprstuvxyăâđêôơư"
        return " ".join(
            "".join(self.random.choice(letters) for _ in range(5)).title() for _ in range(count)
        )

    def _deliveries(self, day: datetime, names: list[OrganisationName]) -> None:
        products = {one.name: one for one in Product.objects.all()}
        rows = []
        for _ in range(25):
            name = self.random.choice(names)
            goods = self.random.choice(GOODS)
            act = self._act(day + timedelta(hours=5, seconds=self.random.randint(0, 7200)))
            lot = own_class(act["root_id"], "received")
            product = products.get(goods)
            rows.append(
                ReceivedLine(
                    **act,
                    group="fresh_frozen",
                    product=product,
                    product_name=goods,
                    amount=Decimal(self.random.randint(10, 900)) / 10,
                    uom="KGM",
                    supplier_id=name.organisation_id,
                    supplier_name=name,
                    source_name=name.legal_name,
                    source_key=name.folded_name,
                    source_phone=name.phone,
                    source_phone_key=name.phone[1:],
                    in_contract=True,
                    sensory="pass",
                    quick_test="not_done",
                    decision="accepted",
                    lot_uri=lot.uri,
                    lot_code=lot.code,
                    lot_is_suppliers=False,
                )
            )
        ReceivedLine.objects.bulk_create(rows)

    def _meals(self, day: datetime, *, done: bool) -> None:
        kinds = {MealKind.BREAKFAST: 6.5, MealKind.LUNCH: 10.75, MealKind.DINNER: 17.5}
        for kind, hour in kinds.items():
            eats = day + timedelta(hours=hour)
            meal = Meal.objects.create(
                id=self._id(),
                place=self.place,
                date=eats.astimezone(day.tzinfo).date(),
                kind=kind,
                eating_at=eats,
                portions=910,
                plan_record_id=self._id(),
            )
            for position, name in enumerate(DISHES, start=1):
                self._dish(meal, position, name, done=done)
            if done:
                EatingStart.objects.create(**self._act(eats), meal=meal)

    def _dish(self, meal: Meal, position: int, name: str, *, done: bool) -> None:
        dish_id = self._id()
        dish = Dish.objects.create(
            id=dish_id,
            meal=meal,
            position=position,
            name=name,
            matter="solid",
            planned_ingredients=f"{self.random.choice(GOODS)} 80 g",
            lot_uri=own_class(dish_id, "dish").uri,
        )
        if not done:
            return
        passed = {name: "pass" for name in ("people", "tools", "area", "sensory")}
        cooked = meal.eating_at - timedelta(minutes=70)
        CookingCheck.objects.create(
            **self._act(cooked),
            dish=dish,
            portions=910,
            prep_done_at=cooked,
            cook_done_at=cooked,
            **passed,
        )
        ServingCheck.objects.create(
            **self._act(meal.eating_at - timedelta(minutes=20)),
            dish=dish,
            portions=910,
            portioned_at=meal.eating_at,
            utensils="pass",
            sensory="pass",
            decision="serve",
        )
        self._sample(dish, meal.eating_at - timedelta(minutes=15))

    def _sample(self, dish: Dish, at: datetime) -> None:
        act = self._act(at)
        own, box = own_object(act["root_id"], "sample"), own_object(self._id(), "box")
        sample = RetainedSample.objects.create(
            **act,
            dish=dish,
            amount=Decimal(120),
            uom="GRM",
            container="Hộp inox có nắp, đã luộc sôi",
            container_uri=box.uri,
            sealed=True,
            fridge=next(iter(self.kitchen.fridges.values())),
            box_uri=own.uri,
            box_code=own.code,
        )
        if at < self.now - timedelta(days=2):
            SampleDestruction.objects.create(
                **self._act(self.now - timedelta(hours=20)),
                sample_root_id=sample.root_id,
                condition="Nguyên niêm phong",
            )
