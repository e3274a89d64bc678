"""Types, lint and the app's own tests, so that whoever runs the tests runs them as well."""

import json
from collections.abc import Callable
from pathlib import Path

Tool = Callable[..., str]


def test_the_types_hold(phone_tool: Tool) -> None:
    assert phone_tool("types") == ""


def test_the_code_is_laid_out_and_linted(phone_tool: Tool) -> None:
    assert "No fixes applied" in phone_tool("lint")


def test_the_apps_own_tests_pass_and_none_is_skipped(phone_tool: Tool, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    phone_tool("test", "--reporter=json", f"--outputFile={report}")
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["numPassedTests"] == found["numTotalTests"] > 0
