"""What had happened before anybody was sick: three weeks, one lunch, and four small failures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from nguon.food.kitchen.choices import FridgeKind, Matter, RecordKind
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen, gather_cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS, DemoDish, kilograms
from nguon.food.oversight.management.replay.schools import (
    OFFLINE,
    PARTS,
    PILOT,
    RETURNED,
    SECOND,
    UNSEALED,
    twelve_kitchens,
)
from nguon.ground.people.models import Device
from nguon.ground.people.operations import enrol_device, issue_enrolment_code

LOTS = (
    "https://id.gs1.org/01/09524000059123/10/HQ-2809",
    "https://id.gs1.org/01/09524000059123/10/HQ-2909",
)
"""One lot came on the papers of each legal name, so neither lot is in every sick meal."""

GIO = DemoDish("Giò lợn thái miếng", Matter.SOLID, {"gio": "50"})
SOUP = DemoDish("Canh bí xanh", Matter.LIQUID, {"bi": "50"}, "96.0")
PORK = DemoDish("Thịt lợn kho", Matter.SOLID, {"lon": "55"}, "88.5")
WITH_PORK = (SECOND, "tua_thang", "pu_nhi")
LEFT_KG = Decimal(2)
"""Of the giò in each kitchen: more came than was cooked."""

RETURNED_KG = Decimal(30)
SAMPLE_AT = time(10, 24)
READ_AT = {time(9, 0): "4.4", time(10, 30): "4.1", time(12, 0): "4.3", time(13, 30): "4.6"}
CUT_READ_AT = {time(9, 0): "4.4", time(10, 30): "4.1", time(13, 15): "14.6", time(13, 45): "12.9"}
"""In the pilot there was no current from about half past ten until a quarter past one."""


@dataclass(frozen=True)
class Story:
    cast: Cast
    day: date
    kitchens: Mapping[str, Kitchen]
    days: Mapping[str, KitchenDay]
    earlier: KitchenDay
    """The offline kitchen cooked giò of the same lot three days before, too."""

    returned: KitchenDay
    phones: Mapping[str, Device]

    def at(self, hour: int, minute: int, second: int = 0) -> datetime:
        zone = timezone.get_default_timezone()
        return datetime.combine(self.day, time(hour, minute, second), tzinfo=zone)

    @property
    def portions(self) -> int:
        """Of giò, at all its meals."""
        ate = [one.portions for one in self.kitchens.values()]
        return sum(ate) + self.kitchens[OFFLINE].portions

    @property
    def sick(self) -> int:
        return sum(sum(part.sick.values()) for part in PARTS.values())

    def sick_at(self, key: str) -> int:
        return sum(PARTS[key].sick.values())

    def with_lot(self, paper: int) -> list[str]:
        return [key for key, part in PARTS.items() if part.paper == paper]


def tell_until_lunch(day: date) -> Story:
    """Everything up to half past one in the afternoon of that day."""
    midnight = datetime.combine(day, time(8), tzinfo=timezone.get_default_timezone())
    registered = midnight - timedelta(days=60)
    cast = gather_cast(at=registered)
    kitchens = twelve_kitchens(cast, at=registered)
    phones = {
        key: _phone(kitchens[key], at=midnight - timedelta(days=40))
        for key in (PILOT, SECOND, OFFLINE)
    }
    returned = _day_of(cast, kitchens[RETURNED], day - timedelta(days=21))
    _send_back(returned)
    earlier = _day_of(cast, kitchens[OFFLINE], day - timedelta(days=3))
    _receive_gio(earlier, portions=2 * earlier.kitchen.portions)
    earlier.menu = [GIO]
    _lunch(earlier)
    days = {key: _day_of(cast, kitchen, day) for key, kitchen in kitchens.items()}
    for key, one in days.items():
        _morning(one, earlier=earlier if key == OFFLINE else None)
        _lunch(one, sealed=key not in UNSEALED)
        _read_fridge(one, CUT_READ_AT if key == PILOT else READ_AT)
    return Story(cast, day, kitchens, days, earlier, returned, phones)


def _day_of(cast: Cast, kitchen: Kitchen, day: date) -> KitchenDay:
    return KitchenDay(cast, kitchen, 0, day, Random(f"{kitchen.key}:{day}"))  # noqa: S311


def _phone(kitchen: Kitchen, *, at: datetime) -> Device:
    _row, code = issue_enrolment_code(kitchen.place, by=kitchen.people["manager"], at=at)
    device, _token = enrol_device(code, name="Điện thoại bếp", at=at)
    return device


def _send_back(day: KitchenDay) -> None:
    """It is written down and, with nobody having to tell anybody, known from then on."""
    at = day.at(6, 10)
    day.receive_line(
        GOODS["gio"],
        RETURNED_KG,
        at=at,
        **_paper(day),
        sensory="fail",
        decision="rejected",
        rejection_reason="Giò nhớt, mùi chua; trả lại toàn bộ 30 kg",
        note="Trả hàng tại chỗ, lập biên bản với người giao",
    )


def _paper(day: KitchenDay) -> dict[str, Any]:
    trader = day.cast.suppliers["thuong_lai"]
    return {"source": {"name_id": trader.names[PARTS[day.kitchen.key].paper].id}}


def _receive_gio(day: KitchenDay, *, portions: int) -> None:
    amount = kilograms(GIO.grams["gio"], portions) + LEFT_KG
    lot = LOTS[PARTS[day.kitchen.key].paper]
    day.receive_line(
        GOODS["gio"],
        amount,
        at=day.at(5, 40),
        lot_code=lot,
        expiry_date=(day.day + timedelta(days=10)).isoformat(),
        **_paper(day),
    )


def _morning(day: KitchenDay, *, earlier: KitchenDay | None) -> None:
    day.menu = [GIO, PORK if day.kitchen.key in WITH_PORK else SOUP]
    if earlier is None:
        _receive_gio(day, portions=day.kitchen.portions)
    else:
        day.said["line:gio"] = earlier.said["line:gio"]
    ((key, grams),) = day.menu[1].grams.items()
    day.receive_line(GOODS[key], kilograms(grams, day.kitchen.portions), at=day.at(5, 50))


def _lunch(day: KitchenDay, *, sealed: bool = True) -> None:
    day.plan()
    for place, dish in enumerate(day.menu):
        day.cook_dish(dish, place)
        day.check_dish(dish, place)
        _take_sample(day, dish, place, sealed=sealed)
    day.start_eating()


def _take_sample(day: KitchenDay, dish: DemoDish, place: int, *, sealed: bool) -> None:
    taken = day.at(SAMPLE_AT.hour, SAMPLE_AT.minute + 2 * place)
    is_liquid = dish.matter == Matter.LIQUID
    body = {
        "dish_id": str(day.dish_id(dish)),
        "amount": "160" if is_liquid else "120",
        "uom": "MLT" if is_liquid else "GRM",
        "container": "Hộp inox có nắp, đã luộc sôi",
        "sealed": sealed,
        "seal": f"NP-{day.day:%d%m}-{place + 1:02}" if sealed else "",
        "fridge_id": str(day.kitchen.fridges[FridgeKind.SAMPLE].id),
        "taken_at": taken.isoformat(),
    }
    day.say(
        RecordKind.SAMPLE_TAKEN,
        body,
        key=f"sample:{dish.name}",
        by=day.kitchen.people["health_officer"],
        at=taken + timedelta(minutes=1),
    )


def _read_fridge(day: KitchenDay, readings: Mapping[time, str]) -> None:
    fridge: UUID = day.kitchen.fridges[FridgeKind.SAMPLE].id
    for moment, celsius in readings.items():
        read = day.at(moment.hour, moment.minute)
        day.say(
            RecordKind.FRIDGE_READING,
            {"fridge_id": str(fridge), "celsius": celsius, "read_at": read.isoformat()},
            key=f"fridge:{moment:%H%M}",
            by=day.kitchen.cooks[0],
            at=read + timedelta(minutes=1),
        )
