"""The page on acts of incidents agrees with the code."""

import inspect
import re
from pathlib import Path

import pytest

from nguon.food.oversight.choices import INCIDENT_KINDS, ActKind, Called, CallOutcome, FindingCode
from nguon.food.oversight.rules import incident_bodies
from nguon.food.oversight.rules.class_codes import WITHOUT_DIGIT
from nguon.food.oversight.rules.incident_bodies import READERS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "incidents.md"
READS = re.compile(r"\br\.(?:maybe_)?[a-z]+\(\s*\"(\w+)\"")


def section(heading: str) -> str:
    text = PAGE.read_text(encoding="utf-8")
    return text.split(f"## `{heading}`\n", 1)[1].split("\n## ", 1)[0]


def test_every_act_has_its_heading_and_no_other() -> None:
    text = PAGE.read_text(encoding="utf-8")
    said = re.findall(r"^## `([^`]+)`$", text, re.MULTILINE)
    assert said == [kind.value for kind in ActKind if kind in INCIDENT_KINDS]


@pytest.mark.parametrize("kind", list(READERS), ids=str)
def test_the_section_names_every_member_of_the_act(kind: ActKind) -> None:
    base = "### base\n" + PAGE.read_text(encoding="utf-8").split("\n## ", 1)[0]
    source = inspect.getsource(READERS[kind])
    if "_count" in source:
        source += inspect.getsource(incident_bodies._count)
    unsaid = [name for name in READS.findall(source) if f"{name}`" not in base + section(kind)]
    assert unsaid == []


def test_the_page_names_every_value_of_the_closed_lists() -> None:
    text = PAGE.read_text(encoding="utf-8")
    values = [*Called.values, *CallOutcome.values, *FindingCode.values, *sorted(WITHOUT_DIGIT)]
    assert [value for value in values if f"`{value}`" not in text] == []
