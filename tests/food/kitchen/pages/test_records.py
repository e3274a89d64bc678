"""One record: what was said, by whom, when; what put it right; what is left when withdrawn."""

from decimal import Decimal

from django.test import Client

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import CookingCheck, EatingStart, ReceivedLine, RetainedSample
from nguon.food.trace.queries import events_of_record
from nguon.ground.journal.models import Record
from tests.food.kitchen.pages.conftest import Inputs, at, fill, text_of


def chosen(page: str) -> dict[str, str]:
    """What is ticked on a page, as a browser would send it back."""
    return dict(one.split("=", 1) for one in Inputs(page).checked)


def correct(client: Client, url: str, **typed: str) -> str:
    """Open the correction, change something, save; the page that follows."""
    opened = client.get(url)
    response = fill(client, url, **chosen(text_of(opened)) | typed)
    assert response.status_code == 302, text_of(response)
    return str(response["Location"])


def first_line(day: KitchenDay) -> ReceivedLine:
    return ReceivedLine.objects.filter(place=day.kitchen.place).earliest("sequence")


def test_a_record_shows_who_when_and_what_stands_behind_it(
    yesterday: KitchenDay, manager: Client
) -> None:
    line = first_line(yesterday)
    page = text_of(manager.get(at("record", yesterday, line.record_id)))
    record = Record.objects.get(pk=line.record_id)
    for word in (line.product_name, line.actor.full_name, record.sha256, str(record.pk)):
        assert word in page
    for event in events_of_record(line.record_id):
        assert str(event.event_id) in page
    assert "&quot;type&quot;: &quot;delivery_line&quot;" in page


def test_every_kind_of_record_can_be_read(yesterday: KitchenDay, manager: Client) -> None:
    by_kind = {one.kind: one for one in Record.objects.filter(place_id=yesterday.kitchen.place.pk)}
    assert len(by_kind) == 7
    for record in by_kind.values():
        assert manager.get(at("record", yesterday, record.pk)).status_code == 200


def test_a_sample_says_its_fridge_and_leads_to_its_box(
    yesterday: KitchenDay, manager: Client
) -> None:
    box = RetainedSample.objects.all()[0]
    page = text_of(manager.get(at("record", yesterday, box.record_id)))
    assert "<dd>Tủ lưu mẫu</dd>" in page
    assert at("sample", yesterday, box.record_id) in page


def test_what_is_corrected_today_leads_back_to_the_day_it_is_about(
    yesterday: KitchenDay, manager: Client
) -> None:
    url = at("correction", yesterday, first_line(yesterday).record_id)
    page = text_of(manager.get(correct(manager, url, amount="45,5", reason="Gõ nhầm")))
    assert " sau khi ghi." in page
    assert "Ghi bù sau" not in page
    assert f"Ngày {yesterday.day:%d/%m/%Y}" in page


def test_a_correction_opens_with_the_old_values_and_keeps_both(
    yesterday: KitchenDay, manager: Client
) -> None:
    line = first_line(yesterday)
    url = at("correction", yesterday, line.record_id)
    page = text_of(manager.get(url))
    assert Inputs(page).values["product_name"] == line.product_name
    assert "sensory=pass" in Inputs(page).checked
    location = correct(manager, url, amount="45,5", reason="Gõ nhầm số cân")
    newest = ReceivedLine.objects.standing().get(root_id=line.root_id)
    assert (newest.amount, newest.lot_uri) == (Decimal("45.500"), line.lot_uri)
    assert location == at("record", yesterday, newest.record_id)
    for record_id in (line.record_id, newest.record_id):
        both = text_of(manager.get(at("record", yesterday, record_id)))
        assert "Gõ nhầm số cân" in both
        assert 'class="changed"' in both


def test_a_correction_needs_its_reason(yesterday: KitchenDay, manager: Client) -> None:
    url = at("correction", yesterday, first_line(yesterday).record_id)
    typed = chosen(text_of(manager.get(url)))
    assert fill(manager, url, **typed, amount="45,5").status_code == 422


def test_a_correction_sent_twice_is_one_correction(yesterday: KitchenDay, manager: Client) -> None:
    url = at("correction", yesterday, yesterday.said["eating"])
    page = text_of(manager.get(url))
    inputs = Inputs(page)
    sent = {**inputs.hidden, **inputs.values, **chosen(page), "reason": "Nhầm phút"}
    sent["started_at_1"] = f"{yesterday.day}T10:50"
    answers = [manager.post(url, sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert EatingStart.objects.filter(meal_id=yesterday.meal_id).count() == 2
    assert EatingStart.objects.standing().get().happened_at == yesterday.at(10, 50)


def test_what_was_corrected_is_not_corrected_again(yesterday: KitchenDay, manager: Client) -> None:
    url = at("correction", yesterday, yesterday.said["eating"])
    correct(manager, url, started_at_1=f"{yesterday.day}T10:50", reason="Nhầm phút")
    response = manager.get(url)
    assert response.status_code == 403
    assert "Hãy mở bản mới nhất" in text_of(response)


def test_the_lots_of_a_dish_come_back_into_its_correction(
    yesterday: KitchenDay, manager: Client
) -> None:
    check = CookingCheck.objects.filter(place=yesterday.kitchen.place)[0]
    url = at("correction", yesterday, check.record_id)
    correct(manager, url, core_celsius="91", reason="Đọc nhầm nhiệt kế")
    newest = CookingCheck.objects.standing().get(root_id=check.root_id)
    lots = [
        [(one.line_root_id, one.amount, one.uom) for one in version.ingredients.all()]
        for version in (check, newest)
    ]
    assert newest.core_celsius == Decimal("91.0")
    assert lots[0] == lots[1] != []


def test_the_seller_of_a_delivery_can_be_put_right(
    cast: Cast, yesterday: KitchenDay, manager: Client
) -> None:
    line = first_line(yesterday)
    url = at("correction", yesterday, line.record_id)
    choose = text_of(manager.get(f"{at('receiving', yesterday)}?sua={line.record_id}&tim=thanh"))
    other = cast.suppliers["htx"].names[0]
    assert f"{url}?nguon={other.pk}" in choose
    correct(manager, f"{url}?nguon={other.pk}", reason="Nhầm nhà cung cấp")
    assert ReceivedLine.objects.standing().get(root_id=line.root_id).supplier_name == other


def test_a_corrected_sample_keeps_its_box(yesterday: KitchenDay, manager: Client) -> None:
    box = RetainedSample.objects.filter(place=yesterday.kitchen.place)[0]
    url = at("correction", yesterday, box.record_id)
    correct(manager, url, seal="NP-9999", reason="Ghi nhầm số niêm phong")
    newest = RetainedSample.objects.standing().get(root_id=box.root_id)
    assert (newest.box_code, newest.seal) == (box.box_code, "NP-9999")
    assert "NP-9999" in text_of(manager.get(at("sample", yesterday, box.record_id)))


def test_a_withdrawn_record_stays_and_says_so(yesterday: KitchenDay, manager: Client) -> None:
    record_id = yesterday.said["eating"]
    fill(manager, at("withdrawal", yesterday, record_id), reason="Ghi nhầm bữa")
    page = text_of(manager.get(at("record", yesterday, record_id)))
    assert EatingStart.objects.standing().count() == 0
    assert "Đã rút" in page
    assert "Ghi nhầm bữa" in page
    assert at("correction", yesterday, record_id) not in page


def test_a_withdrawal_sent_twice_is_one_withdrawal(yesterday: KitchenDay, manager: Client) -> None:
    url = at("withdrawal", yesterday, yesterday.said["eating"])
    sent = Inputs(text_of(manager.get(url))).hidden | {"reason": "Ghi nhầm bữa"}
    assert [manager.post(url, sent).status_code for _ in range(2)] == [302, 302]
    assert Record.objects.filter(kind="withdrawn").count() == 1


def test_a_withdrawal_needs_its_reason(yesterday: KitchenDay, manager: Client) -> None:
    url = at("withdrawal", yesterday, yesterday.said["eating"])
    assert fill(manager, url).status_code == 422
    assert EatingStart.objects.standing().count() == 1


def test_a_cook_cannot_correct_what_a_cook_may_not_do(yesterday: KitchenDay, cook: Client) -> None:
    assert cook.get(at("correction", yesterday, yesterday.said["plan"])).status_code == 403
    page = text_of(cook.get(at("record", yesterday, yesterday.said["plan"])))
    assert at("correction", yesterday, yesterday.said["plan"]) not in page
