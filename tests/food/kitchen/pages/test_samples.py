"""Retained samples on pages: boxed, labelled, counted down, destroyed in time."""

from decimal import Decimal

from django.test import Client

from nguon.food.kitchen.choices import FridgeKind, RecordKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import RetainedSample, SampleDestruction
from tests.food.kitchen.pages.conftest import at, fill, full_day, text_of

DESTROYED = {"condition": "Niêm phong nguyên vẹn", "destroyed_at_0": "now"}


def boxed(day: KitchenDay, amount: str = "120") -> dict[str, str]:
    return {
        "amount": amount,
        "container": "Hộp inox có nắp",
        "sealed": "yes",
        "seal": "NP-01",
        "fridge_id": str(day.kitchen.fridges[FridgeKind.SAMPLE].pk),
        "taken_at_0": "now",
    }


def url_of(day: KitchenDay) -> str:
    return at("sampling", day, day.dish_id(day.menu[0]))


def the_box(day: KitchenDay) -> RetainedSample:
    return RetainedSample.objects.standing().filter(place=day.kitchen.place)[0]


def test_a_sample_leads_to_its_label(today: KitchenDay, officer: Client) -> None:
    response = fill(officer, url_of(today), **boxed(today))
    box = the_box(today)
    assert response["Location"] == at("sample", today, box.record_id)
    page = text_of(officer.get(response["Location"]))
    assert box.box_code in page
    assert at("label", today, box.record_id) in page
    assert (box.amount, box.uom, box.sealed) == (Decimal("120.0"), "GRM", True)


def test_a_short_sample_is_asked_about_once_and_then_recorded_as_weighed(
    today: KitchenDay, officer: Client
) -> None:
    response = fill(officer, url_of(today), **boxed(today, "80"))
    assert response.status_code == 422
    assert "tối thiểu 100" in text_of(response)
    assert 'name="short_confirmed"' in text_of(response)
    fill(officer, url_of(today), **boxed(today, "80"), short_confirmed="on")
    assert the_box(today).amount == Decimal("80.0")
    assert "Thiếu mẫu" in text_of(officer.get(at("today", today)))


def test_enough_is_never_asked_about(today: KitchenDay, officer: Client) -> None:
    assert "short_confirmed" not in text_of(officer.get(url_of(today)))


def test_an_unsealed_box_is_recorded_and_flagged(today: KitchenDay, officer: Client) -> None:
    fill(officer, url_of(today), **boxed(today) | {"sealed": "no", "seal": ""})
    assert not the_box(today).sealed
    assert "Mẫu không niêm phong" in text_of(officer.get(at("today", today)))


def test_the_label_is_a_file_to_print_and_a_picture(yesterday: KitchenDay, cook: Client) -> None:
    box = the_box(yesterday)
    pdf = cook.get(at("label", yesterday, box.record_id))
    png = cook.get(at("label_picture", yesterday, box.record_id))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert (png["Content-Type"], png.content[1:4]) == ("image/png", b"PNG")


def test_the_shelf_counts_down(yesterday: KitchenDay, cook: Client) -> None:
    page = text_of(cook.get(at("shelf", yesterday)))
    assert f"{len(yesterday.menu)} hộp đang lưu" in page
    assert page.count("Còn lưu ") == len(yesterday.menu)


def test_a_box_too_young_has_no_form_but_a_reason_and_a_time(
    yesterday: KitchenDay, cook: Client
) -> None:
    url = at("destruction", yesterday, the_box(yesterday).record_id)
    page = text_of(cook.get(url))
    assert "Chưa được hủy hộp này" in page
    assert "sớm nhất " in page
    assert 'name="condition"' not in page
    assert cook.post(url, DESTROYED).status_code in (403, 422)
    assert SampleDestruction.objects.count() == 0


def test_a_box_old_enough_is_destroyed_once(cast: Cast, cook: Client) -> None:
    day = full_day(cast, 4, dishes=1)
    url = at("destruction", day, the_box(day).record_id)
    assert fill(cook, url, **DESTROYED).status_code == 302
    assert SampleDestruction.objects.get().condition == "Niêm phong nguyên vẹn"
    assert "Mẫu này đã hủy rồi" in text_of(cook.get(url))
    assert "Đã hủy trong 7 ngày qua" in text_of(cook.get(at("shelf", day)))


def test_a_held_box_stays_whatever_its_age(cast: Cast, cook: Client) -> None:
    day = full_day(cast, 4, dishes=1)
    url = at("destruction", day, the_box(day).record_id)
    opened = cook.get(url)
    day.say(
        RecordKind.HOLD,
        {
            "held_at": day.at(14, 0).isoformat(),
            "kind": "suspicion",
            "cause": "Học sinh đau bụng",
            "meal_ids": [str(day.meal_id)],
        },
        key="hold",
        by=day.kitchen.people["manager"],
        at=day.at(14, 1),
    )
    sent = {"record_id": opened.context["form"]["record_id"].value(), **DESTROYED}
    response = cook.post(url, sent)
    assert response.status_code == 403
    assert "nghi ngộ độc" in text_of(response).lower()
    assert SampleDestruction.objects.count() == 0
