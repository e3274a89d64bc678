from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
import typst
from PIL import Image

from nguon.base.typesetting import breakable, typeset_pdf, typeset_png

MADE_AT = datetime(2026, 11, 20, 8, 2, tzinfo=UTC)
TEMPLATE = """#set text(font: ("Libertinus Serif", "Be Vietnam Pro"), lang: "vi")
#set page(width: 50mm, height: 20mm)
#set document(title: "x")
#let data = json(bytes(sys.inputs.data))
#data.text
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "page.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def text_of(pdf: bytes) -> str:
    return str(pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text())


def test_data_is_text_and_never_markup(template: Path) -> None:
    text = '#panic("no") *x* "y"'
    assert text_of(typeset_pdf(template, {"text": text}, made_at=MADE_AT)) == text


def test_a_character_without_a_letterform_still_gives_a_page(template: Path) -> None:
    made = typeset_pdf(template, {"text": "món \U0001f35c"}, made_at=MADE_AT)
    assert text_of(made).startswith("món")


def test_a_picture_has_the_dots_asked_for(template: Path) -> None:
    made = typeset_png(template, {"text": "Ẵ"}, pixels_per_inch=254)
    assert Image.open(BytesIO(made)).size == (500, 200)


def test_a_picture_of_two_pages_is_refused(template: Path) -> None:
    template.write_text(TEMPLATE + "#pagebreak()\nx", encoding="utf-8")
    with pytest.raises(ValueError, match="Expected one file, got 2 pages"):
        typeset_png(template, {"text": "x"}, pixels_per_inch=72)


def test_a_fault_in_a_template_is_told(template: Path) -> None:
    template.write_text("#nowhere", encoding="utf-8")
    with pytest.raises(typst.TypstError, match="unknown variable"):
        typeset_pdf(template, {}, made_at=MADE_AT)


def test_threads_do_not_mix_their_pages(template: Path) -> None:
    texts = [f"trang {n}" for n in range(20)]

    def one(text: str) -> str:
        return text_of(typeset_pdf(template, {"text": text}, made_at=MADE_AT))

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(one, texts)) == texts


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Thịt lợn nạc vai", "Thịt lợn nạc vai"),
        ("A" * 14, "A" * 14),
        ("A" * 15, "\u200b".join("A" * 15)),
        ("xem " + "B" * 15, "xem " + "\u200b".join("B" * 15)),
    ],
)
def test_only_long_runs_may_break_anywhere(text: str, broken: str) -> None:
    assert breakable(text) == broken


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads Linux's own figures")
def test_pages_made_are_forgotten(template: Path) -> None:
    """Ten pages of 20 000 words keep 130 MB if nobody makes Typst forget them."""

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096

    def page(number: int) -> None:
        typeset_pdf(template, {"text": f"{number} " + "từ " * 20_000}, made_at=MADE_AT)

    page(0)
    page(1)
    before = resident()
    for number in range(2, 12):
        page(number)
    assert resident() - before < 100_000_000


def test_files_beside_a_template_are_found_by_their_names(template: Path) -> None:
    template.write_text(
        TEMPLATE + '#import "more.typ": word\n#word\n#image("a.svg", alt: "a")', encoding="utf-8"
    )
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    beside = {"more.typ": b'#let word = "hai"', "a.svg": svg}
    made = typeset_pdf(template, {"text": "một"}, made_at=MADE_AT, beside=beside)
    assert text_of(made).split() == ["một", "hai"]
    assert sorted(path.name for path in template.parent.iterdir()) == ["page.typ"]
