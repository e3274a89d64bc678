"""Everything a person reads exists in Vietnamese, in the catalogue of the room that says it."""

import importlib.util
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]


def load_tool() -> ModuleType:
    loader = SourceFileLoader("messages_tool", str(ROOT / "tools" / "messages"))
    spec = importlib.util.spec_from_loader("messages_tool", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


TOOL = load_tool()
ROOMS = list(TOOL.rooms())


def catalogue(room: Path) -> Catalog:
    with TOOL.catalogue_of(room).open("rb") as file:
        return read_po(file, locale="vi", domain="django", abort_invalid=True)


def keys(messages: Catalog) -> set[tuple[str, str | None]]:
    return {(first(message.id), message.context) for message in messages if message.id}


def first(texts: str | tuple[str, ...] | list[str]) -> str:
    return texts if isinstance(texts, str) else texts[0]


def test_every_room_has_a_catalogue() -> None:
    rooms = {path.parent for path in (ROOT / "src" / "nguon").rglob("apps.py")}
    assert set(ROOMS) == rooms


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_message_of_the_room_is_in_its_catalogue_and_no_other(room: Path) -> None:
    used, known = keys(TOOL.extracted(room)), keys(catalogue(room))
    assert {"missing": used - known, "unused": known - used} == {
        "missing": set(),
        "unused": set(),
    }, "run «make messages», then translate what is empty"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_message_of_the_room_is_translated(room: Path) -> None:
    untranslated = [
        message.id
        for message in catalogue(room)
        if message.id and (message.fuzzy or not all(parts(message.string)))
    ]
    assert untranslated == []


def parts(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_translations_keep_the_places_for_values(room: Path) -> None:
    """A translation that lost %(lot)s shows a sentence without its lot; an extra one crashes."""
    broken = [(message.id, errors) for message, errors in catalogue(room).check() if errors]
    assert broken == []


def test_rooms_that_say_the_same_in_english_say_the_same_in_vietnamese() -> None:
    """Django merges the catalogues; of two translations one would silently win everywhere."""
    said: dict[tuple[str, str | None], set[str]] = {}
    for room in ROOMS:
        for message in catalogue(room):
            if message.id:
                key = (first(message.id), message.context)
                said.setdefault(key, set()).add(str(message.string))
    assert {key: texts for key, texts in said.items() if len(texts) > 1} == {}
