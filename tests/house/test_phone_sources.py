"""What must hold for the sources of the phone app, without building them."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

PWA = Path(__file__).resolve().parents[2] / "pwa"
SOURCES = sorted([*(PWA / "src").rglob("*.ts"), *(PWA / "src").rglob("*.tsx")])
MOST_LINES = 8_389
"""What it has grown to, and no more; the aim is 4,000 (decision 20). Lower it with every cut."""

MOST_LINES_A_FILE = 300
PLACEHOLDER = re.compile(r"\{(\w+)")


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def lock() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PWA / "package-lock.json").read_text(encoding="utf-8"))
    return found


def words(language: str) -> dict[str, str]:
    """Every text by its key; texts may stand in groups, whose names are joined by dots."""
    path = PWA / "src" / "words" / f"{language}.json"
    return dict(texts_in(json.loads(path.read_text(encoding="utf-8"))))


def texts_in(tree: dict[str, Any], above: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in tree.items():
        name = f"{above}{key}"
        found += texts_in(value, f"{name}.") if isinstance(value, dict) else [(name, value)]
    return found


def test_the_app_stays_small_enough_to_be_read() -> None:
    parts = Counter[str]()
    for path in SOURCES:
        parts[path.relative_to(PWA / "src").parts[0]] += lines_of(path)
    assert 0 < parts.total() <= MOST_LINES, f"{parts.total()} lines: {dict(parts.most_common(8))}"
    long = {path.name: lines_of(path) for path in SOURCES if lines_of(path) > MOST_LINES_A_FILE}
    assert long == {}


def test_the_lock_names_no_place_to_fetch_from_and_pins_every_package() -> None:
    packages = {name: package for name, package in lock()["packages"].items() if name}
    assert len(packages) > 30
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []


def test_every_system_finds_its_programs_in_the_lock() -> None:
    """`npm ci` refuses a lock that lacks the packages of another system, and only there."""
    packages = lock()["packages"]
    named = {
        name: set(package.get("optionalDependencies", {})) for name, package in packages.items()
    }
    held = {name.rpartition("node_modules/")[2] for name in packages}
    assert {name: lacking for name in named if (lacking := named[name] - held)} == {}


def test_versions_are_pinned() -> None:
    package = json.loads((PWA / "package.json").read_text(encoding="utf-8"))
    wanted = package["dependencies"] | package["devDependencies"]
    assert [
        version for version in wanted.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)
    ] == []


def test_every_vietnamese_text_has_its_english_one() -> None:
    vietnamese, english = words("vi"), words("en")
    assert len(vietnamese) > 0
    assert set(english) == set(vietnamese)
    empty = [key for key, text in [*vietnamese.items(), *english.items()] if not text.strip()]
    assert empty == []


def test_both_languages_are_told_the_same_facts() -> None:
    english = words("en")
    differ = {
        key
        for key, text in words("vi").items()
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(english[key]))
    }
    assert differ == set()
