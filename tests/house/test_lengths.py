"""Files of at most 400 lines and functions of at most 40, so that each is read at one sitting."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 40

LONG_FILES = {"tools/phone_pictures": 447}
"""What they have grown to, and no more; lower it with every cut."""

LONG_FUNCTIONS = {
    "src/nguon/food/oversight/queries/who_knew.py who_knew": 46,
    "src/nguon/food/trace/queries/linked_events.py linked_events": 46,
    "src/nguon/food/trace/queries/trace.py _assemble": 42,
    "src/nguon/web/samples.py board": 55,
    "src/nguon/web/samples.py records": 48,
}


def python_files() -> list[Path]:
    """Not the migrations, which Django writes and nobody cuts."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "src", "tests", "tools", "benchmarks"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout, so there is no list of what is in the repository")
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and is_python(path)]


def is_python(path: Path) -> bool:
    if "migrations" in path.parts:
        return False
    return path.suffix == ".py" or (
        path.suffix == "" and path.read_bytes().startswith(b"#!/usr/bin/env python3")
    )


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions_in(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name_of(path)} {node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_no_file_is_longer_than_can_be_read() -> None:
    lines = {name_of(path): len(path.read_bytes().splitlines()) for path in python_files()}
    assert len(lines) > 500
    most = {name: LONG_FILES.get(name, MOST_LINES_OF_A_FILE) for name in lines}
    assert {name: count for name, count in lines.items() if count > most[name]} == {}


def test_no_function_of_the_platform_is_longer_than_can_be_read() -> None:
    """Tests and measurements tell whole stories, which may be longer."""
    sources = [path for path in python_files() if name_of(path).startswith("src/")]
    long = {
        name: count
        for path in sources
        for name, count in functions_in(path)
        if count > LONG_FUNCTIONS.get(name, MOST_LINES_OF_A_FUNCTION)
    }
    assert long == {}
