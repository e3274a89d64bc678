"""The documentation says what the code does: links lead somewhere, names exist, tables agree."""

import ast
import inspect
import io
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unicodedata import category

import pytest
from babel.messages.pofile import read_po
from django.core.management import get_commands
from django.db.models import TextChoices

from nguon.base.errors import NguonError
from nguon.base.postgres.errors import PostgresError
from nguon.core.epcis.messages import RULES
from nguon.food.kitchen.choices import FridgeKind, RecordKind
from nguon.food.kitchen.queries.form_layouts import form_sets, label_layout
from nguon.food.kitchen.rules.acts import ACT_OF_KIND
from nguon.food.kitchen.rules.bodies import (
    DayCountersigned,
    DeliveryLine,
    DishChecked,
    DishCooked,
    EatingStarted,
    FridgeRead,
    HoldPlaced,
    HoldReleased,
    MealPlan,
    SampleDestroyed,
    SampleTaken,
    Withdrawn,
)
from nguon.food.kitchen.rules.envelope import read_envelope
from nguon.food.trace.api import body as capture_bodies
from nguon.food.trace.operations.capture_document import CaptureLimitExceeded, DocumentRefused
from nguon.food.trace.operations.capture_events import EventConflict
from nguon.food.trace.queries.event_query import QueryParameterInvalid
from nguon.ground.people.choices import KEY_SCOPES, Act, OrganisationKind, PlaceKind, Role
from nguon.ground.products.choices import ProductGroup, Storage

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
KINDS_OF_PAGE = {"tutorial", "howto", "reference", "explanation", "decisions"}
BODIES = {
    RecordKind.MEAL_PLAN: MealPlan,
    RecordKind.DELIVERY_LINE: DeliveryLine,
    RecordKind.DISH_COOKED: DishCooked,
    RecordKind.DISH_CHECKED: DishChecked,
    RecordKind.EATING_STARTED: EatingStarted,
    RecordKind.SAMPLE_TAKEN: SampleTaken,
    RecordKind.SAMPLE_DESTROYED: SampleDestroyed,
    RecordKind.FRIDGE_READING: FridgeRead,
    RecordKind.HOLD: HoldPlaced,
    RecordKind.HOLD_RELEASED: HoldReleased,
    RecordKind.DAY_COUNTERSIGNED: DayCountersigned,
    RecordKind.WITHDRAWN: Withdrawn,
}
READS = re.compile(r"\b(?:r|one)\.(?:maybe_)?[a-z]+\(\s*\"(\w+)\"")
"""A member that a reader is asked for: `r.text("product_name"`."""


NAMES = [
    "English",
    "data",
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


def section(page: str, heading: str) -> str:
    text = (REFERENCE / page).read_text(encoding="utf-8")
    assert f"## `{heading}`\n" in text, f"{page} has no heading for {heading}"
    return text.split(f"## `{heading}`\n", 1)[1].split("\n## ", 1)[0]


def table(text: str) -> Iterator[list[str]]:
    """The rows of the tables in a text, without heads."""
    for line in text.splitlines():
        if line.startswith("|") and not line.startswith("|---"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def first_codes(text: str) -> list[str]:
    return [found for row in table(text) for found in re.findall(r"^`([^`]+)`", row[0])]


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
    made = set(re.findall(r"(?:^|`| |\n)make ([a-z]+)(?=[`\n ]|$)", "\n".join(code_of(text))))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
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


def test_the_records_page_has_one_heading_for_each_kind() -> None:
    text = (REFERENCE / "records.md").read_text(encoding="utf-8")
    assert re.findall(r"^## `(\w+)`$", text, re.MULTILINE) == [
        kind.value for kind in sorted(RecordKind, key=list(BODIES).index)
    ]


@pytest.mark.parametrize("kind", RecordKind)
def test_the_records_page_tells_every_member_of_the_body_and_no_other(kind: RecordKind) -> None:
    said = section("records.md", kind.value)
    told = {re.split(r"[.\]]+", name)[-1].removesuffix("[") for name in first_codes(said)}
    assert told == members_of(BODIES[kind]) - {"note"}
    assert f"Act `{ACT_OF_KIND[kind].value}`." in said


def members_of(body: type) -> set[str]:
    """What the class asks its reader for, and the functions beside it; other classes count not."""
    source = inspect.getsource(inspect.getmodule(body) or body)
    parts = [
        ast.get_source_segment(source, node) or ""
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
        or (isinstance(node, ast.ClassDef) and node.name == body.__name__)
    ]
    return {name for part in parts for name in READS.findall(part)} | inside_of(parts)


def inside_of(parts: list[str]) -> set[str]:
    return {name for part in parts for name in re.findall(r"\.inside\(\"(\w+)\"", part)}


def test_the_records_page_tells_every_member_of_the_envelope() -> None:
    text = (REFERENCE / "records.md").read_text(encoding="utf-8")
    said = first_codes(text.split("## The envelope", 1)[1].split("\n## ", 1)[0])
    asked = set(READS.findall(inspect.getsource(read_envelope))) - {"sha256"}
    assert set(said) == asked | {"body", "photos"}


def test_the_events_page_tells_of_every_kind_of_record() -> None:
    text = (REFERENCE / "events.md").read_text(encoding="utf-8")
    rows = text.split("## From record to event", 1)[1].split("\n## ", 1)[0]
    assert set(first_codes(rows)) == {kind.value for kind in RecordKind}


def test_the_events_page_tells_every_member_of_our_own() -> None:
    text = (REFERENCE / "events.md").read_text(encoding="utf-8")
    sources = (ROOT / "src/nguon/food/kitchen/operations/events").glob("*.py")
    used = {
        name
        for source in sources
        for name in re.findall(r'"nguon:(\w+)"', source.read_text(encoding="utf-8"))
    }
    assert set(re.findall(r"`nguon:(\w+)`", text)) == used


def test_the_matrix_of_roles_is_the_one_in_force() -> None:
    text = (REFERENCE / "roles.md").read_text(encoding="utf-8")
    matrix = text.split("## What a role may do", 1)[1].split("\n## ", 1)[0]
    head, *rows = table(matrix)
    assert head == ["Act", *(f"`{role.value}`" for role in Role)]
    said = {
        row[0].strip("`"): {role for role, tick in zip(Role, row[1:], strict=True) if tick}
        for row in rows
    }
    assert said == {act.value: {role for role in Role if act in role.acts} for act in Act}


def test_the_roles_page_lists_the_scopes_of_a_key() -> None:
    text = (REFERENCE / "roles.md").read_text(encoding="utf-8")
    keys = text.split("## API keys", 1)[1].split("\n## ", 1)[0]
    assert set(re.findall(r"`(\w+)`", keys)) == {scope.value for scope in KEY_SCOPES}


def test_the_validation_page_is_the_list_of_rules() -> None:
    text = (REFERENCE / "validation.md").read_text(encoding="utf-8")
    head, *rows = table(text)
    assert head == ["Rule", "Clause", "Schema", "Says"]
    assert {row[0].strip("`"): (row[1], row[2] == "yes") for row in rows} == {
        code: (rule.clause, rule.in_schema) for code, rule in RULES.items()
    }


@pytest.mark.parametrize(
    "choices", [OrganisationKind, PlaceKind, FridgeKind, ProductGroup, Storage], ids=str
)
def test_the_nouns_page_knows_every_kind(choices: type[TextChoices]) -> None:
    text = (REFERENCE / "nouns.md").read_text(encoding="utf-8")
    assert {value for value in choices.values if f"`{value}`" not in text} == set()


def test_the_limits_page_lists_the_rules_and_documents_with_their_numbers() -> None:
    book = json.loads((ROOT / "src/nguon/core/haccp/rule_book.json").read_text(encoding="utf-8"))
    text = (REFERENCE / "limits.md").read_text(encoding="utf-8")
    rules, documents = text.split("## Documents", 1)
    told = {row[0].strip("`"): row[3] for row in table(rules) if row[0].startswith("`")}
    assert told == {
        rule["id"]: ", ".join(f"{name} = {value}" for name, value in rule["values"].items())
        for rule in book["rules"]
    }
    assert set(first_codes(documents)) == {document["id"] for document in book["documents"]}


@pytest.mark.parametrize("form", sorted(form_sets()["qd1246"].forms))
def test_the_forms_page_has_the_columns_of_the_form_in_their_order(form: str) -> None:
    rows = [row for row in table(section("forms.md", form)) if row[0].isdecimal()]
    leaves = form_sets()["qd1246"].form(form).leaves
    assert [row[2].strip("`") for row in rows] == [column.key for column in leaves]
    assert [row[1].split(": ")[-1] for row in rows] == [
        column.head.split(": ")[-1] for column in leaves
    ]


def test_the_forms_page_has_the_label_and_every_variant() -> None:
    rows = [row for row in table(section("forms.md", "mau-4")) if row[0].isdecimal()]
    fields = label_layout().fields
    assert [(row[1], row[2].strip("`")) for row in rows] == [(f.label, f.key) for f in fields]
    text = (REFERENCE / "forms.md").read_text(encoding="utf-8")
    assert set(first_codes(text.split("## Variants", 1)[1])) == set(form_sets())


def test_the_errors_page_knows_every_error_with_its_status_and_type() -> None:
    ours = [
        *(kind for kind in NguonError.__subclasses__() if kind.__module__.startswith("nguon.")),
        QueryParameterInvalid,
        DocumentRefused,
        EventConflict,
        CaptureLimitExceeded,
        *(getattr(capture_bodies, n) for n in ("BodyTooLarge", "NotJson", "NotAcceptable")),
    ]
    text = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    said = {
        row[0].strip("`"): (int(row[1]), row[2].strip("`"))
        for row in table(text)
        if len(row) == 4 and row[1].isdecimal()
    }
    assert said == {error.__name__: (error.status, error.problem_type) for error in ours}


def test_the_errors_page_knows_every_error_of_the_database_server() -> None:
    text = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    rows = text.split("## Of the embedded database server", 1)[1].split("\n## ", 1)[0]
    assert set(first_codes(rows)) == {kind.__name__ for kind in PostgresError.__subclasses__()}


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
    files = [*demo.glob("*.py"), *layouts.glob("*.json")]
    texts += [path.read_text(encoding="utf-8") for path in files]
    return "\n".join(" ".join(text.split()) for text in [*texts, *NAMES]).casefold()


@every_page
def test_json_in_the_pages_is_json(page: Path) -> None:
    blocks = re.findall(r"^ *```json\n(.*?)^ *```", page.read_text(encoding="utf-8"), re.S | re.M)
    for block in blocks:
        json.loads(block)
