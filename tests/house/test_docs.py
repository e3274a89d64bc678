"""The documentation says what the code does: links lead somewhere, names exist, tables agree."""

import io
import json
import re
import tomllib
from functools import cache
from pathlib import Path
from unicodedata import category

import pytest
from babel.messages.pofile import read_po
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
KINDS_OF_PAGE = {"tutorial", "howto", "reference", "explanation", "decisions"}
NAMES = [
    "English",
    "data",
    "Cài đặt ứng dụng",
    "Thêm vào MH chính",
    "Bếp ăn Trường Tiểu học Hoa Ban",
    *(f"Mẫu {number}" for number in (1, 2, 3, 5)),
]
"""What pages may quote although no catalogue has it whole: names, output, numbered buttons."""

SPOKEN = sorted(
    [ROOT / "README.vi.md", *(ROOT / "docs/tutorial").glob("*"), *(ROOT / "docs/howto").glob("*")]
)
"""Pages that lead a person through the pages of the platform, by the names of buttons."""


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


every_page = pytest.mark.parametrize("page", PAGES, ids=name_of)


def prose(page: Path) -> str:
    """The page without its blocks of code."""
    return re.sub(r"^ *```.*?^ *```", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)


def anchors(page: Path) -> set[str]:
    """Headings as links name them: small letters, hyphens for blanks, no punctuation."""
    titles = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    kept = (
        "".join(c for c in title.lower() if c in " -_" or category(c)[0] in "LNM")
        for title in titles
    )
    return {title.replace(" ", "-") for title in kept}


def links(page: Path) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", prose(page))


@every_page
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        target, _, anchor = link.partition("#")
        if "://" in link or link.startswith("mailto:"):
            continue
        path = (page.parent / target) if target else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(link)
    assert broken == []


@every_page
def test_every_picture_is_there_and_says_what_it_shows(page: Path) -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    unsaid = [target for said, target in pictures if not said.strip()]
    heavy = [t for _, t in pictures if (page.parent / t).stat().st_size > 200 * 1024]
    assert {"unsaid": unsaid, "heavy": heavy} == {"unsaid": [], "heavy": []}


@every_page
def test_every_command_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"python -m nguon ([a-z_]+)", text))
    made = set(re.findall(r"(?:^|`| |\n)make ([a-z-]+)(?=[`\n ]|$)", "\n".join(code_of(text))))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert {"nguon": named - set(get_commands()), "make": made - targets} == {
        "nguon": set(),
        "make": set(),
    }


def code_of(text: str) -> list[str]:
    """Blocks and words in code; «make» elsewhere is a verb."""
    return [
        *re.findall(r"^ *```.*?\n(.*?)^ *```", text, re.S | re.M),
        *re.findall(r"(?<!`)`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.S | re.M)),
    ]


@every_page
def test_every_file_of_ours_that_is_named_exists(page: Path) -> None:
    """`tools/setup`, `src/nguon/…`, `docs/…`, `tests/…` in code."""
    start = re.compile(r"^(?:src/nguon|docs|tests|tools|benchmarks|\.ci)/[\w./-]+$")
    named = [word for word in code_of(page.read_text(encoding="utf-8")) if start.match(word)]
    known = [name for name in named if "ROOM" not in name]
    assert [name for name in known if not (ROOT / name).exists()] == []


def test_pages_stand_in_the_folder_of_their_kind() -> None:
    folders = {page.relative_to(ROOT / "docs").parts[0] for page in (ROOT / "docs").rglob("*.md")}
    assert folders == KINDS_OF_PAGE | {"glossary.md"}


def test_decisions_are_numbered_without_gaps_and_say_the_four_things() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    four = [
        "**Situation.**",
        "**Choice.**",
        "**What it costs.**",
        "**What would change our mind.**",
    ]
    for number, page in enumerate(pages, start=1):
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {number}. ")
        assert [part for part in four if part not in text] == []


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
def test_the_readme_begins_with_two_commands_and_a_picture(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert re.findall(r"^make [a-z]+", text, re.MULTILINE)[:2] == ["make run", "make test"]
    assert re.findall(r"!\[[^\]]+\]\((docs/pictures/[^)]+)\)", text)


def test_the_changelog_knows_the_version_and_its_three_parts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## ")[1]
    assert newest.split()[0] == project["version"]
    assert re.findall(r"^### (.+)$", newest, re.MULTILINE) == [
        "Improvements",
        "Fixes",
        "Upgrade steps",
    ]


def test_the_settings_of_the_demonstration_in_the_readme_are_those_in_the_code() -> None:
    cast = (ROOT / "src/nguon/food/kitchen/management/demo/cast.py").read_text(encoding="utf-8")
    (password,) = re.findall(r'DEMO_PASSWORD = "([^"]+)"', cast)
    for readme in ("README.md", "README.vi.md"):
        assert password in (ROOT / readme).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", SPOKEN, ids=name_of)
def test_a_button_that_a_page_names_has_that_name(page: Path) -> None:
    """«Lưu bước 2» must be what the platform, its forms or its demonstration say somewhere."""
    said = everything_said()
    named = {" ".join(text.split()) for text in re.findall(r"«([^»]+)»", prose(page))}
    assert {name for name in named if name.casefold() not in said} == set()


@cache
def everything_said() -> str:
    source = ROOT / "src" / "nguon"
    texts = [
        string
        for path in source.rglob("locale/vi/LC_MESSAGES/django.po")
        for message in read_po(io.BytesIO(path.read_bytes()), locale="vi")
        for string in (message.string if isinstance(message.string, tuple) else [message.string])
    ]
    demo = source / "food/kitchen/management/demo"
    layouts = source / "food/kitchen/templates/kitchen/forms/layouts"
    phone = ROOT / "pwa" / "src" / "words" / "vi.json"
    files = [*demo.glob("*.py"), *layouts.glob("*.json"), phone]
    texts += [path.read_text(encoding="utf-8") for path in files]
    return "\n".join(" ".join(text.split()) for text in [*texts, *NAMES]).casefold()


@every_page
def test_json_in_the_pages_is_json(page: Path) -> None:
    blocks = re.findall(r"^ *```json\n(.*?)^ *```", page.read_text(encoding="utf-8"), re.S | re.M)
    for block in blocks:
        json.loads(block)
