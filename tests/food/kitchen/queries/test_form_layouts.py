"""The columns of QĐ 1246, in their order, in the layouts and on the printed page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pypdf
import pytest

from nguon.base.paper.form import FormHeader
from nguon.base.paper.layout import Column, LayoutError
from nguon.base.paper.render_form import render_blank, render_form
from nguon.food.kitchen.queries.form_layouts import FORMS, form_layout, form_sets, label_layout

CHECK = ["Đạt", "Không đạt"]
Heads = list[str | tuple[str, list[str]]]

COLUMNS: dict[str, Heads] = {
    "mau-1-i": [
        "TT",
        "Tên thực phẩm",
        "Thời gian nhập (ngày, giờ)",
        "Khối lượng (kg/lít…)",
        ("Nơi cung cấp", ["Tên cơ sở", "Địa chỉ, điện thoại", "Tên người giao hàng"]),
        "Chứng từ, hóa đơn",
        "Giấy ĐK VS thú y",
        "Giấy kiểm dịch",
        ("Kiểm tra cảm quan (màu, mùi, vị, trạng thái, bảo quản…)", CHECK),
        ("Xét nghiệm nhanh nếu có (vi sinh, hóa lý)", CHECK),
        "Biện pháp xử lý/Ghi chú",
    ],
    "mau-1-ii": [
        "TT",
        "Tên thực phẩm",
        "Tên cơ sở sản xuất",
        "Địa chỉ sản xuất",
        "Thời gian nhập",
        "Khối lượng",
        ("Nơi cung cấp", ["Tên cơ sở", "Tên chủ giao hàng", "Địa chỉ, điện thoại"]),
        "Hạn sử dụng",
        "Điều kiện bảo quản (T° thường/lạnh)",
        "Chứng từ, hóa đơn",
        ("Cảm quan (nhãn, bao bì, bảo quản, HSD)", CHECK),
        "Biện pháp xử lý/Ghi chú",
    ],
    "mau-2": [
        "TT",
        "Ca/bữa ăn (bữa ăn, giờ ăn)",
        "Tên món ăn",
        "Nguyên liệu chính để chế biến (tên, số lượng)",
        "Số lượng/số suất ăn",
        "Thời gian sơ chế xong (ngày, giờ)",
        "Thời gian chế biến xong (ngày, giờ)",
        (
            "Kiểm tra điều kiện vệ sinh, từ lúc bắt đầu sơ chế đến khi chế biến xong",
            ["Người tham gia chế biến", "Trang thiết bị dụng cụ", "Khu vực chế biến và phụ trợ"],
        ),
        ("Cảm quan (màu, mùi vị, trạng thái, bảo quản…)", CHECK),
        "Biện pháp xử lý/Ghi chú",
    ],
    "mau-3": [
        "TT",
        "Ca/bữa ăn (bữa ăn, giờ ăn)",
        "Tên món ăn",
        "Số lượng suất ăn",
        "Thời gian chia món ăn xong (ngày, giờ)",
        "Thời gian bắt đầu ăn (ngày, giờ)",
        "Dụng cụ chia, chứa đựng, che đậy, bảo quản thức ăn",
        ("Cảm quan (màu, mùi vị, trạng thái, bảo quản…)", CHECK),
        "Biện pháp xử lý/Ghi chú",
    ],
    "mau-5": [
        "TT",
        "Tên mẫu thức ăn",
        "Bữa ăn (giờ ăn)",
        "Số lượng suất ăn",
        "Khối lượng/thể tích mẫu (gam/ml)",
        "Dụng cụ chứa mẫu thức ăn lưu",
        "Nhiệt độ bảo quản mẫu (°C)",
        "Thời gian lấy mẫu (giờ, ngày, tháng, năm)",
        "Thời gian hủy mẫu (giờ, ngày, tháng, năm)",
        "Ghi chú (chất lượng mẫu thức ăn lưu…)",
        "Người lưu mẫu (ký, ghi rõ họ tên)",
        "Người hủy mẫu (ký, ghi rõ họ tên)",
    ],
}

HEADER = FormHeader({}, None, datetime(2026, 11, 20, 8, tzinfo=UTC))
LEFT_MM, RIGHT_MM = 12.0, 10.0


def heads(columns: Sequence[Column]) -> Heads:
    return [(c.head, [k.head for k in c.children]) if c.children else c.head for c in columns]


@pytest.mark.parametrize(
    ("form", "count"),
    [("mau-1-i", 15), ("mau-1-ii", 15), ("mau-2", 13), ("mau-3", 10), ("mau-5", 12)],
)
def test_a_form_has_the_columns_of_the_decision(form: str, count: int) -> None:
    layout = form_layout(form)
    assert heads(layout.columns) == COLUMNS[form]
    assert len(layout.leaves) == count


def test_every_form_is_laid_out() -> None:
    assert tuple(form_sets()["qd1246"].forms) == FORMS == tuple(COLUMNS)


def test_every_form_has_the_header_of_the_decision() -> None:
    for form in FORMS:
        assert [field.label for field in form_layout(form).header_fields] == [
            "Tên cơ sở",
            "Người kiểm tra",
            "Thời gian kiểm tra",
            "Địa điểm kiểm tra",
        ]


def test_the_label_has_the_fields_of_the_decision() -> None:
    assert [field.label for field in label_layout().fields] == [
        "Bữa ăn",
        "Tên mẫu thức ăn",
        "Thời gian lấy",
        "Người lấy mẫu",
    ]


def test_the_district_variant_splits_the_weight_and_asks_two_signatures() -> None:
    layout = form_layout("mau-1-i", "phong-gddt")
    weight = ("Khối lượng (kg/lít…)", ["Thô", "Tinh"])
    expected = [weight if head == weight[0] else head for head in COLUMNS["mau-1-i"]]
    assert heads(layout.columns) == expected
    assert len(layout.leaves) == 16
    assert layout.remarks == ("Nhận xét và biện pháp xử lý",)
    assert [one.title for one in layout.signatures] == ["Người kiểm tra", "Người nhận hàng"]


@pytest.mark.parametrize("ask", [form_layout, lambda name: label_layout(name)])
def test_an_unknown_name_is_refused(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(LayoutError, match="expected one of"):
        ask("nowhere")


@pytest.mark.parametrize("variant", ["qd1246", "phong-gddt"])
@pytest.mark.parametrize("form", FORMS)
def test_the_printed_heads_stand_over_their_columns(form: str, variant: str) -> None:
    layout = form_layout(form, variant)
    (page,) = pypdf.PdfReader(
        BytesIO(render_form(replace(layout, signatures=()), HEADER, []))
    ).pages
    assert printed_heads(page, layout.columns) == [
        squeezed(head)
        for column in layout.columns
        for head in (column.head, *(child.head for child in column.children))
    ]


@pytest.mark.parametrize("variant", ["qd1246", "phong-gddt"])
@pytest.mark.parametrize("form", FORMS)
def test_a_blank_form_fits_one_page(form: str, variant: str) -> None:
    made = render_blank(form_layout(form, variant), HEADER)
    assert len(pypdf.PdfReader(BytesIO(made)).pages) == 1


def squeezed(text: str) -> str:
    return "".join(text.split())


def printed_heads(page: pypdf.PageObject, columns: Sequence[Column]) -> list[str]:
    """The words found above each column by where they stand, left to right."""
    lines = _head_lines(page)
    width = float(page.mediabox.width) / 72 * 25.4 - LEFT_MM - RIGHT_MM
    share = width / sum(column.width for column in columns)
    left, found = LEFT_MM, []
    for column in columns:
        inside = _between(lines, left, left + column.width * share)
        parent = ""
        while column.children and inside and parent != squeezed(column.head):
            parent += inside.pop(0)[2]
        if not column.children:
            parent = "".join(text for _, _, text in inside)
        found.append(parent)
        for child in column.children:
            end = left + child.width * share
            found.append("".join(text for _, _, text in _between(inside, left, end)))
            left = end
        if not column.children:
            left += column.width * share
    return found


Line = tuple[float, float, str]


def _between(lines: Sequence[Line], left: float, right: float) -> list[Line]:
    return [line for line in lines if left <= line[0] < right]


def _head_lines(page: pypdf.PageObject) -> list[Line]:
    """Lines of 8 pt type, which (without signatures) only the heads have, from the top down."""
    lines: list[Line] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if squeezed(text) and round(size * tm[0], 1) == 8.0:
            x, y = cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]
            lines.append((x / 72 * 25.4, -y, squeezed(text)))

    page.extract_text(visitor_text=visit)
    return sorted(lines, key=lambda line: (round(line[1], 1), line[0]))
