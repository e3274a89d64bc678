"""A poster is read from two metres, by cameras and by people, on either paper."""

from datetime import UTC, datetime
from io import BytesIO

import pypdf
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from nguon.base.paper.layout import LayoutError
from nguon.base.paper.poster import TEMPLATE, Poster, PosterWords, _data, render_poster
from nguon.base.typesetting import typeset_png

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ADDRESS = "https://nguon.dienbien.gov.vn/bua-an/1e5a3c1c-8c6f-4b59-9d0e-1f2a3b4c5d6e/"
LONG = "Trường Phổ thông Dân tộc Bán trú Tiểu học và Trung học cơ sở Nậm Nhừ, điểm bản Huổi Po"
POSTER = Poster(
    school=LONG,
    where="Xã Nà Bủng",
    address=ADDRESS,
    first=PosterWords("Hôm nay các con ăn gì?", "Quét mã này.", ["Thực đơn", "Tủ lạnh"], "Hết."),
    second=PosterWords("What do they eat?", "Scan this.", ["The menu", "Fridges"], "Enough."),
)


def picture(paper: str) -> Image.Image:
    png = typeset_png(TEMPLATE, _data(POSTER, paper), pixels_per_inch=100)
    return Image.open(BytesIO(png)).convert("L")


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_camera_reads_the_address(paper: str) -> None:
    assert [found.text for found in zxingcpp.read_barcodes(picture(paper))] == [ADDRESS]


def test_it_is_still_read_with_a_blot_on_it() -> None:
    blotted = picture("a4")
    found = zxingcpp.read_barcodes(blotted)[0].position
    left, top = found.top_left.x, found.top_left.y
    side = found.bottom_right.x - left
    blot = (left + 0.42 * side, top + 0.42 * side, left + 0.62 * side, top + 0.6 * side)
    ImageDraw.Draw(blotted).ellipse(blot, fill=0)
    assert [one.text for one in zxingcpp.read_barcodes(blotted)] == [ADDRESS]


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_everything_stands_on_one_page(paper: str) -> None:
    reader = pypdf.PdfReader(BytesIO(render_poster(POSTER, paper=paper, made_at=AT)))
    (page,) = reader.pages
    said = "".join(page.extract_text().split()).replace("\u200b", "")
    for words in (LONG, "Xã Nà Bủng", "Thực đơn", "Enough.", ADDRESS):
        assert words.replace(" ", "") in said


def test_there_is_no_other_paper() -> None:
    with pytest.raises(LayoutError, match="expected one of a4, a5, got 'a3'"):
        render_poster(POSTER, paper="a3", made_at=AT)
