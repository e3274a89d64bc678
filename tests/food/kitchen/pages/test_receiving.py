"""Step 1 on a page: who delivers, what came, what was decided."""

from decimal import Decimal
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import ReceivedLine
from nguon.ground.journal.models import Photo
from nguon.ground.products.choices import ProductGroup
from nguon.ground.products.operations import register_product
from tests.food.kitchen.pages.conftest import Browser, Inputs, at, fill, text_of, typed_into

GOOD = {
    "product_name": "Rau muống",
    "group": "fresh_frozen",
    "amount": "12,5",
    "uom": "KGM",
    "sensory": "pass",
    "quick_test": "not_done",
    "decision": "accepted",
    "received_at_0": "now",
}


def from_(day: KitchenDay, name_id: object) -> str:
    return f"{at('delivery', day)}?nguon={name_id}"


def a_photo(name: str = "phieu.jpg") -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (40, 30), "green").save(made, "JPEG")
    return SimpleUploadedFile(name, made.getvalue(), content_type="image/jpeg")


def test_goods_of_a_registered_seller_are_received(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    name = cast.suppliers["htx"].names[0]
    response = fill(officer, from_(today, name.pk), **GOOD)
    line = ReceivedLine.objects.get()
    assert response["Location"] == at("receiving", today)
    assert (line.product_name, line.amount, line.uom) == ("Rau muống", Decimal("12.500"), "KGM")
    assert (line.supplier_name, line.supplier) == (name, cast.suppliers["htx"].organisation)
    assert line.lot_code in text_of(officer.get(at("receiving", today)))


def test_a_seller_is_found_by_part_of_the_name_without_marks_and_by_tax_code(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    name = cast.suppliers["htx"].names[0]
    for text in ("thanh yen", name.tax_code):
        page = text_of(officer.get(f"{at('receiving', today)}?tim={text}"))
        assert f"?nguon={name.pk}" in page
    nobody = text_of(officer.get(f"{at('receiving', today)}?tim=khong-ai-ca"))
    assert "Không có nhà cung cấp đăng ký nào khớp" in nobody


def test_both_names_of_one_trader_are_offered_together(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    trader = next(one for one in cast.suppliers.values() if len(one.names) > 1)
    url = f"{at('receiving', today)}?tim={trader.names[0].tax_code}"
    page = text_of(officer.get(url))
    assert [f"?nguon={name.pk}" in page for name in trader.names] == [True] * len(trader.names)
    assert "Một chủ có 2 tên pháp lý" in page


def test_a_seller_whom_nobody_registered_is_recorded_and_flagged(
    today: KitchenDay, officer: Client
) -> None:
    url = from_(today, "moi")
    assert "Người bán này chưa đăng ký" in text_of(officer.get(url))
    fill(officer, url, **GOOD, source_name="Bà Pâng chợ Mường Thanh", source_phone="0912 345 678")
    line = ReceivedLine.objects.get()
    assert (line.registered, line.source_phone) == (False, "0912 345 678")
    assert "Nguồn chưa đăng ký: Rau muống" in text_of(officer.get(at("today", today)))


def test_a_seller_that_does_not_exist_is_not_found(today: KitchenDay, officer: Client) -> None:
    for asked in ("999999", "abc", "²"):
        assert officer.get(from_(today, asked)).status_code == 404


def test_rejected_goods_need_a_reason_and_come_back_whole(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    url = from_(today, cast.suppliers["htx"].names[0].pk)
    rejected = GOOD | {"sensory": "fail", "decision": "rejected"}
    response = fill(officer, url, **rejected)
    assert response.status_code == 422
    assert Inputs(text_of(response)).values["amount"] == "12,5"
    assert "Lý do trả lại</a> · Mục này chưa điền." in " ".join(text_of(response).split())
    fill(officer, url, **rejected, rejection_reason="Có mùi lạ")
    line = ReceivedLine.objects.get()
    assert (line.returned_amount, line.accepted_amount) == (Decimal("12.5"), Decimal(0))


def test_what_was_recorded_today_stands_below_with_its_amount_and_decision(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    url = from_(today, cast.suppliers["htx"].names[0].pk)
    fill(officer, url, **GOOD | {"decision": "rejected"}, rejection_reason="Dập nát")
    page = text_of(officer.get(at("receiving", today)))
    assert "12,5\u00a0kg" in page
    assert "Trả lại hết" in page


def test_partly_returned_goods_keep_what_stayed(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    url = from_(today, cast.suppliers["htx"].names[0].pk)
    partly = GOOD | {"decision": "partly", "rejection_reason": "Dập nát"}
    assert fill(officer, url, **partly, returned_amount="20").status_code == 422
    fill(officer, url, **partly, returned_amount="2,5")
    assert ReceivedLine.objects.get().accepted_amount == Decimal("10.000")


def test_a_returned_amount_left_over_from_another_choice_is_not_sent(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    url = from_(today, cast.suppliers["htx"].names[0].pk)
    fill(officer, url, **GOOD, returned_amount="3", rejection_reason="nhầm")
    line = ReceivedLine.objects.get()
    assert (line.returned_amount, line.rejection_reason) == (Decimal(0), "")


def test_accepting_in_spite_of_a_failed_check_needs_the_handling(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    url = from_(today, cast.suppliers["htx"].names[0].pk)
    response = fill(officer, url, **GOOD | {"quick_test": "fail"})
    assert "Nhận hàng dù có mục không đạt" in text_of(response)
    assert fill(officer, url, **GOOD | {"quick_test": "fail"}, note="Rửa kỹ").status_code == 302


def test_a_number_with_two_readings_is_asked_back(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    url = from_(today, cast.suppliers["htx"].names[0].pk)
    response = fill(officer, url, **GOOD | {"amount": "1.500"})
    assert response.status_code == 422
    assert ReceivedLine.objects.count() == 0


def test_a_registered_product_is_known_by_its_name(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    product = cast.products[next(iter(cast.products))]
    url = from_(today, cast.suppliers["htx"].names[0].pk)
    fill(officer, url, **GOOD | {"product_name": product.name.upper()})
    assert ReceivedLine.objects.get().product == product


def test_an_article_of_somebody_else_is_not_meant(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    register_product(
        by=cast.administrator,
        name="Rau muống",
        group=ProductGroup.FRESH_FROZEN,
        owner=cast.suppliers["thit"].organisation,
    )
    fill(officer, from_(today, cast.suppliers["htx"].names[0].pk), **GOOD)
    assert ReceivedLine.objects.get().product is None


def test_photos_are_kept_even_if_the_form_is_asked_again(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    url = from_(today, cast.suppliers["htx"].names[0].pk)
    sent = typed_into(officer.get(url), GOOD | {"amount": "nhiều"})
    again = officer.post(url, sent | {"photos": a_photo()})
    assert again.status_code == 422
    kept = Inputs(text_of(again)).hidden["photo_hashes"]
    assert kept == Photo.objects.get().sha256
    officer.post(url, typed_into(again, GOOD))
    assert ReceivedLine.objects.get().photos == [kept]


def test_a_photo_is_shown_to_its_kitchen_and_to_no_other(
    cast: Cast, today: KitchenDay, officer: Client, sign_in: Browser
) -> None:
    url = from_(today, cast.suppliers["htx"].names[0].pk)
    officer.post(url, typed_into(officer.get(url), GOOD) | {"photos": a_photo()})
    sha256 = Photo.objects.get().sha256
    shown = officer.get(at("photo", today, sha256))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    other = cast.kitchens[1]
    theirs = at("photo", today, sha256).replace(str(today.kitchen.place.pk), str(other.place.pk))
    assert sign_in(other.people["manager"]).get(theirs).status_code == 404


def test_what_is_no_photo_is_refused_at_the_photos(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    url = from_(today, cast.suppliers["htx"].names[0].pk)
    virus = SimpleUploadedFile("anh.jpg", b"MZ\x90", content_type="image/jpeg")
    response = officer.post(url, typed_into(officer.get(url), GOOD) | {"photos": virus})
    assert response.status_code == 422
    assert "anh.jpg: " in text_of(response)
    assert ReceivedLine.objects.count() == 0


def test_a_photo_of_another_kitchen_cannot_be_named(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    url = from_(today, cast.suppliers["htx"].names[0].pk)
    sent = typed_into(officer.get(url), GOOD) | {"photo_hashes": "ab" * 32}
    assert officer.post(url, sent).status_code == 422


def test_the_last_delivery_is_a_plan_without_amounts_or_checks(
    yesterday: KitchenDay, today: KitchenDay, officer: Client
) -> None:
    page = text_of(officer.get(at("receiving", today)))
    assert f"Lặp lại chuyến hàng ngày {yesterday.day:%d/%m/%Y}" in page
    line = ReceivedLine.objects.filter(place=today.kitchen.place).earliest("sequence")
    url = f"{from_(today, line.supplier_name_id)}&lap={line.record_id}"
    inputs = Inputs(text_of(officer.get(url)))
    assert inputs.values["product_name"] == line.product_name
    assert inputs.values["amount"] == ""
    assert inputs.checked == [f"group={line.group}", f"uom={line.uom}"]
    assert clock.today() == today.day
