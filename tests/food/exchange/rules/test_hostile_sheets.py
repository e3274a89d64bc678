"""Files made to harm: each is refused with a reason, or read without harm, in bounded memory."""

import re
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook

from nguon.food.exchange.rules.sheets.archive import MOST_PARTS, MOST_UNPACKED
from nguon.food.exchange.rules.sheets.read_tables import read_tables
from nguon.food.exchange.rules.sheets.table import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, SheetRefused
from tests.food.exchange.rules.registered import (
    GOOD,
    changed,
    csv_of,
    faults,
    read,
    titles,
    workbook_of,
)

SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook_of("harvest", GOOD["harvest"])


def with_part(name: str, change: Callable[[bytes], bytes], data: bytes = PLAIN) -> bytes:
    """The workbook with one part changed or added."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        names = old.namelist()
        for part in names:
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
        if name not in names:
            new.writestr(name, change(b""))
    return file.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(SheetRefused) as refused:
        list(read_tables(data))
    return str(refused.value)


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = with_part("xl/media/image1.xml", lambda _: b" " * (MOST_UNPACKED + 1))
    assert len(bomb) < 100_000
    assert refusal(bomb).startswith("Giải nén ra, tệp lớn hơn 30 MB.")


def test_a_zip_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    bomb = bytearray(with_part("xl/big.xml", lambda _: b"<a>" + b" " * (MOST_UNPACKED + 1)))
    real = (MOST_UNPACKED + 4).to_bytes(4, "little")
    assert bomb.count(real) == 2
    lying = bytes(bomb).replace(real, (100).to_bytes(4, "little"))
    tracemalloc.start()
    refused = refusal(lying)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.startswith(("Giải nén ra", "Tệp Excel bị hỏng"))
    assert peak < 20_000_000


def test_entities_are_not_expanded() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    assert refusal(with_part(SHEET, lambda xml: laughs + xml)).startswith(
        "Tệp định nghĩa thực thể XML"
    )


@pytest.mark.parametrize("coding", ["utf-16", "utf-8-sig"])
def test_entities_are_found_in_every_coding(coding: str) -> None:
    text = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet/>'
    assert refusal(with_part(SHEET, lambda _: text.encode(coding))).startswith(
        "Tệp định nghĩa thực thể XML"
    )


@pytest.mark.parametrize(
    "name",
    ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/activeX/activeX1.xml"],
)
def test_macros_are_not_taken(name: str) -> None:
    assert refusal(with_part(name, lambda _: b"<x/>")).startswith("Tệp chứa macro")


def test_the_settings_of_a_printer_are_no_macro() -> None:
    data = with_part("xl/printerSettings/printerSettings1.bin", lambda _: b"\0\1")
    assert faults(read(data)) == []


def test_too_many_parts_are_not_looked_at() -> None:
    file = BytesIO(PLAIN)
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(MOST_PARTS):
            archive.writestr(f"x/{number}", b"")
    assert refusal(file.getvalue()).startswith("Tệp Excel có 3")


def test_a_cell_at_the_end_of_the_sheet_does_not_make_a_million_rows() -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = with_part(SHEET, lambda xml: xml.replace(b"</sheetData>", far))
    assert refusal(data).startswith("Bảng có đến dòng 1048576, tối đa 5000 dòng.")


def test_a_cell_far_to_the_right_is_left_out_and_told() -> None:
    far = b'<c r="XFD2"><v>1</v></c></row></sheetData>'
    data = with_part(SHEET, lambda xml: xml.replace(b"</row></sheetData>", far))
    reading = read(data)
    assert max(len(row) for row in reading.headed.table.rows) == MOST_COLUMNS
    assert list(reading.notices) == [f"Chỉ đọc {MOST_COLUMNS} cột đầu."]


def test_rectangles_over_the_whole_sheet_cost_nothing() -> None:
    merged = b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 3000 + b"</mergeCells>"
    data = with_part(SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merged))
    tracemalloc.start()
    list(read_tables(data))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def formula_book(formula: str) -> bytes:
    return workbook_of("harvest", changed("harvest", amount=formula))


def test_a_formula_is_never_computed() -> None:
    assert faults(read(formula_book("=40+5"))) == [
        (2, "Số lượng", "Ô chứa công thức mà không có giá trị dùng được.")
    ]


def test_the_value_a_program_stored_for_a_formula_is_taken_and_told() -> None:
    data = with_part(
        SHEET,
        lambda xml: re.sub(rb"(<f>40\+5.5</f>)<v ?/?>(</v>)?", rb"\1<v>45.5</v>", xml),
        formula_book("=40+5.5"),
    )
    reading = read(data)
    assert faults(reading) == []
    assert [one.event.event_id for one in reading.events] == [read(PLAIN).events[0].event.event_id]
    assert list(reading.notices) == [
        "Có 1 ô chứa công thức. Ở đây không tính lại: giá trị là giá trị chương trình của bạn"
        " đã lưu sau cùng."
    ]


def test_other_files_that_a_workbook_refers_to_are_not_opened() -> None:
    data = with_part("xl/externalLinks/externalLink1.xml", lambda _: b"<externalLink/>")
    assert list(read(data).notices) == ["Tệp có liên kết tới tệp khác. Các tệp đó không được mở."]


def test_a_hidden_sheet_is_not_read() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["không có gì"])
    hidden = book.create_sheet("Ẩn")
    hidden.append(titles("harvest"))
    hidden.sheet_state = "hidden"
    file = BytesIO()
    book.save(file)
    assert [table.name for table in read_tables(file.getvalue())] == ["Sheet"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Tệp trống."),
        (b" \r\n ", "Tệp trống."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Đây là tệp Excel cũ (.xls)"),
        (b"%PDF-1.7\n", "Đây không phải bảng tính."),
        (b"\x89PNG\r\n\x1a\n", "Đây không phải bảng tính."),
        (b"<html><table><tr>", "Đây không phải bảng tính."),
        (b"Ng\xe0y;Gi\xf6", "Tệp chữ không phải UTF-8"),
        (b"a;b\0c", "Đây không phải sổ Excel cũng không phải tệp chữ."),
        (b'a;"b\r\n', "Dòng 1 của tệp CSV bị hỏng"),
        (b"PK\x03\x04 and then nothing", "Tệp Excel bị hỏng"),
        (PLAIN[: len(PLAIN) // 2], "Tệp Excel bị hỏng"),
        (with_part(SHEET, lambda xml: xml[: len(xml) // 2]), "Tệp Excel bị hỏng"),
        (with_part("xl/styles.xml", lambda _: b"<a/>"), "Không đọc được tệp Excel."),
        (b"x" * (MOST_BYTES + 1), "Tệp lớn 5.0 MB, tối đa 5 MB."),
    ],
    ids=lambda it: it[:24] if isinstance(it, str) else None,
)
def test_what_is_no_sheet_is_told_what_to_do(data: bytes, said: str) -> None:
    assert refusal(data).startswith(said)


def test_a_zip_that_is_no_workbook_is_told_so() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(file.getvalue()).startswith("Tệp zip này không phải sổ Excel.")


def test_a_csv_of_more_rows_than_are_taken_is_refused() -> None:
    data = csv_of("harvest") + b"a;b\r\n" * (MOST_ROWS + 1)
    assert refusal(data).startswith("Bảng có đến dòng 5001")


def test_as_many_rows_as_are_taken_are_read_in_bounded_memory() -> None:
    """Measured on a tenth; the whole takes ten times that: 5,000 rows stay below 100 MB."""
    rows = [changed("harvest", lot=f"L{number}") for number in range(MOST_ROWS // 10)]
    data = workbook_of("harvest", *rows)
    tracemalloc.start()
    reading = read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(reading.events), faults(reading)) == (MOST_ROWS // 10, [])
    assert peak < 10_000_000
