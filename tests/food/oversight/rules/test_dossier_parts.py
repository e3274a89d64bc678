"""Paper, sheets and events of a dossier, read back by other programs than those that made them."""

import io
import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import jsonschema_rs
import pypdf
import pytest
from django.utils import translation
from openpyxl import Workbook

from nguon.base.paper.render_form import VIETNAM
from nguon.core.epcis import parse_document, validate
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.models import RetainedSample
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.operations.make_dossier import Taken
from tests.food.kitchen.incidents import destroy, send_back
from tests.food.oversight.dossiers import Lunch, book_of, lunch, text_of
from tests.food.oversight.outbreak import LOT, outbreak, suspicion
from tests.food.oversight.recalled import Desk, started
from tests.food.oversight.suspected import act
from tests.remembered import remembered


@pytest.fixture
def noon(cast: Cast) -> Lunch:
    return remembered(("dossier", cast.pilot.key), lambda: lunch(cast))


@pytest.fixture
def taken(noon: Lunch) -> Taken:
    return noon.taken()


@pytest.fixture
def paper(taken: Taken) -> str:
    return text_of(taken.dossier.parts["dossier.pdf"])


@pytest.fixture
def book(taken: Taken) -> Workbook:
    return book_of(taken.dossier.parts["dossier.xlsx"])


def test_the_paper_has_every_section_in_order(taken: Taken) -> None:
    outline = pypdf.PdfReader(io.BytesIO(taken.dossier.parts["dossier.pdf"])).outline
    titles = [str(one.title) for one in outline if not isinstance(one, list)]
    assert [title for title in titles if "CHẾ BIẾN" not in title and "THỨC ĂN" not in title] == [
        f"Hồ sơ nghi ngộ độc thực phẩm {taken.dossier.code}",
        "Bốn câu trả lời",
        "Dòng thời gian",
        "Những người liên quan và việc họ ghi",
        "Mẫu lưu",
        "Nhà cung cấp và lô hàng, xếp hạng",
        "Ai đã biết",
        "Thu hồi",
        "Đường đi của thực phẩm",
        "KIỂM TRA TRƯỚC KHI ĂN (BƯỚC 3)",
        "Ảnh",
        "Mã băm và dấu băm",
    ]
    assert len(titles) == 16


def test_the_cover_says_who_is_sick_since_when_and_with_what(paper: str) -> None:
    cover = paper.partition("Bốn câu trả lời")[0]
    assert "Số người ốm 12" in cover or "Sick 12" in cover
    assert "Nôn, Đau bụng" in cover
    assert "12:40" in cover


def test_the_trader_is_named_under_both_names_and_who_had_sent_goods_back(paper: str) -> None:
    assert "Hộ kinh doanh Nguyễn Thị Minh" in paper
    assert "Công ty TNHH Thực phẩm Minh Phát" in paper
    knew = paper.partition("Ai đã biết")[2].partition("Thu hồi")[0]
    assert "Nhớt, có mùi lạ" in knew


def test_a_corrected_act_stands_beside_its_correction(paper: str) -> None:
    timeline = paper.partition("Dòng thời gian")[2].partition("Những người liên quan")[0]
    assert ("ĐÃ THAY" in timeline, "SỬA: =HYPERLINK(1)" in timeline) == (True, True)


def test_the_last_page_names_the_hash_of_every_other_part(taken: Taken, paper: str) -> None:
    last = paper.partition("Mã băm và dấu băm")[2].replace(" ", "")
    others = {name: sha256 for name, sha256 in taken.dossier.hashes().items() if ".pdf" not in name}
    assert [name for name, sha256 in others.items() if sha256 not in last] == []
    assert json.loads(taken.dossier.manifest)["records_seal"] in last


def test_the_paper_is_archival_and_dated_by_the_book(taken: Taken) -> None:
    reader = pypdf.PdfReader(io.BytesIO(taken.dossier.parts["dossier.pdf"]))
    manifest = json.loads(taken.dossier.manifest)
    assert reader.metadata is not None
    assert reader.metadata.creation_date == datetime.fromisoformat(manifest["book_as_of"]).replace(
        microsecond=0
    )
    assert b"pdfaid:part>2<" in taken.dossier.parts["dossier.pdf"]


def test_the_paper_speaks_english_when_asked(noon: Lunch) -> None:
    with translation.override("en"):
        paper = text_of(noon.taken(file="dossier.pdf").content)
    assert "Suspected food poisoning: dossier" in paper
    assert "Vomiting, Abdominal pain" in paper


def test_every_sheet_has_a_frozen_head_and_filters_on_every_column(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2", sheet.title
        columns = sheet.max_column
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.auto_filter.ref.rstrip("0123456789").endswith(
            sheet.cell(1, columns).column_letter
        )
        widths = [dimension.width for dimension in sheet.column_dimensions.values()]
        assert min(widths) >= 5


def test_there_is_one_sheet_for_each_kind_of_act(book: Workbook) -> None:
    assert [sheet.title for sheet in book.worksheets[-10:]] == [
        "Bước 1 nhận hàng",
        "Bước 2 nấu món",
        "Bước 3 kiểm tra trước khi ăn",
        "Bắt đầu ăn",
        "Lấy mẫu lưu",
        "Hủy mẫu lưu",
        "Đọc nhiệt độ tủ",
        "Tạm giữ",
        "Bỏ tạm giữ",
        "Ký xác nhận ngày",
    ]


def test_text_that_looks_like_a_formula_stays_text(book: Workbook) -> None:
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    said = [cell for cell in cells if "=HYPERLINK(1)" in str(cell.value)]
    assert len(said) >= 2
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


def test_the_tracking_sheet_sorts_by_real_times(book: Workbook) -> None:
    sheet = book["FSMA 204"]
    times = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert all(isinstance(time, datetime) for time in times)
    assert times == sorted(times)  # type: ignore[type-var]
    events = {row[0] for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]}
    assert events == {"Receiving", "Transformation"}


def test_the_tracking_sheet_names_lot_product_amount_and_source(book: Workbook) -> None:
    rows = book["FSMA 204"].iter_rows(min_row=2, values_only=True)
    received = [row for row in rows if row[0] == "Receiving" and row[2] == "GIO-2009"]
    assert [(row[3], row[4], row[5]) for row in received] == [("Giò lợn", 30, "KGM")] * 2
    assert {row[8] for row in received} == {"Hộ kinh doanh Nguyễn Thị Minh"}


def test_the_events_are_a_sound_document_by_our_own_rules(taken: Taken) -> None:
    document = parse_document(taken.dossier.parts["epcis.jsonld"])
    assert (document.type, list(validate(document))) == ("EPCISDocument", [])
    steps = {event.biz_step for event in document.events}
    assert {"receiving", "sampling", "dispensing", "holding"} <= steps


def test_the_events_tell_why_goods_went_back_but_not_who_fell_ill(noon: Lunch) -> None:
    send_back(noon.day, "gio", lot_code=LOT)
    document = json.loads(noon.taken().dossier.parts["epcis.jsonld"])
    said = {
        event["bizStep"]: event.get("nguon:reason", "")
        for event in document["epcisBody"]["eventList"]
        if event["bizStep"] == "holding" or event.get("disposition") == "returned"
    }
    assert said == {"holding": "", "shipping": "Nhớt, có mùi lạ"}


def test_the_events_are_a_sound_document_by_the_ratified_schema(
    taken: Taken, conformance: Path
) -> None:
    schema = json.loads(next((conformance / "epcis" / "schema").glob("*.json")).read_bytes())
    validator = jsonschema_rs.validator_for(schema)
    assert validator.is_valid(json.loads(taken.dossier.parts["epcis.jsonld"]))


def test_a_call_is_told_by_the_list_and_without_its_words(noon: Lunch) -> None:
    said = {"called": "hospital", "outcome": "coming", "words": "Bệnh viện tỉnh, bác sĩ Mai"}
    act(noon.day, ActKind.INCIDENT_CALL, noon.incident, **said)
    paper = text_of(noon.taken(file="dossier.pdf").content)
    assert ("cấp cứu 115" in paper, "bác sĩ Mai" in paper) == (True, False)


def recalled(noon: Lunch, *, drill: bool = False) -> None:
    said = started(f"{LOT}", drill=drill)
    Desk.now(noon.cast).recall(replace(said, incident_id=noon.incident))


def test_a_recall_because_of_it_is_told_with_who_has_not_answered(noon: Lunch) -> None:
    recalled(noon)
    taken = noon.taken()
    paper = text_of(taken.dossier.parts["dossier.pdf"])
    section = paper.partition("Thu hồi Thịt lợn nạc vai lô 0107")[2]
    assert "Trả lời 0 trên" in section
    rows = list(book_of(taken.dossier.parts["dossier.xlsx"])["Thu hồi"].iter_rows(values_only=True))
    names = {noon.cast.kitchens[0].place.name, noon.cast.kitchens[1].place.name}
    assert names <= {row[1] for row in rows[1:]}


def test_a_drill_is_in_no_dossier(noon: Lunch) -> None:
    recalled(noon, drill=True)
    paper = text_of(noon.taken(file="dossier.pdf").content)
    assert "Thịt lợn nạc vai lô 0107" not in paper
    assert "Không có đợt thu hồi nào" in paper


def test_a_sample_destroyed_under_hold_is_said_to_be(cast: Cast) -> None:
    """The phone that reported was offline, so the kitchen could not know."""
    (day,) = outbreak(cast, 1, ago=5)
    sample = RetainedSample.objects.get()
    destroy(day, sample, day.at(14, 30) + timedelta(days=4))
    noon = Lunch(cast, [day], suspicion(day))
    book = book_of(noon.taken().dossier.parts["dossier.xlsx"])
    (row,) = book["Mẫu lưu"].iter_rows(min_row=2, values_only=True)
    said = str(row[10])
    assert ("đã hủy 14:30" in said, "KHI ĐANG GIỮ" in said) == (True, True)


def test_the_minutes_of_a_sample_make_up_its_whole_time(noon: Lunch) -> None:
    taken = noon.taken()
    book_at = datetime.fromisoformat(json.loads(taken.dossier.manifest)["book_as_of"])
    sheet = book_of(taken.dossier.parts["dossier.xlsx"])["Mẫu lưu"]
    for row in sheet.iter_rows(min_row=2, values_only=True):
        began = row[3].replace(tzinfo=VIETNAM)  # type: ignore[union-attr]
        whole = (book_at - began).total_seconds() / 60
        assert abs(int(row[6]) + int(row[8]) - whole) <= 2  # type: ignore[arg-type]
        assert int(row[7]) <= int(row[6])  # type: ignore[arg-type]


def test_the_cover_tells_where_people_are_sick_and_where_the_lots_went(cast: Cast) -> None:
    """One kitchen reported. The trader, who received the lot as well, is no kitchen."""
    paper = text_of(lunch(cast, 3).taken().dossier.parts["dossier.pdf"])
    portions = cast.kitchens[0].portions
    assert f"Đã cho ăn: {portions} suất món nghi ngờ ở 1 bếp." in paper
    assert re.findall(r"Đã giao: [^.]*\.", paper) == [
        "Đã giao: các lô trong món nghi ngờ đến 3 bếp."
    ]


def test_many_kitchens_are_counted_together_and_nothing_is_hidden(cast: Cast) -> None:
    """More than one table or drawing of the paper holds."""
    noon = lunch(cast, 14, is_long=True)
    reports = [str(suspicion(day)) for day in noon.days[1:]]
    inspector = cast.people["inspector"]
    act(noon.day, ActKind.INCIDENT_JOINED, noon.incident, by=inspector, reports=reports)
    taken = noon.taken()
    reader = pypdf.PdfReader(io.BytesIO(taken.dossier.parts["dossier.pdf"]))
    paper = text_of(taken.dossier.parts["dossier.pdf"])
    portions = sum(day.kitchen.portions for day in noon.days)
    assert f"Đã cho ăn: {portions} suất món nghi ngờ ở 14 bếp" in paper
    assert "Còn 5 dòng nữa trong bảng tính." in paper
    assert paper.count("Mẫu số 5") >= 3
    assert "14 bữa ở các bếp" in paper
    assert len(reader.pages) < 45
    book = book_of(taken.dossier.parts["dossier.xlsx"])
    assert book["Cho ăn"].max_row == 1 + 14
    assert book["Dòng thời gian"].max_row > 14 * 6
