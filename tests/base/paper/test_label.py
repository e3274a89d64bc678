from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
import zxingcpp
from PIL import Image

from nguon.base.paper.label import (
    Label,
    qr_code,
    render_label_pdf,
    render_label_png,
    render_label_sheet,
)
from nguon.base.paper.layout import FormSet, LabelLayout, LayoutError
from tests.base.paper.conftest import PRINTED_AT, local, pages_of

URI = "HTTPS://ID.EXAMPLE.VN/OBJ/7K3F9QX2M4"
LABEL = Label({"sample": "Thịt lợn kho trứng cút"}, local(10, 40), URI, "7K3F-9QX2-M4")


@pytest.fixture(scope="module")
def layout(forms: FormSet) -> LabelLayout:
    assert forms.label is not None
    return forms.label


def dots_of(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


@pytest.mark.parametrize(
    "uri",
    [
        URI,
        "HTTPS://TRUYXUAT.DIENBIEN.GOV.VN/OBJ/7K3F9QX2M4",
        "HTTPS://TRUYXUAT.SOKHCN.DIENBIEN.GOV.VN/NGUON/OBJ/7K3F9QX2M4PQ",
        "https://id.example.vn/obj/7K3F9QX2M4",
        "H" * 90,
    ],
)
def test_a_printed_label_is_read_by_a_scanner(layout: LabelLayout, uri: str) -> None:
    dots = dots_of(render_label_png(layout, replace(LABEL, qr_text=uri)))
    assert [found.text for found in zxingcpp.read_barcodes(dots.convert("L"))] == [uri]


def test_a_label_is_black_and_white_dots_of_a_203_dpi_printer(layout: LabelLayout) -> None:
    dots = dots_of(render_label_png(layout, LABEL))
    assert (dots.size, dots.mode) == ((400, 240), "1")
    assert dots.info["dpi"] == pytest.approx((203.2, 203.2), abs=0.1)


@pytest.mark.parametrize("uri", [URI, "HTTPS://TRUYXUAT.DIENBIEN.GOV.VN/OBJ/7K3F9QX2M4", "H" * 90])
def test_every_module_of_the_code_is_whole_dots(layout: LabelLayout, uri: str) -> None:
    dots = dots_of(render_label_png(layout, replace(LABEL, qr_text=uri)))
    code, size = qr_code(uri)
    expected = [[bool(dark) for dark in row] for row in code.matrix_iter(border=4)]
    left, top = 400 - len(expected) * size, 4
    printed = [
        [
            {
                dots.getpixel((left + x * size + i, top + y * size + j))
                for i in range(size)
                for j in range(size)
            }
            for x in range(len(expected))
        ]
        for y in range(len(expected))
    ]
    assert printed == [[{0 if dark else 255} for dark in row] for row in expected]


@pytest.mark.parametrize(
    ("length", "level", "dots"),
    [
        (16, "Q", 6),
        (29, "Q", 5),
        (47, "Q", 4),
        (67, "Q", 4),
        (87, "Q", 4),
        (88, "M", 4),
        (122, "M", 4),
    ],
)
def test_a_code_is_as_sure_and_as_large_as_fits(length: int, level: str, dots: int) -> None:
    code, size = qr_code("A" * length)
    assert (code.error, size) == (level, dots)
    assert size >= 4
    assert size * code.symbol_size(border=4)[0] <= 184


def test_a_text_too_long_for_a_label_is_refused() -> None:
    with pytest.raises(LayoutError, match="A code of 123 characters does not fit a label"):
        qr_code("A" * 123)


def test_a_label_says_what_the_form_asks(layout: LabelLayout) -> None:
    made = render_label_pdf(layout, LABEL, made_at=PRINTED_AT)
    (page,) = pages_of(made)
    for part in (
        "NHÃN",
        "Tên mẫu: Thịt lợn kho trứng cút",
        "Thời gian lấy: 10 giờ 40 phút ngày 20 tháng 11 năm 2026",
        "7K3F-9QX2-M4",
        "Ký:",
    ):
        assert part in page
    box = pypdf.PdfReader(BytesIO(made)).pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4, 1), round(float(box.height) / 72 * 25.4, 1)) == (
        50.0,
        30.0,
    )


def test_a_label_to_be_filled_in_by_hand_has_dots(layout: LabelLayout) -> None:
    (page,) = pages_of(render_label_pdf(layout, Label({}, None, URI, "7K3F"), made_at=PRINTED_AT))
    assert "…… giờ …… phút ngày …… tháng …… năm ………" in page


def test_a_name_too_long_for_a_label_is_shortened_and_stays_beside_the_code(
    layout: LabelLayout,
) -> None:
    label = replace(LABEL, values={"sample": "Canh rau cải " * 20})
    (page,) = pages_of(render_label_pdf(layout, label, made_at=PRINTED_AT))
    assert "Canh rau cả… Thời gian lấy" in page
    dots = dots_of(render_label_png(layout, label)).convert("L")
    assert [found.text for found in zxingcpp.read_barcodes(dots)] == [URI]


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (24, 1), (25, 2)])
def test_a_sheet_holds_three_by_eight_labels(layout: LabelLayout, count: int, pages: int) -> None:
    labels = [replace(LABEL, code=f"BOX-{n:02}") for n in range(count)]
    made = pages_of(render_label_sheet(layout, labels, made_at=PRINTED_AT))
    assert len(made) == pages
    assert sum(page.count("BOX-") for page in made) == count


def test_an_empty_sheet_is_refused(layout: LabelLayout) -> None:
    with pytest.raises(LayoutError, match="No label to print"):
        render_label_sheet(layout, [], made_at=PRINTED_AT)
