"""The reference agrees with the code: record kinds, members, roles, rules, forms, errors."""

import ast
import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from django.db.models import TextChoices

from nguon.base.errors import NguonError
from nguon.base.postgres.errors import PostgresError
from nguon.core.epcis.messages import RULES
from nguon.food.exchange.api.errors import HeaderInvalid
from nguon.food.exchange.api.named_query import NoSuchName
from nguon.food.exchange.rules.subscription_problems import SubscriptionControlsInvalid
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
from nguon.food.trace.operations.capture_events import EventConflict
from nguon.food.trace.operations.capture_refusals import CaptureLimitExceeded, DocumentRefused
from nguon.food.trace.queries.query_refusals import QueryParameterInvalid, QueryTooComplex
from nguon.food.trace.queries.trace_value import Trace
from nguon.ground.people.choices import KEY_SCOPES, Act, OrganisationKind, PlaceKind, Role
from nguon.ground.products.choices import ProductGroup, Storage

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
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


def test_the_api_page_tells_every_member_of_a_trace() -> None:
    said = section("api.md", "GET /api/trace?id=…")
    names = [name for row in table(said) for name in re.findall(r"`(\w+)`", row[0])]
    assert set(names) == {field.name for field in fields(Trace)} | {"sisters"}


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
        HeaderInvalid,
        NoSuchName,
        QueryTooComplex,
        SubscriptionControlsInvalid,
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
