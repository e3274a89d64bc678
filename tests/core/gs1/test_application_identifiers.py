import runpy
from pathlib import Path

import pytest

from nguon.core.gs1.application_identifiers import find_ai, find_ai_at_start

TOOL = Path(__file__).parents[3] / "tools" / "make_application_identifiers.py"


def test_the_packaged_table_is_what_the_tool_makes():
    tool = runpy.run_path(str(TOOL))
    assert tool["TARGET"].read_text("utf-8") == tool["table"]()


@pytest.mark.parametrize(
    ("text", "ai"),
    [
        ("0109506000134352", "01"),
        ("3103000195", "3103"),
        ("235T", "235"),
        ("91X", "91"),
        ("80", None),
        ("3199", None),
        ("", None),
    ],
)
def test_a_text_begins_with_at_most_one_ai(text, ai):
    found = find_ai_at_start(text)
    assert (found and found.ai) == ai


@pytest.mark.parametrize(
    ("ai", "title", "components", "lengths", "separator", "attribute"),
    [
        ("00", "SSCC", "N18", (18, 18), False, True),
        ("10", "BATCH/LOT", "X..20", (1, 20), True, True),
        ("253", "GDTI", "N13 [X..17]", (13, 30), True, True),
        ("3103", "NET WEIGHT (kg)", "N6", (6, 6), False, True),
        ("423", "COUNTRY - INITIAL PROCESS", "N3 [N..12]", (3, 15), True, True),
        ("21", "SERIAL", "X..20", (1, 20), True, False),
    ],
)
def test_what_the_table_says(ai, title, components, lengths, separator, attribute):
    known = find_ai(ai)
    assert known is not None
    assert (known.title, known.components) == (title, components)
    assert (known.shortest, known.longest) == lengths
    assert (known.needs_separator, known.may_be_attribute) == (separator, attribute)
