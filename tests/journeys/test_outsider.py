"""Whoever has no business in a kitchen finds nothing there, and learns no name."""

import re
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.urls import URLPattern, reverse
from PIL import Image
from playwright.sync_api import expect

from nguon.base import clock
from nguon.food.kitchen import urls as kitchen_urls
from nguon.food.kitchen.choices import CodePurpose, RecordKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import ParkedRecord, RetainedSample, SupplyContract
from nguon.food.kitchen.operations.issue_codes import issue_codes
from nguon.ground.journal.operations import store_photo
from tests.food.kitchen.handset import Handset, text_of
from tests.journeys.backstage import Backstage
from tests.journeys.conftest import PhoneOf
from tests.journeys.days import day_before, live
from tests.journeys.walker import Walker

pytestmark = pytest.mark.journey


def held_day(cast: Cast) -> KitchenDay:
    day = live(day_before(cast, cast.kitchens[3], days=2), dishes=1)
    said = {
        "held_at": day.at(14, 0).isoformat(),
        "kind": "suspicion",
        "cause": "Học sinh đau bụng",
        "meal_ids": [str(day.meal_id)],
    }
    by = day.kitchen.people["manager"]
    day.say(RecordKind.HOLD, said, key="hold", by=by, at=day.at(14, 1))
    return day


def addresses_of(day: KitchenDay) -> dict[str, str]:
    """Every page of the kitchen with things that exist in it, by the page's name."""
    place = day.kitchen.place
    box = RetainedSample.objects.get(record_id=day.said[f"sample:{day.menu[0].name}"])
    made = BytesIO()
    Image.new("RGB", (20, 20), "teal").save(made, "PNG")
    photo = store_photo(made.getvalue(), place_id=place.pk, received_at=clock.now())
    known = {
        "place_id": place.pk,
        "day": day.day,
        "meal_id": day.meal_id,
        "dish_id": day.dish_id(day.menu[0]),
        "fridge_id": next(iter(day.kitchen.fridges.values())).pk,
        "contract_id": SupplyContract.objects.filter(place=place)[0].pk,
        "record_id": day.said["eating"],
        "number": "1",
        "sha256": photo.sha256,
    } | phone_things(day)
    boxes = dict.fromkeys(("sample", "label", "label_picture", "destruction"), box.record_id)
    records = boxes | {"release": day.said["hold"]}
    pages = [one for one in kitchen_urls.urlpatterns if one.name != "kitchens"]
    paths = {
        str(one.name): address_of(
            one, known | {"record_id": records.get(str(one.name), known["record_id"])}
        )
        for one in pages
    }
    return paths | {
        "trace": reverse("trace:thing", args=[box.box_uri]),
        "trace_api": f"{reverse('trace:api')}?id={box.box_uri}",
        "colleague": reverse("people:colleague", args=[day.kitchen.cooks[0].pk]),
    }


def phone_things(day: KitchenDay) -> dict[str, Any]:
    """A paired phone, a record of it that waits for somebody, and a sheet of codes."""
    place, manager, at = day.kitchen.place, day.kitchen.people["manager"], clock.now()
    handset = Handset.of(place, manager=manager, at=at)
    said = {
        "sample_id": str(uuid4()),
        "destroyed_at": at.isoformat(),
        "condition": "Còn niêm phong",
    }
    cook = day.kitchen.cooks[0]
    waits = handset.envelope(RecordKind.SAMPLE_DESTROYED, said, by=cook, at=at)
    handset.hand_in([text_of(waits)], at=at)
    sheet = issue_codes(
        place, sheet_id=uuid4(), purpose=CodePurpose.BOX, count=1, by=manager, at=at
    )
    return {
        "device_id": handset.device.pk,
        "parked_id": ParkedRecord.objects.get(place=place).pk,
        "sheet_id": sheet.pk,
    }


def address_of(page: URLPattern, known: dict[str, Any]) -> str:
    """An address with a new kind of thing in it fails here until it is known above."""
    names = re.findall(r"<\w+:(\w+)>", str(page.pattern))
    return reverse(f"kitchen:{page.name}", kwargs={name: known[name] for name in names})


def names_in(day: KitchenDay) -> list[str]:
    suppliers = [one.organisation.display_name for one in day.cast.suppliers.values()]
    people = [person.full_name for person in day.kitchen.people.values()]
    return [day.kitchen.place.name, day.menu[0].name, "Bí xanh", *people, *suppliers]


def answers(who: Walker, addresses: dict[str, str]) -> dict[str, tuple[int, str]]:
    found = {}
    for name, path in addresses.items():
        answer = who.context.request.get(f"{who.address}{path}", max_redirects=0)
        binary = answer.headers["content-type"].startswith(("image/", "application/pdf"))
        found[name] = (answer.status, "" if binary else answer.text())
    return found


def told(found: dict[str, tuple[int, str]], names: list[str]) -> set[str]:
    return {name for name in names if any(name in text for _, text in found.values())}


def test_nobody_but_the_kitchens_people_finds_anything(
    phone_of: PhoneOf, cast: Cast, backstage: Backstage
) -> None:
    day = backstage(held_day, cast)
    addresses, names = backstage(addresses_of, day), names_in(day)
    manager, outsider, nobody = phone_of("owner"), phone_of("outsider"), phone_of("nobody")
    manager.sign_in(day.kitchen.people["manager"])
    outsider.sign_in(cast.people["outsider"])
    outsider.look("hall")
    assert told(answers(manager, addresses), names) == set(names)
    statuses = {
        who.name: {name: answer for name, (answer, _) in answers(who, addresses).items()}
        for who in (outsider, nobody)
    }
    barred = {"trace": 403, "trace_api": 403, "colleague": 403}
    barred |= {"new_phone": 405, "admit": 405}  # deeds, which nobody may merely look at
    assert statuses == {
        "outsider": dict.fromkeys(addresses, 404) | barred,
        "nobody": dict.fromkeys(addresses, 302) | {"trace_api": 401},
    }
    for who in (outsider, nobody):
        assert told(answers(who, addresses), names) == set()
    assert outsider.open(addresses["today"]) == 404
    outsider.look("not-found")
    assert nobody.open(addresses["record"]) == 200
    expect(nobody.page).to_have_title("Đăng nhập · Nguồn")
    nobody.look("sign-in-first")


def test_five_wrong_passwords_lock_one_name_out(phone_of: PhoneOf, cast: Cast) -> None:
    cook = cast.kitchens[3].cooks[1]
    guesser = phone_of("guesser")
    for _ in range(4):
        guesser.sign_in(cook, password="matkhau")
        guesser.reads("Tên đăng nhập hoặc mật khẩu không đúng")
    guesser.look("wrong-password")
    guesser.sign_in(cook, password="matkhau")
    guesser.reads("Thử quá nhiều lần", "tạm khóa 15 phút, tính từ lần thử cuối")
    guesser.look("locked-out")
    guesser.sign_in(cook)
    guesser.reads("Thử quá nhiều lần")
    other = phone_of("colleague")
    other.sign_in(cast.kitchens[3].cooks[0])
    other.reads(cast.kitchens[3].place.name)
