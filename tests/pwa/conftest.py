"""The phone app by its own tools, and as it was built; skipped where npm reached no registry."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNREACHABLE = 3


def tool(*arguments: str) -> str:
    command = [sys.executable, str(ROOT / "tools" / "phone"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).strip()
    if done.returncode == UNREACHABLE:
        pytest.skip(f"the packages of the phone app could not be fetched: {said}")
    assert done.returncode == 0, said
    return said


@pytest.fixture
def phone_tool() -> Callable[..., str]:
    """`tools/phone`; fails with what it said."""
    return tool


@pytest.fixture(scope="session")
def built() -> Path:
    """The app as it is served, made from the sources of this moment."""
    tool("build")
    return ROOT / "src" / "nguon" / "web" / "phone"
