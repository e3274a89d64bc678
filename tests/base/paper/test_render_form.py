import re
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.base.paper.form import Cell, FilledForm, FormHeader, FormRow, TracedRecord, pass_or_fail
from nguon.base.paper.layout import FormSet, LayoutError
from nguon.base.paper.render_form import render_blank, render_form, render_forms
from tests.base.paper.conftest import PRINTED_AT, pages_of

LONG_NAME = "Cá rô phi phi lê đông lạnh đóng gói hút chân không loại một của hợp tác xã"


def row(name: str, *codes: str, was: str = "", voided: bool = False) -> FormRow:
    return FormRow({"name": Cell(name, codes, was=was)}, voided=voided)


def text_of(
    forms: FormSet, header: FormHeader, rows: Sequence[FormRow], records: Sequence[TracedRecord]
) -> str:
    return " ".join(pages_of(render_form(forms.form("one"), header, rows, records=records)))


def test_a_form_says_its_head_its_rows_and_its_origins(
    forms: FormSet, header: FormHeader, records: list[TracedRecord]
) -> None:
    rows = [
        FormRow(
            {
                "name": Cell("Thịt lợn", ("ONTIME",)),
                **pass_or_fail("sensory", passed=True, records=("ONTIME",)),
            }
        )
    ]
    (page,) = pages_of(render_form(forms.form("one"), header, rows, records=records))
    for part in (
        "Mẫu A",
        "KIỂM TRA",
        "Cơ sở: Trường Tiểu học Him Lam",
        "Ngày: ngày 20 tháng 11 năm 2026",
        "1 Thịt lợn (1) ✓ (1)",
        "Đã ký: Cô Hoài, 14:30",
        "Nguồn gốc",
        "(1) ONTIME Lò Thị Mai 08:00 20/11/2026 08:01 20/11/2026",
        "Trang 1/1",
        "Mã băm: 9f86d081884c7d65",
        "In lúc 15:02 20/11/2026",
    ):
        assert part in page


@pytest.mark.parametrize(
    ("code", "cell", "origin"),
    [
        ("ONTIME", "Giò lụa (1)", "(1) ONTIME Lò Thị Mai 08:00 20/11/2026 08:01 20/11/2026"),
        (
            "OFFLIN",
            "Giò lụa △(1)",
            "(1) OFFLIN Lò Thị Mai 08:00 20/11/2026 11:00 20/11/2026 △ Gửi muộn 3 giờ.",
        ),
        (
            "LATE01",
            "Giò lụa ▲(1)",
            "(1) LATE01 Quàng Văn Hặc 08:00 20/11/2026 10:00 20/11/2026 ▲ Ghi muộn 2 giờ.",
        ),
        (
            "FIXED1",
            "Giò lụa ✎(1)",
            "(1) FIXED1 Lò Thị Mai 09:00 20/11/2026 09:01 20/11/2026 ✎ Thay ONTIME. Cân lại "
            "(2) ONTIME",
        ),
    ],
    ids=["on time", "offline", "late", "corrected"],
)
def test_late_and_corrected_entries_show_in_the_cell_and_in_the_origins(
    forms: FormSet,
    header: FormHeader,
    records: list[TracedRecord],
    *,
    code: str,
    cell: str,
    origin: str,
) -> None:
    page = text_of(forms, header, [row("Giò lụa", code)], records)
    assert cell in page
    assert origin in page


def test_records_that_no_cell_names_are_left_out(
    forms: FormSet, header: FormHeader, records: list[TracedRecord]
) -> None:
    page = text_of(forms, header, [row("Giò lụa", "LATE01")], records)
    assert set(re.findall(r"ONTIME|OFFLIN|LATE01|FIXED1", page)) == {"LATE01"}


def test_a_cell_of_two_records_names_both(
    forms: FormSet, header: FormHeader, records: list[TracedRecord]
) -> None:
    page = text_of(forms, header, [row("Giò lụa", "OFFLIN", "LATE01")], records)
    assert "Giò lụa ▲(1,2)" in page


def test_the_value_before_a_correction_stays_visible(
    forms: FormSet, header: FormHeader, records: list[TracedRecord]
) -> None:
    page = text_of(forms, header, [row("25 kg", "FIXED1", was="52 kg")], records)
    assert "1 52 kg 25 kg ✎(1)" in page


@pytest.mark.parametrize(
    ("passed", "was", "ticks"),
    [
        (True, None, [("✓", ""), ("", "")]),
        (False, None, [("", ""), ("✓", "")]),
        (None, None, [("", ""), ("", "")]),
        (False, True, [("", "✓"), ("✓", "")]),
        (True, True, [("✓", ""), ("", "")]),
    ],
)
def test_a_check_ticks_one_of_two_cells(
    passed: bool | None, was: bool | None, ticks: list[tuple[str, str]]
) -> None:
    cells = pass_or_fail("sensory", passed=passed, records=("R",), was=was)
    assert list(cells) == ["sensory_pass", "sensory_fail"]
    assert [(cell.text, cell.was) for cell in cells.values()] == ticks
    assert all(bool(cell.records) == bool(cell.text or cell.was) for cell in cells.values())


def test_a_withdrawn_row_is_explained(
    forms: FormSet, header: FormHeader, records: list[TracedRecord]
) -> None:
    page = text_of(forms, header, [row("Giò lụa", "ONTIME", voided=True)], records)
    assert "Giò lụa (1)" in page
    assert "đã rút" in page


def test_forty_rows_run_over_pages_with_their_heads(
    forms: FormSet, header: FormHeader, records: list[TracedRecord]
) -> None:
    rows = [row(f"Món số {n}", "ONTIME") for n in range(1, 41)]
    pages = pages_of(render_form(forms.form("one"), header, rows, records=records))
    assert len(pages) == 2
    assert [page.count("Không đạt") for page in pages] == [1, 1]
    found = [int(n) for page in pages for n in re.findall(r"Món số (\d+)", page)]
    assert found == list(range(1, 41))
    assert [f"Trang {n}/2" in page for n, page in enumerate(pages, 1)] == [True, True]


def test_an_empty_day_says_so(forms: FormSet, header: FormHeader) -> None:
    (page,) = pages_of(render_form(forms.form("one"), header, []))
    assert "Không có bản ghi." in page
    assert "Nguồn gốc" not in page


def test_a_long_name_wraps_and_is_whole(
    forms: FormSet, header: FormHeader, records: list[TracedRecord]
) -> None:
    assert f"1 {LONG_NAME} (1)" in text_of(forms, header, [row(LONG_NAME, "ONTIME")], records)


def test_a_name_without_spaces_stays_inside_the_page(
    forms: FormSet, header: FormHeader, records: list[TracedRecord]
) -> None:
    page = text_of(forms, header, [row("A" * 120, "ONTIME")], records)
    assert "A" * 120 in page.replace("\u200b", "").replace(" ", "")


def test_markup_in_a_name_prints_as_typed(
    forms: FormSet, header: FormHeader, records: list[TracedRecord]
) -> None:
    name = '#panic("x") *b* $x$ <a> [c] \\ @d // e "f" `g`'
    assert f"1 {name} (1)" in text_of(forms, header, [row(name, "ONTIME")], records)


def test_a_blank_form_has_the_same_heads_and_room_to_write(
    forms: FormSet, header: FormHeader
) -> None:
    (page,) = pages_of(render_blank(forms.form("one"), replace(header, on=None, signed={})))
    for head in ("TT", "Tên", "Kiểm tra", "Đạt", "Không đạt", "Xử lý", "Thủ trưởng"):
        assert head in page
    assert "Không có bản ghi." not in page
    assert "ngày tháng năm" in page


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (12, 1), (40, 2)])
def test_a_blank_form_has_as_many_rows_as_asked(
    forms: FormSet, header: FormHeader, count: int, pages: int
) -> None:
    made = pages_of(render_blank(forms.form("one"), header, blank_rows=count))
    assert [page.count("Không đạt") for page in made] == [1] * pages


def test_several_forms_count_their_pages_through(
    forms: FormSet, header: FormHeader, records: list[TracedRecord]
) -> None:
    layout = forms.form("one")
    portrait = replace(layout, landscape=False, number="Mẫu B")
    made = render_forms(
        [
            FilledForm(layout, header, [row("Giò lụa", "ONTIME")], records),
            FilledForm(portrait, header, [], records),
        ]
    )
    pages = pages_of(made)
    assert ["Trang 1/2" in pages[0], "Trang 2/2" in pages[1]] == [True, True]
    sizes = [page.mediabox for page in pypdf.PdfReader(BytesIO(made)).pages]
    assert [size.width > size.height for size in sizes] == [True, False]


def test_no_form_at_all_is_refused() -> None:
    with pytest.raises(LayoutError, match="No form to print"):
        render_forms([])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row("Giò lụa")], "Row 1, column 'name' of 'one' says 'Giò lụa' without a record"),
        ([row("", was="Giò")], "Row 1, column 'name' of 'one' says 'Giò' without a record"),
        ([row("Giò", "NONE")], r"names records that were not given: \['NONE'\]"),
        (
            [FormRow({"colour": Cell("x", ("ONTIME",))})],
            r"Row 1 of 'one' has cells for columns it lacks: \['colour'\]",
        ),
    ],
    ids=["untraced", "untraced old value", "unknown record", "unknown column"],
)
def test_a_cell_that_cannot_be_traced_is_refused(
    forms: FormSet,
    header: FormHeader,
    records: list[TracedRecord],
    *,
    rows: list[FormRow],
    message: str,
) -> None:
    with pytest.raises(LayoutError, match=message):
        render_form(forms.form("one"), header, rows, records=records)


def test_two_records_of_one_code_are_refused(
    forms: FormSet, header: FormHeader, records: list[TracedRecord]
) -> None:
    with pytest.raises(LayoutError, match="same short code"):
        render_form(forms.form("one"), header, [], records=[records[0], records[0]])


def test_the_same_day_printed_at_the_same_time_is_the_same_file(
    forms: FormSet, header: FormHeader, records: list[TracedRecord]
) -> None:
    rows = [row("Giò lụa", "ONTIME")]
    one, two = (render_form(forms.form("one"), header, rows, records=records) for _ in range(2))
    assert one == two


def test_a_form_is_archival_and_tagged(forms: FormSet, header: FormHeader) -> None:
    made = render_form(forms.form("one"), header, [])
    assert b'pdfaid:part="2"' in made or b"<pdfaid:part>2</pdfaid:part>" in made
    root = pypdf.PdfReader(BytesIO(made)).trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "vi"


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=40))
def test_any_text_a_person_may_type_prints(forms: FormSet, text: str) -> None:
    made = render_form(
        forms.form("one"),
        FormHeader({"facility": text}, None, PRINTED_AT),
        [row(text, "ONTIME")],
        records=[TracedRecord("ONTIME", text, PRINTED_AT, PRINTED_AT, remark=text, reason=text)],
    )
    assert made.startswith(b"%PDF")
