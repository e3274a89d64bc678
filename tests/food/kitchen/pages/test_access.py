"""Who may open which page. Another kitchen is not found; an act that is not theirs is refused."""

from uuid import uuid4

import pytest
from django.test import Client

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import Fridge, RetainedSample
from nguon.ground.journal.models import Record
from nguon.ground.people.models import Person
from tests.food.kitchen.pages.conftest import Browser, at, text_of

LOOK = ("today", "day", "shelf", "record", "sample", "label")
WORK = ("receiving", "delivery", "cooking", "serving", "sampling", "eating", "reading")
EVERYBODY = ("cook", "health_officer", "manager", "inspector", "province", "parent")
KITCHEN = ("cook", "health_officer", "manager")
MAY = {
    **dict.fromkeys(LOOK, EVERYBODY),
    **dict.fromkeys(WORK, KITCHEN),
    "destruction": KITCHEN,
    "correction": KITCHEN,
    "withdrawal": KITCHEN,
    "hold": (*KITCHEN, "inspector"),
    "new_meal": ("manager",),
    "countersign": ("manager",),
    "form": ("health_officer", "manager", "inspector", "province"),
}


def person_of(cast: Cast, who: str) -> Person:
    if who in ("manager", "health_officer"):
        return cast.pilot.people[who]
    return cast.pilot.cooks[0] if who == "cook" else cast.people[who]


def address(page: str, day: KitchenDay) -> str:
    place = day.kitchen.place
    dish = day.dish_id(day.menu[0])
    box = RetainedSample.objects.filter(place=place)[0].record_id
    args: dict[str, list[object]] = {
        "day": [day.day],
        "countersign": [day.day],
        "cooking": [dish],
        "serving": [dish],
        "sampling": [dish],
        "eating": [day.meal_id],
        "reading": [Fridge.objects.filter(place=place)[0].pk],
        "record": [day.said["eating"]],
        "correction": [day.said["eating"]],
        "withdrawal": [day.said["eating"]],
        "sample": [box],
        "label": [box],
        "destruction": [box],
        "form": ["3"],
    }
    return at(page, day, *args.get(page, []))


def test_each_page_opens_for_the_roles_that_may_and_no_other(
    cast: Cast, yesterday: KitchenDay, sign_in: Browser
) -> None:
    clients = {who: sign_in(person_of(cast, who)) for who in EVERYBODY}
    opened = {
        page: {who: client.get(address(page, yesterday)).status_code for who, client in them}
        for page, them in ((page, clients.items()) for page in MAY)
    }
    assert opened == {
        page: {who: 200 if who in able else 403 for who in EVERYBODY} for page, able in MAY.items()
    }


def test_no_page_of_a_kitchen_is_found_by_an_outsider(
    cast: Cast, yesterday: KitchenDay, sign_in: Browser
) -> None:
    for stranger in (cast.people["outsider"], cast.kitchens[1].people["manager"]):
        client = sign_in(stranger)
        answers = {page: client.get(address(page, yesterday)) for page in MAY}
        assert {page: one.status_code for page, one in answers.items()} == dict.fromkeys(MAY, 404)
        assert [
            p for p, one in answers.items() if yesterday.kitchen.place.name in text_of(one)
        ] == []


def test_nobody_sees_anything_without_signing_in(yesterday: KitchenDay) -> None:
    answers = {page: Client().get(address(page, yesterday)) for page in MAY}
    assert {one.status_code for one in answers.values()} <= {302, 401}
    assert not any(yesterday.kitchen.place.name in text_of(one) for one in answers.values())


BY_ID = (
    "cooking",
    "serving",
    "sampling",
    "eating",
    "reading",
    "record",
    "correction",
    "withdrawal",
    "sample",
    "label",
    "destruction",
    "release",
    "meal",
)


def test_things_of_another_kitchen_are_not_found_through_the_own(
    cast: Cast, yesterday: KitchenDay, sign_in: Browser
) -> None:
    """The release names a hold that does exist."""
    key = "hold"
    yesterday.say(
        RecordKind.HOLD,
        {
            "held_at": yesterday.at(13, 0).isoformat(),
            "kind": "suspicion",
            "cause": "Đau bụng",
            "meal_ids": [str(yesterday.meal_id)],
        },
        key=key,
        by=yesterday.kitchen.people["manager"],
        at=yesterday.at(13, 1),
    )
    other = cast.kitchens[1]
    named = {"release": yesterday.said[key], "meal": yesterday.meal_id}
    found = {}
    for page in BY_ID:
        mine = at(page, yesterday, named[page]) if page in named else address(page, yesterday)
        theirs = mine.replace(str(yesterday.kitchen.place.pk), str(other.place.pk))
        found[page] = sign_in(other.people["manager"]).get(theirs).status_code
    assert found == dict.fromkeys(BY_ID, 404)


def test_what_does_not_exist_is_not_found(yesterday: KitchenDay, manager: Client) -> None:
    found = {page: manager.get(at(page, yesterday, uuid4())).status_code for page in BY_ID}
    assert found == dict.fromkeys(BY_ID, 404)


def test_a_refused_page_says_who_may(cast: Cast, yesterday: KitchenDay, sign_in: Browser) -> None:
    client = sign_in(cast.people["inspector"])
    response = client.get(address("cooking", yesterday))
    assert response.status_code == 403
    assert "cấp dưỡng" in text_of(response)


def test_an_inspector_who_posts_anyway_records_nothing(
    cast: Cast, yesterday: KitchenDay, sign_in: Browser
) -> None:
    before = Record.objects.count()
    client = sign_in(cast.people["inspector"])
    sent = {"record_id": str(uuid4()), "started_at_0": "now"}
    assert client.post(address("eating", yesterday), sent).status_code == 403
    assert Record.objects.count() == before


def test_a_parent_sees_the_record_but_not_what_stands_behind_it(
    cast: Cast, yesterday: KitchenDay, sign_in: Browser, manager: Client
) -> None:
    url = address("record", yesterday)
    sha256 = Record.objects.get(pk=yesterday.said["eating"]).sha256
    assert sha256 in text_of(manager.get(url))
    assert sha256 not in text_of(sign_in(cast.people["parent"]).get(url))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1969-12-31", "2026-02-30"])
def test_a_day_that_no_kitchen_has_is_not_found(monday: KitchenDay, day: str) -> None:
    client = Client()
    client.force_login(
        monday.kitchen.people["manager"], "django.contrib.auth.backends.ModelBackend"
    )
    kitchen = f"/bep/{monday.kitchen.place.id}"
    pages = [f"ngay/{day}/", f"ngay/{day}/ky/", f"ngay/{day}/epcis.jsonld", f"mau/1.pdf?ngay={day}"]
    answers = [client.get(f"{kitchen}/{page}").status_code for page in pages]
    assert answers == [404, 404, 404, 400]
