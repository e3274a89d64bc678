"""The forms of a lived day: rows, traces, corrections, and that nothing is invented."""

from datetime import timedelta
from decimal import Decimal

import pytest

from nguon.base.paper.form import FilledForm, FormRow
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.kitchen.queries.form_layouts import FORMS, form_sets
from nguon.food.kitchen.queries.paper import paper_day
from nguon.food.kitchen.rules.paper import day_forms
from tests.food.kitchen.operations.test_a_kitchen_day import live
from tests.food.kitchen.operations.test_corrections import correct


def filled(day: KitchenDay, form: str) -> FilledForm:
    paper = paper_day(day.kitchen.place, day.day)
    printed = day.at(17, 0)
    forms = day_forms(
        paper, layouts=form_sets()["qd1246"], day_hash="ab", printed_at=printed, only=[form]
    )
    return forms[0]


def texts(row: FormRow, *names: str) -> list[str]:
    return [row.cells[name].text if name in row.cells else "" for name in names]


@pytest.mark.parametrize("form", FORMS)
def test_a_day_without_records_has_no_rows(monday: KitchenDay, form: str) -> None:
    assert list(filled(monday, form).rows) == []


def test_every_filled_cell_names_a_record_with_person_and_receipt_time(
    monday: KitchenDay,
) -> None:
    live(monday)
    for form in (filled(monday, name) for name in FORMS):
        known = {record.code for record in form.records}
        cells = [cell for row in form.rows for cell in row.cells.values()]
        assert all(cell.records and set(cell.records) <= known for cell in cells if cell.text)
        assert all(record.person and record.received_at for record in form.records)


def test_fresh_and_dry_goods_stand_on_their_own_halves(monday: KitchenDay) -> None:
    live(monday)
    fresh = [texts(row, "product")[0] for row in filled(monday, "mau-1-i").rows]
    dry = [texts(row, "product")[0] for row in filled(monday, "mau-1-ii").rows]
    assert (sorted(fresh), sorted(dry)) == (
        ["Bí xanh", "Rau cải ngọt", "Thịt lợn nạc vai", "Trứng gà"],
        ["Dầu ăn đậu nành", "Gạo tám Điện Biên", "Nước mắm 30 độ đạm"],
    )


def test_a_line_of_step_1_reads_as_the_form_asks(monday: KitchenDay) -> None:
    monday.receive_line(GOODS["lon"], Decimal("60.5"), at=monday.at(5, 40))
    row = filled(monday, "mau-1-i").rows[0]
    assert texts(
        row,
        "product",
        "received_at",
        "amount",
        "supplier",
        "veterinary_registration",
        "sensory_pass",
        "sensory_fail",
        "quick_test_pass",
        "quick_test_fail",
        "action",
    ) == [
        "Thịt lợn nạc vai",
        "05:40 23/11/2026",
        "60,5 kg",
        "Công ty TNHH Thịt sạch Mường Thanh",
        "VSTY 11-0042",
        "✓",
        "",
        "",
        "",
        "",
    ]


def test_rejected_goods_say_what_was_done(monday: KitchenDay) -> None:
    monday.receive_line(
        GOODS["gio"],
        Decimal(30),
        at=monday.at(6, 30),
        sensory="fail",
        decision="rejected",
        rejection_reason="nhớt",
    )
    row = filled(monday, "mau-1-i").rows[0]
    assert texts(row, "sensory_pass", "sensory_fail", "action") == [
        "",
        "✓",
        "Trả lại toàn bộ 30 kg; nhớt",
    ]


def test_a_corrected_amount_shows_what_it_was(monday: KitchenDay) -> None:
    wrong = monday.receive_line(GOODS["cai"], Decimal(545), at=monday.at(6, 40))
    correct(monday, wrong, amount="54.5", key="again")
    form = filled(monday, "mau-1-i")
    cell = form.rows[0].cells["amount"]
    corrected = [record for record in form.records if record.corrects]
    assert (len(form.rows), cell.text, cell.was) == (1, "54,5 kg", "545 kg")
    assert [record.reason for record in corrected] == ["gõ nhầm"]


def test_a_withdrawn_line_stays_struck_through(monday: KitchenDay) -> None:
    line = monday.receive_line(GOODS["cai"], Decimal(5), at=monday.at(6, 40))
    monday.say(
        RecordKind.WITHDRAWN,
        {},
        key="withdrawn",
        by=monday.kitchen.people["health_officer"],
        at=monday.at(6, 50),
        supersedes=line,
        reason="ghi hai lần",
    )
    form = filled(monday, "mau-1-i")
    assert [row.voided for row in form.rows] == [True]
    assert "ghi hai lần" in [record.reason for record in form.records]


def test_step_2_names_the_lots_and_amounts_of_a_dish(monday: KitchenDay) -> None:
    live(monday)
    row = filled(monday, "mau-2").rows[1]
    assert texts(row, "meal", "dish", "ingredients", "portions", "action") == [
        "Trưa, 10:45",
        "Thịt lợn kho trứng",
        "Thịt lợn nạc vai 50 kg; Trứng gà 27,5 kg; Nước mắm 30 độ đạm 2,5 lít",
        "910",
        "Nhiệt độ tâm 88,5 °C",
    ]


def test_step_3_takes_the_start_of_eating_from_its_own_record(monday: KitchenDay) -> None:
    live(monday)
    form = filled(monday, "mau-3")
    row = form.rows[0]
    check, start = row.cells["dish"].records, row.cells["eating_starts_at"].records
    assert row.cells["eating_starts_at"].text.startswith("10:4")
    assert check != start


def test_a_stopped_dish_was_not_eaten(monday: KitchenDay) -> None:
    monday.receive()
    dish = monday.menu[0]
    monday.cook_dish(dish, 0)
    monday.check_dish(dish, 0, decision="stop", sensory="fail", note="mùi lạ")
    monday.start_eating()
    row = filled(monday, "mau-3").rows[0]
    assert texts(row, "eating_starts_at", "action") == ["", "DỪNG, không cho ăn; mùi lạ"]


def test_a_late_check_is_marked_on_paper(monday: KitchenDay) -> None:
    monday.receive()
    dish = monday.menu[0]
    monday.cook_dish(dish, 0)
    monday.check_dish(dish, 0, saved_at=monday.at(15, 48))
    record = next(one for one in filled(monday, "mau-3").records if one.lateness != "plain")
    assert (record.lateness, record.received_at - record.claimed_at > timedelta(hours=5)) == (
        "amber",
        True,
    )


def test_the_temperature_of_a_sample_is_one_read_with_the_box_inside(monday: KitchenDay) -> None:
    live(monday)
    row = filled(monday, "mau-5").rows[0]
    assert row.cells["celsius"].text.endswith("(14:05)")


def test_before_anybody_looked_there_is_no_temperature(monday: KitchenDay) -> None:
    monday.read_fridges(6)
    monday.receive()
    dish = monday.menu[0]
    monday.cook_dish(dish, 0)
    monday.take_sample(dish, 0)
    assert "celsius" not in filled(monday, "mau-5").rows[0].cells


def test_what_a_destroyed_sample_looked_like_stands_in_its_note(monday: KitchenDay) -> None:
    live(monday)
    later = KitchenDay(
        monday.cast, monday.kitchen, 3, monday.day + timedelta(days=3), monday.random
    )
    later.destroy_old_samples()
    row = filled(monday, "mau-5").rows[0]
    assert texts(row, "note", "destroyed_at") == [
        "Niêm phong NP-2311-01; Mẫu còn nguyên niêm phong, không đổi màu",
        "15:31 26/11/2026",
    ]
    assert len(row.cells["note"].records) == 2
