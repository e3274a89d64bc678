"""Files as people's programs write them; what goes out is read back the same."""

import csv
from datetime import datetime, time
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from nguon.food.exchange.rules.find_heading import find_heading
from nguon.food.exchange.rules.sheet_templates import templates
from nguon.food.exchange.rules.sheets.read_tables import read_tables
from nguon.food.exchange.rules.sheets.table import Cell, SheetRefused, Table
from nguon.food.exchange.rules.template import speaking
from nguon.food.exchange.rules.write_errors import error_column, error_text, error_workbook
from nguon.food.exchange.rules.write_template import Choices, template_text, template_workbook
from tests.food.exchange.rules.registered import (
    GOOD,
    cells,
    changed,
    csv_of,
    faults,
    read,
    titles,
    workbook_of,
    xlsx_of,
)

CHOICES = Choices(places=("Kho chính",), partners=("Trường Nà Tấu",), goods=("Cải ngọt",))
GOOD_ID = read(csv_of("harvest", GOOD["harvest"])).events[0].event.event_id


def event_ids(data: bytes) -> list[str | None]:
    reading = read(data)
    assert faults(reading) == []
    return [one.event.event_id for one in reading.events]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("key", list(templates()))
def test_an_empty_template_is_recognised_and_holds_no_rows(key: str, language: str) -> None:
    template = templates()[key]
    with speaking(language):
        files = [template_workbook(template, CHOICES), template_text(template)]
    for file in files:
        headed = find_heading(read_tables(file), list(templates().values()))
        assert headed.template.key == key
        assert list(headed.columns) == [column.key for column in template.columns]
        assert read(file).row_count == 0


@pytest.mark.parametrize("key", list(templates()))
def test_a_template_filled_in_by_a_program_is_read(key: str) -> None:
    book = load_workbook(BytesIO(template_workbook(templates()[key], CHOICES)))
    page = book.worksheets[0]
    for number, text in enumerate(cells(key, GOOD[key]), start=1):
        page.cell(2, number).value = text or None
    file = BytesIO()
    book.save(file)
    assert event_ids(file.getvalue()) == event_ids(csv_of(key, GOOD[key]))


def test_a_template_has_drop_downs_and_an_explanation() -> None:
    book = load_workbook(BytesIO(template_workbook(templates()["ship"], CHOICES)))
    page, guide, lists = book.worksheets
    assert [page.title, guide.title, lists.title] == ["Giao hàng", "Hướng dẫn", "Danh mục"]
    assert lists.sheet_state == "hidden"
    assert [str(one.sqref) for one in page.data_validations.dataValidation] == [
        "C2:C1001",
        "D2:D1001",
        "F2:F1001",
        "I2:I1001",
    ]
    assert [cell.value for cell in guide[7]] == [
        "Cột",
        "Bắt buộc",
        "Cách ghi",
        "Ví dụ 1",
    ]


@pytest.mark.parametrize("key", list(templates()))
def test_every_example_of_a_template_has_a_cell_for_each_column(key: str) -> None:
    template = templates()[key]
    assert template.examples != ()
    assert {len(example) for example in template.examples} == {len(template.columns)}


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_however_it_is_parted_and_coded(delimiter: str, encoding: str) -> None:
    data = csv_of("harvest", GOOD["harvest"], delimiter=delimiter).decode().encode(encoding)
    assert event_ids(data) == [GOOD_ID]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "sep=;\r\n" + text,
        lambda text: "HTX Thanh Yên;;\r\nSổ thu hoạch tháng 11\r\n\r\n" + text,
        lambda text: text.replace("\r\n", "\n") + "\n;;;;;;;;\n\n",
        lambda text: text.replace("Ngày *", "NGAY"),
        lambda text: text.replace("Ngày *", " ngày "),
        lambda text: text.replace("Số lượng *", "Khối lượng (kg)"),
        lambda text: text.replace("Ngày *", "Date").replace("Giờ *", "hour"),
    ],
    ids=["sep=", "title rows", "blank rows", "no marks", "spaces", "unit in brackets", "English"],
)
def test_headings_and_rows_may_look_otherwise(change: Any) -> None:
    text = csv_of("harvest", GOOD["harvest"]).decode()
    assert event_ids(change(text).encode()) == [GOOD_ID]


def test_columns_may_stand_in_another_order_with_others_between() -> None:
    heads, row = titles("harvest"), cells("harvest", GOOD["harvest"])
    lines = [["Của tôi", *reversed(heads)], ["x", *reversed(row)]]
    assert event_ids(xlsx_of([[cell or None for cell in line] for line in lines])) == [GOOD_ID]


def test_merged_cells_say_the_same_of_every_row_they_cover() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(titles("harvest"))
    page.append([text or None for text in cells("harvest", GOOD["harvest"])])
    second = changed("harvest", lot="2111-R3", day="", place="")
    page.append([text or None for text in cells("harvest", second)])
    page.merge_cells("A2:A3")
    page.merge_cells("C2:C3")
    file = BytesIO()
    book.save(file)
    reading = read(file.getvalue())
    assert faults(reading) == []
    assert [one.rows for one in reading.events] == [(2,), (3,)]


def test_blank_cells_that_are_not_merged_stay_missing() -> None:
    second = changed("harvest", lot="2111-R3", day="")
    assert faults(read(workbook_of("harvest", GOOD["harvest"], second))) == [
        (3, "Ngày", "Còn thiếu.")
    ]


def test_a_sheet_without_headings_is_refused_with_what_to_do() -> None:
    with pytest.raises(SheetRefused, match="Không thấy dòng tiêu đề"):
        read(b"a;b\r\n1;2\r\n")


def test_a_sheet_without_a_needed_column_is_told_which() -> None:
    heads = [title for title in titles("harvest") if not title.startswith("Giờ")]
    with pytest.raises(SheetRefused, match="«Thu hoạch» nhưng thiếu các cột: «Giờ»"):
        read(";".join(heads).encode())


BROKEN = changed("harvest", day="31/02/2026", note="=1+1")


def test_the_error_sheet_has_every_cell_as_it_was_and_a_column_of_errors() -> None:
    data = workbook_of("harvest", {**GOOD["harvest"], "amount": 45.5}, BROKEN)
    reading = read(data)
    page = load_workbook(BytesIO(error_workbook(reading.headed, reading.faults))).active
    assert page is not None
    before = load_workbook(BytesIO(data)).active
    assert before is not None
    for row in before.iter_rows():
        for cell in row:
            value = None if cell.data_type == "f" else cell.value
            if value is not None:
                assert page.cell(cell.row, cell.column).value == value
    errors = [page.cell(row, error_column(reading.headed)).value for row in (1, 2, 3)]
    assert errors == ["Lỗi", None, "\n".join(one.text for one in reading.faults)]


def test_the_error_sheet_mended_is_taken_and_its_errors_are_gone() -> None:
    reading = read(workbook_of("harvest", changed("harvest", day="31/02/2026")))
    book = load_workbook(BytesIO(error_workbook(reading.headed, reading.faults)))
    page = book.active
    assert page is not None
    page["A2"] = datetime(2026, 11, 21)  # noqa: DTZ001 Excel knows no zones
    file = BytesIO()
    book.save(file)
    assert event_ids(file.getvalue()) == [GOOD_ID]


def test_the_column_of_errors_is_written_anew_and_not_twice() -> None:
    reading = read(csv_of("harvest", BROKEN))
    again = read(error_text(reading.headed, reading.faults))
    assert error_text(again.headed, again.faults) == error_text(reading.headed, reading.faults)


def test_no_program_runs_what_goes_back_as_csv() -> None:
    reading = read(csv_of("harvest", changed("harvest", note="=cmd|'/c calc'!A1", day="x")))
    back = error_text(reading.headed, reading.faults).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(back), delimiter=";"))
    assert rows[1][-2] == "'=cmd|'/c calc'!A1"
    again = read(back.encode())
    assert again.headed.table.rows[1][:-1] == reading.headed.table.rows[1]


def test_no_program_runs_what_goes_back_as_a_workbook() -> None:
    reading = read(csv_of("harvest", changed("harvest", note="=1+1", day="x")))
    page = load_workbook(BytesIO(error_workbook(reading.headed, reading.faults))).active
    assert page is not None
    cell = page.cell(2, error_column(reading.headed) - 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), max_size=12
)


def table_of(data: bytes) -> Table:
    return next(iter(read_tables(data)))


def plain(table: Table, column: int) -> list[list[Any]]:
    """The values without the column of errors and without what is empty at the right."""
    rows = []
    for row in table.rows:
        values = [cell.value for number, cell in enumerate(row, start=1) if number != column]
        while values and values[-1] is None:
            values.pop()
        rows.append(values)
    while rows and not rows[-1]:
        rows.pop()
    return rows


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(texts, min_size=1, max_size=9), max_size=6))
def test_any_csv_comes_back_with_the_same_cells(lines: list[list[str]]) -> None:
    file = StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([titles("harvest"), *lines])
    table = table_of(file.getvalue().encode())
    headed = find_heading([table], [templates()["harvest"]])
    back = table_of(error_text(headed, ()))
    assert plain(back, error_column(headed)) == plain(table, error_column(headed))


def written(value: Any) -> Any:
    """What openpyxl writes as it is: not a formula, and nothing for an empty text."""
    return value.lstrip("=") or None if isinstance(value, str) else value


values = st.one_of(
    texts,
    st.integers(-(10**9), 10**9),
    st.decimals(-10000, 10000, places=3).map(float),
    st.datetimes(datetime(2001, 1, 1), datetime(2090, 1, 1)).map(  # noqa: DTZ001
        lambda moment: moment.replace(microsecond=0, second=0)
    ),
    st.times().map(lambda hour: time(hour.hour, hour.minute)),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(values, min_size=1, max_size=9), max_size=5))
def test_any_workbook_comes_back_with_the_same_cells(lines: list[list[Any]]) -> None:
    clean = [[None if cell == "" else cell for cell in line] for line in lines]
    for line in clean:
        line[:] = [
            f"x{cell}" if isinstance(cell, str) and cell[0] == "=" else cell for cell in line
        ]
    table = table_of(xlsx_of([titles("harvest"), *clean]))
    headed = find_heading([table], [templates()["harvest"]])
    back = table_of(error_workbook(headed, ()))
    assert plain(back, error_column(headed)) == plain(table, error_column(headed))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_at_all_make_it_crash(data: bytes) -> None:
    try:
        tables = list(read_tables(data))
    except SheetRefused:
        return
    assert all(isinstance(cell, Cell) for table in tables for row in table.rows for cell in row)
