"""What holds of every form: nothing chosen, nothing lost, nothing twice."""

import json
from uuid import UUID

from django.test import Client

from nguon.base import clock
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import EatingStart, Fridge, FridgeReading
from nguon.food.kitchen.pages.device import COOKIE
from nguon.ground.journal.models import Record, RecordConflict
from tests.food.kitchen.pages.conftest import Inputs, at, fill, text_of, typed_into

FRESH = (
    "cooking",
    "serving",
    "sampling",
    "eating",
    "reading",
    "hold",
    "new_meal",
    "delivery",
    "countersign",
)


def url_of(page: str, day: KitchenDay) -> str:
    dish = day.dish_id(day.menu[0])
    args: dict[str, list[object]] = {
        "cooking": [dish],
        "serving": [dish],
        "sampling": [dish],
        "eating": [day.meal_id],
        "reading": [Fridge.objects.filter(place=day.kitchen.place)[0].pk],
        "countersign": [day.day],
    }
    return at(page, day, *args.get(page, []))


def test_nothing_is_chosen_in_a_fresh_form(
    yesterday: KitchenDay, today: KitchenDay, manager: Client
) -> None:
    fresh = {page: Inputs(text_of(manager.get(url_of(page, today)))) for page in FRESH}
    assert {page: inputs.checked for page, inputs in fresh.items()} == {page: [] for page in FRESH}
    assert len({inputs.hidden["record_id"] for inputs in fresh.values()}) == len(FRESH)


def test_an_empty_form_records_nothing_and_names_what_is_missing(
    today: KitchenDay, manager: Client
) -> None:
    before = Record.objects.count()
    for page in FRESH:
        response = fill(manager, url_of(page, today))
        assert (page, response.status_code) == (page, 422)
        assert 'id="errors"' in text_of(response)
    assert Record.objects.count() == before


def test_a_form_sent_twice_is_one_record(today: KitchenDay, manager: Client) -> None:
    url = url_of("eating", today)
    sent = typed_into(manager.get(url), {"started_at_0": "now"})
    answers = [manager.post(url, sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert EatingStart.objects.filter(meal_id=today.meal_id).count() == 1
    assert RecordConflict.objects.count() == 0


def test_a_form_sent_again_with_other_words_says_so_and_changes_nothing(
    today: KitchenDay, manager: Client
) -> None:
    url = url_of("reading", today)
    sent = typed_into(manager.get(url), {"read_at_0": "now", "celsius": "4,5"})
    manager.post(url, sent)
    response = manager.post(url, sent | {"celsius": "5,5"})
    assert response.status_code == 409
    assert "Phiếu này đã được lưu trước đó với nội dung khác" in text_of(response)
    assert [str(one.celsius) for one in FridgeReading.objects.all()] == ["4.5"]


def test_a_faulty_form_keeps_everything_that_was_typed(today: KitchenDay, manager: Client) -> None:
    typed = {"celsius": "bốn", "read_at_0": "now", "note": "Cửa tủ hở"}
    page = text_of(fill(manager, url_of("reading", today), **typed))
    inputs = Inputs(page)
    assert inputs.values["celsius"] == "bốn"
    assert inputs.checked == ["read_at_0=now"]
    assert "Cửa tủ hở" in page


def test_a_fault_that_the_record_itself_finds_stands_at_its_field(
    today: KitchenDay, manager: Client
) -> None:
    """Cooked before prepared: no field alone is wrong."""
    typed = {
        "prep_done_at_0": "other",
        "prep_done_at_1": f"{today.day}T00:03",
        "cook_done_at_0": "other",
        "cook_done_at_1": f"{today.day}T00:02",
        **dict.fromkeys(("people", "tools", "area", "sensory"), "pass"),
    }
    response = fill(manager, url_of("cooking", today), **typed)
    assert response.status_code == 422
    assert "Chế biến không thể xong trước sơ chế" in text_of(response)


def test_just_now_is_the_moment_of_saving(today: KitchenDay, manager: Client) -> None:
    before = clock.now().replace(microsecond=0)
    fill(manager, url_of("eating", today), started_at_0="now")
    assert before <= EatingStart.objects.get().happened_at <= clock.now()


def test_a_time_without_its_tile_counts_as_that_time(
    yesterday: KitchenDay, manager: Client
) -> None:
    url = url_of("reading", yesterday)
    fill(manager, url, celsius="4", read_at_1=f"{yesterday.day}T06:40")
    newest = FridgeReading.objects.order_by("-sequence")[0]
    assert newest.happened_at == yesterday.at(6, 40)


def test_a_time_still_to_come_is_refused_at_the_time(today: KitchenDay, manager: Client) -> None:
    response = fill(
        manager, url_of("eating", today), started_at_0="other", started_at_1="2099-01-01T10:45"
    )
    assert response.status_code == 422
    assert "Chưa đến giờ này" in text_of(response)


def test_an_entry_for_an_earlier_day_is_marked_at_once(
    yesterday: KitchenDay, manager: Client
) -> None:
    url = url_of("reading", yesterday)
    opened = manager.get(url)
    sent = typed_into(
        opened,
        {"celsius": "4", "read_at_0": "other", "read_at_1": f"{yesterday.day}T06:40"},
    )
    page = text_of(manager.post(url, sent, follow=True))
    assert "Có dấu: " in page


def test_the_form_says_before_saving_what_is_marked(today: KitchenDay, manager: Client) -> None:
    assert "Ghi sau 15 phút sẽ có dấu «ghi muộn»" in text_of(manager.get(url_of("eating", today)))


def test_the_envelope_says_who_where_when_and_on_which_device(
    today: KitchenDay, manager: Client
) -> None:
    fill(manager, url_of("eating", today), started_at_0="now")
    record = Record.objects.order_by("-sequence")[0]
    said = json.loads(bytes(record.raw))
    assert (said["type"], said["schema_v"], said["offset_ms"]) == ("eating_started", 1, 0)
    assert said["kitchen"] == str(today.kitchen.place.pk)
    assert said["actor"] == str(today.kitchen.people["manager"].pk)
    assert said["claimed_at"].endswith("+07:00")
    assert UUID(said["device"]) == UUID(record.device_id)


def test_a_browser_keeps_its_device_number_and_another_has_another(
    today: KitchenDay, manager: Client, cook: Client
) -> None:
    manager.get(at("today", today))
    first = manager.cookies[COOKIE].value
    manager.get(url_of("eating", today))
    cook.get(at("today", today))
    number = [
        one.split(":")[0]
        for one in (first, manager.cookies[COOKIE].value, cook.cookies[COOKIE].value)
    ]
    assert number[0] == number[1] != number[2]


def test_a_device_number_that_was_tampered_with_is_made_anew(
    today: KitchenDay, manager: Client
) -> None:
    manager.get(at("today", today))
    signed = manager.cookies[COOKIE].value
    manager.cookies[COOKIE] = "00000000" + signed[8:]
    fill(manager, url_of("eating", today), started_at_0="now")
    device = Record.objects.order_by("-sequence")[0].device_id
    assert device != signed.split(":")[0]
    assert not device.startswith("00000000")
