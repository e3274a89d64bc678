"""The five school days of the four kitchens, with the bad days that the platform is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction

from nguon.base.clock import local_day
from nguon.core.quantities import format_number
from nguon.food.kitchen.choices import Matter, RecordKind
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen, gather_cast, give_pins
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS, DemoDish
from nguon.food.kitchen.management.demo.suppliers import Wanted, send_supplier_events
from nguon.food.kitchen.queries.day import day_seal

SCHOOL_DAYS = 5


@dataclass(frozen=True)
class Told:
    cast: Cast
    days: tuple[date, ...]


@transaction.atomic
def tell_demo(*, now: datetime, seed: int) -> Told:
    """Five school days up to yesterday, and today's menu with nothing done yet."""
    today = local_day(now)
    days = last_school_days(today)
    cast = gather_cast(at=now - timedelta(days=60))
    give_pins(cast, at=now - timedelta(days=60))
    weeks = {
        kitchen.key: [
            KitchenDay(cast, kitchen, number % SCHOOL_DAYS, day, _chance(seed, kitchen, day))
            for number, day in enumerate((*days, today))
        ]
        for kitchen in cast.kitchens
    }
    for week in weeks.values():
        week[0].plan()
    for number, day in enumerate(days):
        shown = [weeks[kitchen.key][number] for kitchen in cast.kitchens]
        send_supplier_events(cast, _wanted(shown), day=day)
        for kitchen_day in shown:
            week = weeks[kitchen_day.kitchen.key]
            _carry_over(week, number)
            _live(kitchen_day, weeks, following=week[number + 1])
    return Told(cast, days)


def last_school_days(today: date) -> tuple[date, ...]:
    """The five weekdays before today, oldest first."""
    back = (today - timedelta(days=n) for n in range(1, 2 * SCHOOL_DAYS + 1))
    return tuple(reversed([day for day in back if day.weekday() < 5][:SCHOOL_DAYS]))


def _wanted(shown: list[KitchenDay]) -> list[Wanted]:
    amounts: dict[str, dict[str, Decimal]] = {}
    for kitchen_day in shown:
        for key, amount in kitchen_day.needs().items():
            amounts.setdefault(key, {})[kitchen_day.kitchen.key] = amount
    return [Wanted(GOODS[key], by_kitchen) for key, by_kitchen in amounts.items()]


def _carry_over(week: list[KitchenDay], number: int) -> None:
    """What was received earlier in the week can still be cooked with."""
    for earlier in week[:number]:
        lines = {key: value for key, value in earlier.said.items() if key.startswith("line:")}
        week[number].said = lines | week[number].said


def _chance(seed: int, kitchen: Kitchen, day: date) -> Random:
    return Random(f"{seed}:{kitchen.key}:{day}")  # noqa: S311 - small accidents, no secrets


def _live(
    kitchen_day: KitchenDay, weeks: Mapping[str, list[KitchenDay]], *, following: KitchenDay
) -> None:
    """One day up to the menu of the next; what goes wrong is looked up by kitchen and day."""
    pilot = kitchen_day.kitchen is kitchen_day.cast.pilot
    story = (kitchen_day.kitchen.key, kitchen_day.number)
    kitchen_day.read_fridges(6)
    _receive(kitchen_day, story)
    for place, dish in enumerate(kitchen_day.menu):
        kitchen_day.cook_dish(dish, place)
    for place, dish in enumerate(kitchen_day.menu):
        _check(kitchen_day, place, story=story)
        stopped = story == ("hoa_ban", 3) and dish.name == "Canh chua cá"
        if not stopped:
            short = story == ("hoa_ban", 2) and dish.name == "Đậu phụ sốt cà chua"
            kitchen_day.take_sample(dish, place, amount="80" if short else None)
    kitchen_day.start_eating()
    kitchen_day.read_fridges(14)
    if pilot and kitchen_day.number == 4:
        _hold_earlier_meal(weeks["hoa_ban"][2], on=kitchen_day)
    kitchen_day.destroy_old_samples()
    if story == ("hoa_ban", 1):
        _record_a_check_late(kitchen_day)
    following.plan(at=kitchen_day.at(16, 20))
    if kitchen_day.number < 4 or not pilot:
        kitchen_day.countersign(day_seal(kitchen_day.kitchen.place, kitchen_day.day))


def _receive(kitchen_day: KitchenDay, story: tuple[str, int]) -> None:
    if story == ("na_tau", 2):
        kitchen_day.receive(but=("gio",))
        _reject_the_gio(kitchen_day)
    elif story == ("ban_mo", 3):
        kitchen_day.receive()
        _buy_outside_the_contract(kitchen_day)
    elif story == ("hoa_ban", 0):
        kitchen_day.receive(but=("cai",))
        _correct_a_weight(kitchen_day)
    else:
        kitchen_day.receive()


def _check(kitchen_day: KitchenDay, place: int, *, story: tuple[str, int]) -> None:
    dish = kitchen_day.menu[place]
    if story == ("hoa_ban", 1) and dish.name == "Su hào xào cà rốt":
        return  # forgotten: it is written down in the afternoon
    if story == ("hoa_ban", 3) and dish.name == "Canh chua cá":
        kitchen_day.check_dish(
            dish,
            place,
            sensory="fail",
            decision="stop",
            note="Canh có mùi lạ, chua gắt: dừng, không chia; thay bằng nước rau bắp cải luộc",
        )
        return
    kitchen_day.check_dish(dish, place)


def _record_a_check_late(kitchen_day: KitchenDay) -> None:
    """A true check, written down five hours after: shown as late, for ever."""
    dish = next(dish for dish in kitchen_day.menu if dish.name == "Su hào xào cà rốt")
    place = kitchen_day.menu.index(dish)
    kitchen_day.check_dish(dish, place, saved_at=kitchen_day.at(15, 48))


def _reject_the_gio(kitchen_day: KitchenDay) -> None:
    """30 kg of bad giò go back; the menu is changed, and eggs are bought and inspected."""
    gio = GOODS["gio"]
    kitchen_day.receive_line(
        gio,
        Decimal(30),
        at=kitchen_day.at(6, 30),
        sensory="fail",
        decision="rejected",
        rejection_reason="Giò nhớt, mùi chua, bao gói không ghi hạn dùng; trả lại toàn bộ 30 kg",
        note="Trả hàng tại chỗ, lập biên bản, báo hiệu trưởng",
    )
    eggs = DemoDish("Trứng rán (thay giò)", Matter.SOLID, {"trung": "45", "dau_an": "4"}, "83.5")
    old = next(place for place, dish in enumerate(kitchen_day.menu) if "gio" in dish.grams)
    kitchen_day.menu[old] = eggs
    kitchen_day.plan(at=kitchen_day.at(6, 45), instead_of="Trả lại giò, đổi món")
    kitchen_day.receive_line(GOODS["trung"], Decimal(25), at=kitchen_day.at(7, 5))


def _buy_outside_the_contract(kitchen_day: KitchenDay) -> None:
    at = kitchen_day.at(6, 50)
    body = kitchen_day.delivery(GOODS["dau_phu"], Decimal(18), at=at) | {
        "product_id": None,
        "product_name": "Bánh tày",
        "source": {
            "name": "Bà Lò Thị Pánh (bán ở cổng chợ)",
            "address": "Bản Mớ",
            "phone": "0987 000 404",
        },
        "deliverer": "Lò Thị Pánh",
        "invoice": "",
        "quick_test": "not_done",
        "note": "Mua gấp vì thiếu bữa phụ; không có hóa đơn",
    }
    kitchen_day.say(
        RecordKind.DELIVERY_LINE,
        body,
        key="line:banh_tay",
        by=kitchen_day.kitchen.people["health_officer"],
        at=at + timedelta(minutes=1),
    )
    kitchen_day.menu.append(DemoDish("Bánh tày", Matter.SOLID, {"banh_tay": "60"}))
    kitchen_day.plan(at=at + timedelta(minutes=5), instead_of="Thêm bánh tày cho bữa trưa")


def _correct_a_weight(kitchen_day: KitchenDay) -> None:
    """A slip of the finger, put right by a second record; the first one stays readable."""
    cai, at = GOODS["cai"], kitchen_day.at(6, 40)
    right = kitchen_day.needs()["cai"]
    body = kitchen_day.delivery(cai, right, at=at)
    wrong = kitchen_day.receive_line(cai, right, at=at, **(body | {"amount": str(right * 10)}))
    slip, meant = (format_number((amount).normalize()) for amount in (right * 10, right))
    kitchen_day.say(
        RecordKind.DELIVERY_LINE,
        body,
        key="line:cai:again",
        by=kitchen_day.kitchen.people["health_officer"],
        at=at + timedelta(minutes=6),
        supersedes=wrong,
        reason=f"Gõ nhầm dấu phẩy khi nhập cân: {slip} kg phải là {meant} kg",
    )


def _hold_earlier_meal(earlier: KitchenDay, *, on: KitchenDay) -> None:
    """Three pupils are sick: every sample of that meal is frozen before it may be destroyed.

    Their parents tell the school after lunch; what shares a lot with the meal is held as well.
    """
    at = on.at(13, 5)
    on.say(
        RecordKind.HOLD,
        {
            "held_at": at.isoformat(),
            "kind": "suspicion",
            "cause": "3 học sinh đau bụng từ tối qua; giữ toàn bộ mẫu bữa trưa chờ trạm y tế",
            "meal_ids": [str(earlier.meal_id)],
        },
        key="hold",
        by=on.kitchen.people["health_officer"],
        at=at + timedelta(minutes=1),
    )
