"""What a phone on a slow line must load, and what the strict content policy forbids."""

import gzip
import re
from pathlib import Path

import pytest

import nguon

SOURCE = Path(nguon.__file__).parent
STATIC = SOURCE / "base/static/base"
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))
BUDGET = {"*.css": 10, "icons.svg": 10, "*.js": 2, "terraces.svg": 2}
"""KB after gzip, all files of a kind together (`kitchen.md` §3)."""


@pytest.mark.parametrize("kind", BUDGET)
def test_the_look_weighs_little(kind) -> None:
    files = list(STATIC.glob(kind))
    assert files
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= BUDGET[kind] * 1024


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_template_carries_a_style_or_a_script_of_its_own(template) -> None:
    text = template.read_text()
    assert re.findall(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", text) == []


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 20


def test_no_picture_of_ours_carries_a_script_or_asks_elsewhere() -> None:
    for picture in STATIC.glob("*.svg"):
        text = picture.read_text().replace("http://www.w3.org/2000/svg", "")
        assert re.findall(r"<script|\son[a-z]+=|https?:|data:", text) == [], picture.name


def test_the_style_sheets_ask_for_nothing_but_our_own_files() -> None:
    for sheet in STATIC.glob("*.css"):
        for address in re.findall(r"url\(\"?([^\")]+)", sheet.read_text()):
            assert (STATIC / address).is_file(), f"{sheet.name}: {address}"


def test_every_class_a_part_uses_has_a_style() -> None:
    """A renamed class would otherwise fall back to the naked element without anybody noticing."""
    styled = set(
        re.findall(r"\.([a-z][a-z0-9_-]*)", "".join(f.read_text() for f in STATIC.glob("*.css")))
    )
    used = {
        name
        for template in SOURCE.glob("base/templates/**/*.html")
        for names in re.findall(r'class="([^"{]+)"', template.read_text())
        for name in names.split()
    }
    assert used - styled == set()
