"""Handing in a sheet: looked at first, taken back with its errors, recorded once."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from nguon.base.errors import InputInvalid, Refused
from nguon.food.exchange.models import SentSheet, SheetCapture
from nguon.food.exchange.operations.capture_sheet import capture_sheet
from nguon.food.exchange.operations.send_sheet import send_sheet
from nguon.food.exchange.rules.look_at_sheet import look_at_sheet
from nguon.food.exchange.rules.sheets.table import MOST_BYTES
from nguon.food.trace.models import Event
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.operations import register_place
from nguon.ground.products.choices import ProductGroup
from nguon.ground.products.operations import register_product
from tests.food.exchange.pages.farm import DAY, NOW, PAGE, Farm, signed_in, text_of
from tests.food.exchange.rules.registered import csv_of, workbook_of
from tests.food.trace.conftest import Cast


@pytest.fixture
def farm(cast: Cast) -> Farm:
    register_product(name="Cải ngọt", group=ProductGroup.FRESH_FROZEN, by=cast.admin)
    return Farm(cast, signed_in(cast.cooperative))


def events() -> list[tuple[Any, ...]]:
    return list(Event.objects.order_by("id").values_list("event_id", "biz_step", "action"))


def test_looking_at_a_sheet_records_nothing(farm: Farm) -> None:
    page = farm.page(farm.hand_in(csv_of("harvest", farm.harvest())))
    assert "Bảng này sẽ thành 1 sự kiện" in page
    assert "Chưa ghi gì: hãy đọc qua, rồi bấm Ghi." in page
    assert f"{DAY} 05:30 Dòng 2 Cải ngọt 45,5 kg lô 2211-R2 Nơi của HTX Thanh Xương" in page
    assert events() == []


def test_what_was_looked_at_is_recorded_when_agreed_to(farm: Farm) -> None:
    path = farm.hand_in(workbook_of("harvest", farm.harvest(), farm.harvest(lot="2211-R3")))
    answer = farm.client.post(f"{path}ghi/", follow=True)
    assert "Đã ghi 2 sự kiện" in text_of(answer.content.decode())
    assert [event[1:] for event in events()] == [("commissioning", "ADD")] * 2
    assert {one.tenant_id for one in Event.objects.all()} == {farm.actor.organisation.pk}


def test_a_lot_of_a_sheet_is_traced(farm: Farm) -> None:
    farm.record("harvest", farm.harvest())
    farm.record("ship", farm.ship())
    page = text_of(
        signed_in(farm.cast.kitchen)
        .get("/truy-vet/", {"code": "2211-R2"}, follow=True)
        .content.decode()
    )
    assert "Cải ngọt" in page
    assert "HTX Thanh Xương" in page


def test_the_customer_receives_the_very_lot_that_was_shipped(farm: Farm) -> None:
    """The outsider buys: the number on the note leads to the maker's lot."""
    trader = farm.cast.outsider
    farm.record("harvest", farm.harvest())
    farm.record("ship", farm.ship(partner="Người Ngoài", partner_place=""))
    row = farm.harvest(place=trader.place.name, hour="07:00", partner="HTX Thanh Xương")
    look = look_at_sheet(csv_of("receive", row), organisation=trader.organisation, now=NOW)
    (lots,) = [one.values[0]["lot"] for one in look.reading.events]
    shipped = Event.objects.get(biz_step="shipping")
    assert lots.is_known
    assert lots.uri in bytes(shipped.raw).decode()


def test_the_same_file_again_makes_nothing_twice(farm: Farm) -> None:
    data = csv_of("harvest", farm.harvest())
    first, second = farm.hand_in(data), farm.hand_in(data)
    assert first == second
    for _ in range(2):
        farm.client.post(f"{first}ghi/")
    assert len(events()) == 1
    assert SentSheet.objects.count() == SheetCapture.objects.count() == 1


def test_a_longer_sheet_records_only_what_is_new(farm: Farm) -> None:
    farm.record("harvest", farm.harvest())
    path = farm.hand_in(csv_of("harvest", farm.harvest(note="mưa"), farm.harvest(lot="2211-R3")))
    page = farm.page(path)
    assert "Bảng này sẽ thành 1 sự kiện" in page
    assert "1 sự kiện đã ghi rồi và được giữ nguyên." in page
    answer = farm.client.post(f"{path}ghi/", follow=True)
    assert "1 sự kiện đã được ghi từ trước và giữ nguyên." in text_of(answer.content.decode())
    assert len(events()) == 2


def test_a_sheet_whose_rows_are_all_recorded_has_nothing_left_to_do(farm: Farm) -> None:
    farm.record("harvest", farm.harvest())
    path = farm.hand_in(workbook_of("harvest", farm.harvest()))
    page = farm.client.get(path).content.decode()
    assert "Tất cả đã được ghi rồi" in page
    assert "/ghi/" not in page


def test_a_renamed_place_does_not_make_the_same_row_new(farm: Farm) -> None:
    farm.record("harvest", farm.harvest())
    place = farm.actor.place
    type(place).objects.filter(pk=place.pk).update(name="Ruộng mới")
    look = look_at_sheet(
        csv_of("harvest", farm.harvest(place="Ruộng mới")),
        organisation=farm.actor.organisation,
        now=NOW,
    )
    assert look.new == []


def test_one_faulty_row_keeps_all_from_being_recorded(farm: Farm) -> None:
    rows = [farm.harvest(), farm.harvest(lot="2211-R3", place="Ruộng lạ", amount="nhiều")]
    path = farm.hand_in(csv_of("harvest", *rows))
    page = farm.page(path)
    assert "1 dòng phải sửa Chưa ghi gì." in page
    assert "Dòng 3 Nơi của mình HTX Thanh Xương không có nơi này. Ruộng lạ" in page
    assert farm.client.post(f"{path}ghi/").status_code == 400
    assert events() == []


@pytest.mark.parametrize("make", [csv_of, workbook_of])
def test_the_sheet_comes_back_with_its_errors(farm: Farm, make: Callable[..., bytes]) -> None:
    path = farm.hand_in(make("harvest", farm.harvest(day="31/02/2026")))
    answer = farm.client.get(f"{path}loi/")
    assert answer["Content-Disposition"].startswith("attachment; ")
    if make is csv_of:
        assert "Ngày: Đây không phải là ngày." in answer.content.decode()
    else:
        page = load_workbook(BytesIO(answer.content)).active
        assert page is not None
        assert str(page["J2"].value).startswith("Ngày: Đây không phải là ngày.")


def test_the_file_is_kept_as_it_came(farm: Farm) -> None:
    data = csv_of("harvest", farm.harvest(day="31/02/2026"))
    path = farm.hand_in(data)
    answer = farm.client.get(f"{path}goc/")
    assert (answer.content, answer["Content-Type"]) == (data, "application/octet-stream")
    assert hashlib.sha256(data).hexdigest() in farm.page(path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7", "Đây không phải bảng tính."),
        (b"PK\x03\x04broken", "Tệp Excel bị hỏng"),
        (b"a;b\r\n1;2", "Không thấy dòng tiêu đề của mẫu nào"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_why(farm: Farm, data: bytes, said: str) -> None:
    path = farm.hand_in(data)
    page = farm.page(path)
    assert "Không đọc được tệp này" in page
    assert said in page
    assert farm.client.post(f"{path}ghi/").status_code == 400
    assert farm.client.get(f"{path}loi/").status_code == 404


def test_a_sheet_with_headings_only_says_so(farm: Farm) -> None:
    assert "Bảng không có dòng nào" in farm.page(farm.hand_in(csv_of("harvest")))


def test_a_file_that_is_too_large_is_not_kept(farm: Farm) -> None:
    answer = farm.client.post(PAGE, farm.body(b"x" * (MOST_BYTES + 1)))
    assert answer.status_code == 200
    assert "Tệp lớn hơn 5 MB. Hãy chia thành nhiều tệp." in text_of(answer.content.decode())
    assert not SentSheet.objects.exists()


def test_the_form_asks_for_a_file(farm: Farm) -> None:
    answer = farm.client.post(PAGE, {"organisation": str(farm.actor.organisation.pk)})
    assert "Hãy" in text_of(answer.content.decode()) or answer.status_code == 200
    assert not SentSheet.objects.exists()


def test_a_forged_post_is_refused(farm: Farm) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(farm.actor.person, "django.contrib.auth.backends.ModelBackend")
    answer = strict.post(PAGE, farm.body(csv_of("harvest", farm.harvest())))
    assert answer.status_code == 403
    assert not SentSheet.objects.exists()


def test_a_lot_that_was_never_made_is_warned_of_until_it_is(farm: Farm) -> None:
    path = farm.hand_in(csv_of("ship", farm.ship()))
    warning = "chưa có gì cho biết bạn đã nhận hay làm ra lô này."
    assert warning in farm.page(path)
    farm.record("harvest", farm.harvest())
    assert warning not in farm.page(path)


def test_a_corrected_row_is_warned_of_as_a_second_event(farm: Farm) -> None:
    farm.record("harvest", farm.harvest())
    page = farm.page(farm.hand_in(csv_of("harvest", farm.harvest(amount="46"))))
    assert "hãy khai báo sự kiện trước là sai" in page


def test_other_peoples_sheets_are_not_there(farm: Farm) -> None:
    sheet = farm.send("harvest", farm.harvest(lot="BIMAT"))
    outsider = signed_in(farm.cast.outsider)
    for path in ("", "loi/", "goc/"):
        assert outsider.get(f"{PAGE}{sheet.pk}/{path}").status_code == 404
    assert outsider.post(f"{PAGE}{sheet.pk}/ghi/").status_code == 404
    assert f"{sheet.pk}" not in outsider.get(PAGE).content.decode()
    assert events() == []


def test_nobody_speaks_in_the_name_of_others(farm: Farm) -> None:
    body = farm.body(csv_of("harvest", farm.harvest()))
    answer = signed_in(farm.cast.outsider).post(PAGE, body)
    assert answer.status_code == 200
    assert not SentSheet.objects.exists()
    with pytest.raises(Refused):
        send_sheet(
            b"x",
            file_name="x",
            organisation=farm.actor.organisation,
            by=farm.cast.outsider.person,
            at=NOW,
        )


def test_the_lots_of_others_stay_unknown(farm: Farm) -> None:
    """A lot number of a stranger resolves to a lot of one's own, never to the stranger's."""
    farm.record("harvest", farm.harvest())
    outsider = farm.cast.outsider
    row = farm.ship(place=outsider.place.name)
    data = csv_of("ship", row)
    look = look_at_sheet(data, organisation=outsider.organisation, now=NOW)
    made = Event.objects.get(biz_step="commissioning")
    lot = look.reading.events[0].values[0]["lot"]
    assert not lot.is_known
    assert lot.uri not in bytes(made.raw).decode()


def test_a_place_of_others_cannot_be_used(farm: Farm) -> None:
    stranger = farm.cast.kitchen.place
    for name in (stranger.name, stranger.identifier):
        look = look_at_sheet(
            csv_of("harvest", farm.harvest(place=name)),
            organisation=farm.actor.organisation,
            now=NOW,
        )
        assert [fault.column for fault in look.reading.faults] == ["Nơi của mình"]


def test_who_may_not_send_events_finds_no_door(farm: Farm) -> None:
    kitchen = signed_in(farm.cast.kitchen)
    assert kitchen.get(PAGE).status_code == 403
    assert kitchen.get(f"{PAGE}mau/ship.xlsx").status_code == 403
    assert Client().get(PAGE).status_code == 302


def test_a_template_offers_the_places_and_goods_of_the_organisation(farm: Farm) -> None:
    register_place(
        by=farm.cast.admin,
        organisation=farm.actor.organisation,
        kind=PlaceKind.WAREHOUSE,
        name="Kho lạnh",
        at=NOW,
    )
    answer = farm.client.get(f"{PAGE}mau/harvest.xlsx")
    lists = load_workbook(BytesIO(answer.content)).worksheets[2]
    listed = {cell.value for row in lists.iter_rows() for cell in row}
    assert {"Kho lạnh", "Nơi của HTX Thanh Xương", "Cải ngọt", "kg"} <= listed
    assert "Nơi của Trường Him Lam" not in listed


@pytest.mark.parametrize(("path", "status"), [("mau/ship.csv", 200), ("mau/xyz.xlsx", 404)])
def test_templates_come_as_files(farm: Farm, path: str, status: int) -> None:
    assert farm.client.get(f"{PAGE}{path}").status_code == status


def test_the_number_of_questions_does_not_grow_with_the_rows(farm: Farm) -> None:
    def asked(count: int) -> int:
        rows = [farm.ship(lot=f"L{number}-{count}") for number in range(count)]
        path = farm.hand_in(csv_of("ship", *rows))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert farm.client.get(path).status_code == 200
        return len(asked)

    assert asked(1) == asked(3) <= 32


def test_the_list_of_sheets_asks_as_much_for_three_as_for_one(farm: Farm) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert farm.client.get(PAGE).status_code == 200
        return len(asked)

    farm.record("harvest", farm.harvest())
    one = asked()
    farm.send("harvest", farm.harvest(lot="2"))
    farm.send("harvest", farm.harvest(lot="3"))
    assert asked() == one


@pytest.mark.parametrize("model", [SentSheet, SheetCapture])
def test_what_was_sent_is_never_changed(farm: Farm, model: Any) -> None:
    farm.record("harvest", farm.harvest())
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all().delete()


def test_a_sheet_with_faults_is_not_recorded_by_an_operation(farm: Farm) -> None:
    sheet = farm.send("harvest", farm.harvest(day=""))
    with pytest.raises(InputInvalid, match="Còn thiếu"):
        capture_sheet(sheet, by=farm.actor.person, at=NOW)


def test_a_name_of_a_file_is_shown_and_not_believed(farm: Farm) -> None:
    name = "..\\..\\<script>alert(1)</script>.csv"
    path = farm.hand_in(csv_of("harvest", farm.harvest()), name)
    assert "<script>" not in farm.client.get(path).content.decode()


def test_there_is_no_sheet_of_a_made_up_id(farm: Farm) -> None:
    assert farm.client.get(f"{PAGE}{uuid4()}/").status_code == 404


def test_the_room_has_a_start_with_its_doors(farm: Farm) -> None:
    page = farm.page("/trao-doi/")
    assert "Gửi bảng tính" in page
    assert Client().get("/trao-doi/").status_code == 302
