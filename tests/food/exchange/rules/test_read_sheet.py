"""What rows become events, and what keeps them from it."""

from dataclasses import replace
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from nguon.core.epcis import (
    BizTransaction,
    Destination,
    ObjectEvent,
    QuantityElement,
    Source,
    TransformationEvent,
    epcis_document,
    validate,
)
from nguon.food.exchange.queries.register import KnownLot
from nguon.food.exchange.rules.read_sheet import unknown_lots, with_warnings
from nguon.food.exchange.rules.sheet_templates import templates
from tests.food.exchange.rules.registered import (
    FARM,
    GOOD,
    GREENS,
    KNOWN,
    NOW,
    REGISTER,
    SCHOOL,
    changed,
    csv_of,
    faults,
    own,
    read,
    read_rows,
    with_lots,
    workbook_of,
)


@pytest.mark.parametrize("key", list(templates()))
def test_a_good_row_of_every_template_becomes_one_valid_event(key: str) -> None:
    reading = read_rows(key, GOOD[key])
    assert faults(reading) == []
    (made,) = reading.events
    assert validate(epcis_document([made.event], created_at=NOW)) == []


@pytest.mark.parametrize("key", list(templates()))
def test_a_workbook_says_the_same_as_a_csv(key: str) -> None:
    said = [one.event for one in read(workbook_of(key, GOOD[key])).events]
    assert said == [one.event for one in read(csv_of(key, GOOD[key])).events]


@pytest.mark.parametrize("key", list(templates()))
def test_the_same_row_sent_again_is_the_same_event(key: str) -> None:
    ids = {read_rows(key, GOOD[key]).events[0].event.event_id for _ in range(2)}
    assert len(ids) == 1


def test_a_note_does_not_make_another_event() -> None:
    plain, noted = GOOD["harvest"], changed("harvest", note="sương nhiều")
    ids = [read_rows("harvest", row).events[0].event.event_id for row in (plain, noted)]
    assert ids[0] == ids[1]


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        ("harvest", {"amount": "46"}),
        ("harvest", {"hour": "05:31"}),
        ("harvest", {"lot": "2111-R3"}),
        ("test_result", {"verdict": "Không đạt"}),
        ("test_result", {"tested_for": "E. coli"}),
        ("ship", {"delivery_note": "PG-1"}),
    ],
    ids=str,
)
def test_another_meaning_makes_another_event(key: str, cell: dict[str, str]) -> None:
    first, second = read_rows(key, GOOD[key]), read_rows(key, changed(key, **cell))
    assert first.events[0].event.event_id != second.events[0].event.event_id


def test_what_is_harvested_comes_into_being_with_its_lot_number() -> None:
    event = read_rows("harvest", GOOD["harvest"]).events[0].event
    assert isinstance(event, ObjectEvent)
    assert event.event_time == datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    assert event.event_time_zone_offset == "+07:00"
    assert (event.action, event.biz_step, event.disposition) == ("ADD", "commissioning", "active")
    assert event.quantity_list[0].quantity == Decimal("45.5")
    assert event.quantity_list[0].uom == "KGM"
    assert event.ilmd == {"cbvmda:lotNumber": "2111-R2"}
    assert event.extensions == {"nguon:place": "Ruộng số 2", "nguon:name": "Cải ngọt"}


def test_a_lot_of_a_product_with_a_gtin_is_that_lot_of_that_trade_item() -> None:
    event = read_rows("receive", GOOD["receive"]).events[0].event
    assert isinstance(event, ObjectEvent)
    assert event.quantity_list == (
        QuantityElement("https://id.gs1.org/01/08930000000019/10/L0926", Decimal(24), "XBO"),
    )
    assert event.source_list == (Source("possessing_party", SCHOOL.identifier),)
    assert event.destination_list == (Destination("owning_party", FARM.identifier),)


def test_both_ends_of_a_delivery_name_the_same_paper() -> None:
    """The supplier's shipping sheet and the customer's receiving sheet meet in the note."""
    got = read_rows("receive", GOOD["receive"]).events[0].event
    issued = replace(REGISTER, own=SCHOOL, parties={"Trường Nà Tấu": (FARM,)})
    row = changed("ship", delivery_note="PG-0123", place="Bếp chính", partner_place="")
    from nguon.food.exchange.rules.read_sheet import read_sheet  # noqa: PLC0415
    from nguon.food.exchange.rules.sheets.read_tables import read_tables  # noqa: PLC0415
    from tests.food.exchange.rules.registered import SPEAKER, find_heading  # noqa: PLC0415

    row["partner"] = "Trường Nà Tấu"
    headed = find_heading(read_tables(csv_of("ship", row)), list(templates().values()))
    sent = read_sheet(headed, issued, replace(SPEAKER, party=SCHOOL), now=NOW).events[0].event
    assert got.biz_transaction_list == sent.biz_transaction_list
    assert [one.type for one in got.biz_transaction_list] == ["desadv"]


def test_the_makers_and_the_buyers_sheet_meet_in_the_same_lot() -> None:
    made = read_rows("harvest", GOOD["harvest"]).events[0].event
    shipped = read_rows("ship", changed("ship", lot="2111-R2")).events[0].event
    assert isinstance(made, ObjectEvent)
    assert isinstance(shipped, ObjectEvent)
    assert made.quantity_list[0].epc_class == shipped.quantity_list[0].epc_class


def test_a_known_lot_is_found_by_its_number() -> None:
    event = read_rows("ship", GOOD["ship"]).events[0].event
    assert isinstance(event, ObjectEvent)
    assert event.quantity_list[0].epc_class == KNOWN.uri
    assert event.destination_list == (
        Destination("possessing_party", SCHOOL.identifier),
        Destination("location", SCHOOL.sites[0].identifier),
    )


def test_of_several_lots_of_a_number_a_person_must_choose() -> None:
    other = KnownLot(own("class", "another lot"), "L-KHO", "Cải ngọt")
    reading = read_rows("ship", GOOD["ship"], register=with_lots(**{"L-KHO": (KNOWN, other)}))
    assert faults(reading) == [(2, "Số lô", "Nhiều lô của mặt hàng này cùng mang số này.")]


def test_a_lot_of_another_product_is_not_meant() -> None:
    other = KnownLot(own("class", "another lot"), "L-KHO", "Thịt lợn")
    reading = read_rows("ship", GOOD["ship"], register=with_lots(**{"L-KHO": (KNOWN, other)}))
    event = reading.events[0].event
    assert isinstance(event, ObjectEvent)
    assert event.quantity_list[0].epc_class == KNOWN.uri


def test_a_run_uses_and_makes_lots_in_one_event() -> None:
    more = {"used_goods": "Thóc nếp", "used_lot": "T-1211", "used_amount": "2", "used_unit": "tạ"}
    reading = read_rows("process", GOOD["process"], more)
    (made,) = reading.events
    assert made.rows == (2, 3)
    event = made.event
    assert isinstance(event, TransformationEvent)
    assert [(one.quantity, one.uom) for one in event.input_quantity_list] == [
        (Decimal(500), "KGM"),
        (Decimal(2), "DTN"),
    ]
    assert [(one.quantity, one.uom) for one in event.output_quantity_list] == [
        (Decimal(340), "KGM")
    ]
    assert event.ilmd == {"cbvmda:lotNumber": "G-2111"}


def test_rows_of_one_run_may_stand_apart() -> None:
    more = {"batch": "M-07", "used_goods": "Thóc nếp", "used_lot": "T-1211"}
    more |= {"used_amount": "200", "used_unit": "kg"}
    reading = read_rows("process", GOOD["process"], changed("process", batch="M-08"), more)
    assert [one.rows for one in reading.events] == [(2, 4), (3,)]


def test_rows_of_one_run_may_not_contradict_each_other() -> None:
    again = changed("process", day="20/11/2026", used_lot="T-1211", made_lot="G-2")
    assert faults(read_rows("process", GOOD["process"], again)) == [
        (3, "Ngày", "Khác với dòng đầu của cùng một số.")
    ]


@pytest.mark.parametrize("side", ["used", "made"])
def test_a_run_needs_both_sides(side: str) -> None:
    row = {key: text for key, text in GOOD["process"].items() if not key.startswith(side)}
    said = {"used": "Mẻ này chưa dùng gì.", "made": "Mẻ này chưa làm ra gì."}
    assert faults(read_rows("process", row)) == [(2, "", said[side])]


def test_a_side_that_is_begun_must_be_complete() -> None:
    row = {key: text for key, text in GOOD["process"].items() if key != "made_unit"}
    assert faults(read_rows("process", row)) == [(2, "Làm ra: đơn vị", "Còn thiếu.")]


def test_one_report_is_one_event_and_one_failure_fails_it() -> None:
    more = {"tested_for": "Aflatoxin B1", "value": "Phát hiện", "verdict": "Không đạt"}
    (made,) = read_rows("test_result", GOOD["test_result"], more).events
    event = made.event
    assert isinstance(event, ObjectEvent)
    assert (event.biz_step, event.disposition) == ("inspecting", "non_conformant")
    reports = event.sensor_element_list[0].sensor_report
    assert [(one.value, one.uom, one.string_value) for one in reports] == [
        (Decimal("13.5"), "P1", None),
        (None, None, "Phát hiện"),
    ]
    assert [one.extensions["nguon:testedFor"] for one in reports] == ["Độ ẩm", "Aflatoxin B1"]


def test_a_report_about_two_lots_is_two_reports() -> None:
    more = {"lot": "G-2", "tested_for": "E. coli", "value": "0", "verdict": "Đạt"}
    (fault,) = read_rows("test_result", GOOD["test_result"], more).faults
    assert fault.row == 3


@pytest.mark.parametrize(
    "key",
    ["day", "hour", "place", "goods", "lot", "amount", "unit"],
)
def test_nothing_that_is_missing_is_made_up(key: str) -> None:
    row = {name: text for name, text in GOOD["harvest"].items() if name != key}
    title = str(templates()["harvest"].column(key).title)
    reading = read_rows("harvest", row)
    assert faults(reading) == [(2, title, "Còn thiếu.")]
    assert reading.events == ()


def test_all_faults_of_a_row_are_told_at_once() -> None:
    row = changed("harvest", day="31/02/2026", place="Ruộng số 9", amount="-3", unit="ký lô mét")
    assert [fault[1] for fault in faults(read_rows("harvest", row))] == [
        "Ngày",
        "Số lượng",
        "Đơn vị",
        "Nơi của mình",
    ]


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ({"day": "23/11/2026"}, "Việc này chưa xảy ra."),
        ({"goods": "Cải ngot"}, "Không có trong danh mục hàng."),
        ({"amount": "1.500"}, "Có thể hiểu thành hai số."),
        ({"amount": "0"}, "Số lượng này không thể có."),
        ({"day": "46347"}, "Đây không phải là ngày."),
        ({"day": "11/21/2026"}, "Đây không phải là ngày."),
        ({"day": "21/11/26"}, "Đây không phải là ngày."),
        ({"hour": "25:00"}, "Đây không phải là giờ."),
        ({"lot": "https://id.gs1.org/01/08930000000019"}, "Mã này không chỉ một lô."),
        ({"lot": "x" * 61}, "Số lô này quá dài."),
        ({"unit": "g", "amount": "2 kg"}, "Ô số lượng ghi đơn vị khác."),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_in_its_own_words(cell: dict[str, str], what: str) -> None:
    assert [fault[2] for fault in faults(read_rows("harvest", changed("harvest", **cell)))] == [
        what
    ]


def test_an_error_says_what_was_expected_what_came_and_what_to_do() -> None:
    (fault,) = read_rows("harvest", changed("harvest", day="11/21/2026")).faults
    assert fault.text == (
        "Ngày: Đây không phải là ngày. Cần: 21/11/2026. Đang ghi: «11/21/2026»."
        " Không có ngày đó: ngày đứng trước tháng."
    )


def test_a_name_that_is_nearly_right_is_proposed() -> None:
    (fault,) = read_rows("ship", changed("ship", partner="Truong Na Tau 1")).faults
    assert fault.fault.todo == "Có phải là Trường Nà Tấu không?"


@pytest.mark.parametrize(
    "cell",
    [
        {"day": "2026-11-21"},
        {"day": "21-11-2026"},
        {"day": "21.11.2026 5:30", "hour": ""},
        {"hour": "5h30"},
        {"hour": "5 giờ 30"},
        {"hour": "5:30 sáng"},
        {"hour": "5:30:00 AM"},
        {"place": "RUONG SO 2"},
        {"place": FARM.sites[0].identifier},
        {"amount": "45,50"},
        {"amount": "45.5"},
        {"amount": "45,5 kg", "unit": ""},
        {"unit": "KGM"},
        {"unit": "Cân"},
        {"amount": "4,55", "unit": "yến"},
    ],
    ids=str,
)
def test_many_ways_of_writing_mean_the_same(cell: dict[str, str]) -> None:
    reading = read_rows("harvest", changed("harvest", **cell))
    assert faults(reading) == []
    assert reading.events[0].event.event_id == GOOD_ID


GOOD_ID = read_rows("harvest", GOOD["harvest"]).events[0].event.event_id


def test_dates_times_and_numbers_of_excel_are_read() -> None:
    row: dict[str, Any] = dict(GOOD["harvest"])
    row |= {"day": datetime(2026, 11, 21), "hour": time(5, 30), "amount": 45.5}  # noqa: DTZ001 Excel knows no zones
    assert read(workbook_of("harvest", row)).events[0].event.event_id == GOOD_ID


def test_a_lot_number_that_excel_made_a_date_of_is_not_guessed() -> None:
    row: dict[str, Any] = dict(GOOD["harvest"]) | {"lot": datetime(2026, 12, 1)}  # noqa: DTZ001
    assert faults(read(workbook_of("harvest", row))) == [
        (2, "Số lô", "Chương trình của bạn đã biến số này thành ngày.")
    ]


def test_a_lot_number_that_is_a_number_stays_as_it_is_shown() -> None:
    row: dict[str, Any] = dict(GOOD["harvest"]) | {"lot": 231123}
    event = read(workbook_of("harvest", row)).events[0].event
    assert isinstance(event, ObjectEvent)
    assert event.ilmd == {"cbvmda:lotNumber": "231123"}


def test_the_same_row_twice_in_a_sheet_is_a_question() -> None:
    reading = read_rows("harvest", GOOD["harvest"], GOOD["harvest"])
    assert faults(reading) == [(3, "", "Dòng này nói y hệt dòng 2.")]


def test_a_lot_of_which_nobody_knows_the_beginning_is_warned_of() -> None:
    reading = read_rows("ship", changed("ship", lot="ABC"))
    warned = with_warnings(reading, unknown=unknown_lots(reading), now=NOW)
    assert warned.events[0].warnings == (
        "Lô ABC (Cải ngọt): chưa có gì cho biết bạn đã nhận hay làm ra lô này.",
    )


def test_a_known_lot_is_not_warned_of() -> None:
    reading = read_rows("ship", GOOD["ship"])
    assert unknown_lots(reading) == {}
    assert with_warnings(reading, unknown={}, now=NOW).events[0].warnings == ()


def test_a_lot_made_in_one_run_may_be_used_in_the_next() -> None:
    packed = changed("process", batch="M-08", hour="15:00", used_goods="Gạo nếp")
    packed |= {"used_lot": "G-2111", "made_lot": "G-2112", "used_amount": "1"}
    reading = read_rows("process", GOOD["process"], packed)
    assert [lot.number for lot in unknown_lots(reading).values()] == ["T-1011"]


def test_a_year_that_may_be_wrong_is_asked_about() -> None:
    reading = read_rows("harvest", changed("harvest", day="21/11/2024"))
    assert with_warnings(reading, unknown={}, now=NOW).events[0].warnings == (
        "Việc này đã hơn một năm. Năm có đúng không?",
    )


def test_a_paper_of_another_issuer_is_another_paper() -> None:
    from tests.food.exchange.rules.registered import SPEAKER  # noqa: PLC0415

    one = SPEAKER.document("desadv", "PG-1", issuer=FARM.identifier)
    other = SPEAKER.document("desadv", "PG-1", issuer=SCHOOL.identifier)
    assert one != other
    assert one == SPEAKER.document("desadv", " PG-1 ", issuer=FARM.identifier)
    assert isinstance(one, BizTransaction)
    assert GREENS.name == "Cải ngọt"
