"""What is in the repository, and what must not be."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# In pieces, because this file is searched as well.
REGISTRIES = re.compile(
    "https?://[a-z0-9.-]*(" + "|".join(["py" + "pi", "python" + "hosted", "npm" + "js"]) + r")\."
    "|https?://[a-z0-9.-]*deb" + r"ian\.org/deb" + "ian"
)
MACHINE = re.compile("/wor" + "k/(main|steering)|/far" + "m/in|/ho" + "me/[a-z]")


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout, so there is no list of what is in the repository")
    return [name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file()]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8", errors="ignore")


def test_nothing_generated_is_kept() -> None:
    generated = re.compile(
        r"\.mo$|(^|/)(\.venv|__pycache__|\.nguon|node_modules)/|\.pyc$|^uv\.lock$"
    )
    assert [name for name in tracked() if generated.search(name)] == []


def test_no_file_names_a_package_registry() -> None:
    assert [name for name in tracked() if REGISTRIES.search(text_of(name))] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert [name for name in tracked() if MACHINE.search(text_of(name))] == []


def test_the_lock_pins_every_package_by_hash() -> None:
    lock = text_of("requirements.lock")
    pins = re.findall(r"^[a-z0-9][^ \n]*==", lock, re.MULTILINE)
    assert len(pins) > 30
    blocks = re.split(r"\n(?=[a-z0-9])", lock.strip())
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in lock


def test_the_licence_is_there() -> None:
    assert text_of("LICENSE").split()[:4] == ["Apache", "License", "Version", "2.0,"]
    assert 'license = "Apache-2.0"' in text_of("pyproject.toml")


def test_there_are_no_drawers_for_odds_and_ends() -> None:
    odd = re.compile(r"(^|/)(utils?|helpers?|common|misc)(\.py|/)")
    assert [name for name in tracked() if name.startswith("src/") and odd.search(name)] == []


def test_the_makefile_explains_each_command_and_has_at_most_twenty() -> None:
    makefile = text_of("Makefile")
    phony = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()
    explained = re.findall(r"^([a-z-]+):[^\n#]*## \S", makefile, re.MULTILINE)
    assert explained == phony
    assert len(phony) <= 20
