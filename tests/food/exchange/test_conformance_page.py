"""The conformance page is what the code says today."""

from pathlib import Path

from nguon.food.exchange.management.commands.conformance import PAGE
from nguon.food.exchange.management.conformance_page import conformance_page


def test_the_committed_page_is_not_older_than_the_code(conformance: Path) -> None:
    assert PAGE.read_text(encoding="utf-8") == conformance_page(conformance / "epcis"), (
        "run «python -m nguon conformance --write»"
    )


def test_nothing_that_is_ours_to_pass_fails(conformance: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for heading in ("Mandatory requirements", "Operations of the REST binding", "Query parameters"):
        rows = page.split(f"## {heading}", 1)[1].split("\n## ", 1)[0].splitlines()
        counts = [row.split("|")[2:4] for row in rows if row.startswith("| `") or ":" in row[:8]]
        assert counts
        assert [one for one in counts if one[0].strip() != one[1].strip()] == []
