"""The page on acts of recalls agrees with the code."""

import inspect
import re
from pathlib import Path

import pytest

from nguon.food.oversight.choices import RECALL_KINDS, ActKind
from nguon.food.oversight.rules import recall_bodies
from nguon.food.oversight.rules.recall_bodies import READERS, WITHIN, FoundLot, ToldLot
from nguon.food.oversight.urls import urlpatterns

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "recalls.md"
READS = re.compile(r"\b(?:r\.(?:maybe_)?[a-z]+|_amount\(r,)\(?\s*\"(\w+)\"")
INSIDE = {ActKind.RECALL_TOLD: ToldLot, ActKind.RECALL_ACKNOWLEDGED: FoundLot}


def section(heading: str) -> str:
    text = PAGE.read_text(encoding="utf-8")
    return text.split(f"## `{heading}`\n", 1)[1].split("\n## ", 1)[0]


def test_every_act_has_its_heading_and_no_other() -> None:
    said = re.findall(r"^## `([^`]+)`$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(said) == {kind.value for kind in RECALL_KINDS}
    assert len(said) == len(RECALL_KINDS)


@pytest.mark.parametrize("kind", sorted(RECALL_KINDS), ids=str)
def test_the_section_names_every_member_of_the_act(kind: ActKind) -> None:
    source = inspect.getsource(READERS[kind])
    if kind in INSIDE:
        source += inspect.getsource(INSIDE[kind])
    if "_start(" in source:
        source += inspect.getsource(recall_bodies._start)
    named = READS.findall(source)
    assert named
    said = section(kind.value)
    assert [name for name in named if not re.search(rf"`(lots\[\]\.)?{name}`", said)] == []


def test_the_page_tells_the_time_that_may_be_asked_for() -> None:
    assert f"| {WITHIN[0]} – {WITHIN[1]} |" in section("recall_started")


def test_the_page_lists_every_address() -> None:
    pages = PAGE.read_text(encoding="utf-8").split("## Pages", 1)[1]
    told = set(re.findall(r"`/(thu-hoi/[^`]*)`", pages))
    routes = {str(one.pattern) for one in urlpatterns if str(one.pattern).startswith("thu-hoi/")}
    assert told == {re.sub(r"<uuid:\w+>", "<id>", route) for route in routes}
