"""Every setting and every command has its heading in the reference, and no heading is stale."""

import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import get_commands

from nguon.config.config import Config, env_name

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


def headings(page: str) -> list[str]:
    text = (REFERENCE / page).read_text(encoding="utf-8")
    return re.findall(r"^## `([^`]+)`$", text, re.MULTILINE)


def section(page: str, heading: str) -> str:
    text = (REFERENCE / page).read_text(encoding="utf-8")
    return text.split(f"## `{heading}`\n", 1)[1].split("\n## ", 1)[0]


def our_commands() -> list[str]:
    return sorted(name for name, app in get_commands().items() if app.startswith("nguon."))


def test_the_settings_page_has_one_heading_for_each_setting() -> None:
    assert headings("settings.md") == [env_name(knob.name) for knob in fields(Config)]


@pytest.mark.parametrize("name", [knob.name for knob in fields(Config)])
def test_the_settings_page_says_the_sentence_of_the_setting(name: str) -> None:
    knob = next(knob for knob in fields(Config) if knob.name == name)
    said = " ".join(section("settings.md", env_name(name)).split())
    assert said.startswith(knob.metadata["help"])


def test_the_commands_page_has_one_heading_for_each_command() -> None:
    assert headings("commands.md") == our_commands()


@pytest.mark.parametrize("name", our_commands())
def test_a_command_says_what_it_does(name: str) -> None:
    module = import_module(f"{get_commands()[name]}.management.commands.{name}")
    assert module.Command.help
    assert section("commands.md", name).strip()
