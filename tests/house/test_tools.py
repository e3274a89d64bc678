"""The tools that judge the others are judged here."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASE = '<testcase classname="{where}" name="test_a">{inside}</testcase>'
SKIP = '<skipped message="{reason}" />'


def verdict(report: Path, cases: str) -> tuple[int, str]:
    report.write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "skipped"), str(report)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr.strip()


@pytest.mark.parametrize(
    ("where", "reason", "code", "said"),
    [
        (
            "tests.journeys.test_cook",
            "anything",
            1,
            "1 browser, database or phone tests were skipped",
        ),
        (
            "tests.web.test_page",
            "no Chromium here",
            1,
            "1 browser, database or phone tests were skipped",
        ),
        (
            "tests.base.test_x",
            "no database server",
            1,
            "1 browser, database or phone tests were skipped",
        ),
        (
            "tests.pwa.test_budgets",
            "was not built",
            1,
            "1 browser, database or phone tests were skipped",
        ),
        ("tests.core.test_x", "no conformance material", 0, ""),
    ],
)
def test_a_skip_counts_when_it_hides_a_browser_a_database_or_the_phone(
    tmp_path: Path, where: str, reason: str, code: int, said: str
) -> None:
    case = CASE.format(where=where, inside=SKIP.format(reason=reason))
    assert verdict(tmp_path / "junit.xml", case) == (code, f"ci: {said}" if said else "")


def test_tests_that_ran_are_no_skips(tmp_path: Path) -> None:
    case = CASE.format(where="tests.journeys.test_cook", inside="")
    assert verdict(tmp_path / "junit.xml", case) == (0, "")


def test_a_report_without_tests_proves_nothing(tmp_path: Path) -> None:
    assert verdict(tmp_path / "junit.xml", "") == (1, "ci: the report holds no tests")
