"""Kitchens with a phone each, and what their people record in a day."""

import json
import sys
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

START = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
FIRST_DAY = date(2026, 11, 2)
DISHES = ("Thịt rim", "Canh cải", "Rau muống xào", "Cơm tẻ", "Trứng rán", "Đậu sốt cà chua")
GOODS = ("Thịt lợn", "Cải ngọt", "Rau muống", "Gạo tẻ", "Trứng gà", "Đậu phụ", "Cà chua", "Hành")
ITEMS = 60
BATCH = 50


@dataclass(frozen=True)
class BenchKitchen:
    place: Any
    device: Any
    token: str
    cooks: Sequence[uuid.UUID]
    fridge: uuid.UUID
    names: Sequence[int]


@dataclass(frozen=True)
class Batch:
    token: str
    body: bytes
    ids: Sequence[str]


def make_kitchens(count: int) -> list[BenchKitchen]:
    """Written straight into the tables: registering is not what is measured."""
    from nguon.food.kitchen.management.demo.cast import gather_cast  # noqa: PLC0415
    from nguon.food.kitchen.models import Fridge, SupplyContract  # noqa: PLC0415
    from nguon.food.kitchen.rules.lots import own_place  # noqa: PLC0415
    from nguon.ground.people import models  # noqa: PLC0415
    from nguon.ground.people.queries.devices import hash_of_token  # noqa: PLC0415

    cast = gather_cast(at=START)
    admin, commune = cast.administrator, cast.pilot.place.commune
    names = [name for supplier in cast.suppliers.values() for name in supplier.names]
    made: dict[str, list[Any]] = {name: [] for name in ("org", "place", "person", "role")}
    fridges, contracts, devices, kitchens = [], [], [], []
    for number in range(count):
        org = models.Organisation(
            kind="school",
            identifier=own_place(uuid.uuid4(), "bench").uri,
            display_name=f"Trường {number}",
        )
        place = models.Place(
            organisation=org,
            kind="kitchen",
            name=f"Bếp {number}",
            identifier=own_place(uuid.uuid4(), "bench").uri,
            commune=commune,
        )
        people = [
            models.Person(username=f"bench.{number}.{i}", full_name=f"Lò Thị {number} {i}")
            for i in range(3)
        ]
        made["org"].append(org)
        made["place"].append(place)
        made["person"] += people
        made["role"] += [
            models.Assignment(
                person=one, role="cook", place=place, valid_from=START.date(), assigned_by=admin
            )
            for one in people
        ]
        fridge = Fridge(id=uuid.uuid4(), place=place, name="Tủ mẫu", kind="sample")
        token = f"bench-{uuid.uuid4().hex}"
        device = models.Device(
            place=place,
            name="Máy bếp",
            token_hash=hash_of_token(token),
            enrolled_at=START,
            enrolled_by=admin,
        )
        fridges.append(fridge)
        devices.append(device)
        contracts += [
            SupplyContract(
                id=uuid.uuid4(),
                place=place,
                supplier=name.organisation,
                number=f"HĐ {number}",
                valid_from=START.date(),
            )
            for name in names[:3]
        ]
        cooks = [one.pk for one in people]
        ids = [name.pk for name in names]
        kitchens.append(BenchKitchen(place, device, token, cooks, fridge.pk, ids))
    models.Organisation.objects.bulk_create(made["org"])
    models.Place.objects.bulk_create(made["place"])
    models.Person.objects.bulk_create(made["person"])
    models.Assignment.objects.bulk_create(made["role"])
    Fridge.objects.bulk_create(fridges)
    SupplyContract.objects.bulk_create(contracts)
    models.Device.objects.bulk_create(devices)
    return kitchens


def make_menus(kitchens: Sequence[BenchKitchen], days: int) -> None:
    """Menus come by the web pages, days before; here they are simply known."""
    from nguon.food.kitchen.models import Dish, Meal  # noqa: PLC0415
    from nguon.food.kitchen.rules.lots import own_class  # noqa: PLC0415

    meals, dishes = [], []
    for kitchen in kitchens:
        for day in range(days):
            meal = Meal(
                id=meal_id(kitchen, day),
                place=kitchen.place,
                date=FIRST_DAY + timedelta(days=day),
                kind="lunch",
                eating_at=at(day, 10, 45),
                portions=400,
                plan_record_id=uuid.uuid4(),
            )
            meals.append(meal)
            dishes += [
                Dish(
                    id=(dish := dish_id(kitchen, day, i)),
                    meal=meal,
                    position=i + 1,
                    name=name,
                    matter="liquid" if "Canh" in name else "solid",
                    lot_uri=own_class(dish, "dish").uri,
                )
                for i, name in enumerate(DISHES)
            ]
    Meal.objects.bulk_create(meals)
    Dish.objects.bulk_create(dishes)


def meal_id(kitchen: BenchKitchen, day: int) -> uuid.UUID:
    return uuid.uuid5(kitchen.place.pk, f"meal {day}")


def dish_id(kitchen: BenchKitchen, day: int, number: int) -> uuid.UUID:
    return uuid.uuid5(kitchen.place.pk, f"dish {day} {number}")


def at(day: int, hour: int, minute: int) -> datetime:
    began = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC)
    return began + timedelta(days=day, hours=hour - 7, minutes=minute)


def day_of(kitchen: BenchKitchen, day: int, random: Random) -> Iterator[Batch]:
    """60 records as a kitchen makes them: goods, dishes of lots, checks, samples, readings."""
    boot = str(uuid.uuid4())
    said = [
        envelope(kitchen, boot, day, number, kind, body, random, id_=id_)
        for number, (id_, kind, body) in enumerate(_acts(kitchen, day, random), day * ITEMS + 1)
    ]
    for first in range(0, len(said), BATCH):
        part = said[first : first + BATCH]
        head = {
            "device": str(kitchen.device.pk),
            "build": "bench",
            "schema": 1,
            "sent_at": at(day, 11, 30).isoformat(),
            "mono_ms": 30_000_000,
            "boot_id": boot,
            "items": part,
        }
        body = json.dumps(head, ensure_ascii=False).encode()
        yield Batch(kitchen.token, body, [one["id"] for one in part])


def envelope(
    kitchen: BenchKitchen,
    boot: str,
    day: int,
    number: int,
    kind: str,
    body: dict[str, Any],
    random: Random,
    *,
    id_: str,
) -> dict[str, Any]:
    saved = at(day, 5, 30) + timedelta(minutes=6 * (number % ITEMS), milliseconds=137)
    return {
        "id": id_,
        "type": kind,
        "schema_v": 1,
        "kitchen": str(kitchen.place.pk),
        "actor": str(random.choice(kitchen.cooks)),
        "identified_by": "pin",
        "device": str(kitchen.device.pk),
        "claimed_at": saved.isoformat(),
        "offset_ms": 1830,
        "contact_at": at(day, 5, 20).isoformat(),
        "mono_ms": 6 * 60_000 * (number % ITEMS),
        "boot_id": boot,
        "seq": number,
        "build": "bench",
        "photos": [],
        "body": body,
    }


def _acts(
    kitchen: BenchKitchen, day: int, random: Random
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    def new_id() -> str:
        return str(uuid.UUID(int=random.getrandbits(128), version=4))

    lines = []
    for number in range(22):
        lines.append(new_id())
        yield (
            lines[-1],
            "delivery_line",
            {
                "received_at": at(day, 5, 40 + number).isoformat(),
                "group": "fresh_frozen",
                "product_name": GOODS[number % len(GOODS)],
                "amount": str(random.randint(10, 400) / 10),
                "uom": "KGM",
                "source": {"name_id": random.choice(kitchen.names)},
                "deliverer": "Quàng Văn Pâng",
                "storage": "chilled",
                "invoice": f"HĐ {random.randint(1000, 9999)}",
                "sensory": "pass",
                "quick_test": "pass",
                "decision": "accepted",
                "share": True,
            },
        )
    dishes = [str(dish_id(kitchen, day, i)) for i in range(len(DISHES))]
    for number in range(12):
        yield (
            new_id(),
            "dish_cooked",
            {
                "dish_id": dishes[number % 6],
                "portions": 400,
                "prep_done_at": at(day, 8, number).isoformat(),
                "cook_done_at": at(day, 9, number).isoformat(),
                "people": "pass",
                "tools": "pass",
                "area": "pass",
                "sensory": "pass",
                "core_celsius": "82.5",
                "lots": [
                    {"line_id": line, "amount": "2.5", "uom": "KGM"}
                    for line in random.sample(lines, 3)
                ],
            },
        )
    for number in range(12):
        yield (
            new_id(),
            "dish_checked",
            {
                "dish_id": dishes[number % 6],
                "portions": 400,
                "portioned_at": at(day, 10, 20 + number).isoformat(),
                "utensils": "pass",
                "sensory": "pass",
                "decision": "serve",
            },
        )
    for number in range(6):
        yield (
            new_id(),
            "sample_taken",
            {
                "dish_id": dishes[number],
                "amount": "160",
                "uom": "MLT" if "Canh" in DISHES[number] else "GRM",
                "container": "Hộp inox có nắp",
                "sealed": True,
                "seal": f"NP-{number}",
                "fridge_id": str(kitchen.fridge),
                "taken_at": at(day, 10, 30 + number).isoformat(),
            },
        )
    yield (
        new_id(),
        "eating_started",
        {
            "meal_id": str(meal_id(kitchen, day)),
            "started_at": at(day, 10, 46).isoformat(),
        },
    )
    for number in range(7):
        yield (
            new_id(),
            "fridge_reading",
            {
                "fridge_id": str(kitchen.fridge),
                "celsius": str(round(random.uniform(3, 6), 1)),
                "read_at": at(day, 6 + number % 6, 5).isoformat(),
            },
        )
