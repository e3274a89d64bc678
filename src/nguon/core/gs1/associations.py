"""Which AIs need or exclude each other on one item (GenSpecs §4.14).

Parsing does not ask this: a box often carries its facts in several symbols. Ask it of all of them
together.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

from nguon.core.gs1.errors import ElementStringError

_WHAT = "ELEMENT STRING"


@dataclass(frozen=True, slots=True)
class _Need:
    ai: str
    any_of: tuple[tuple[str, ...], ...]

    def is_met(self, ais: frozenset[str]) -> bool:
        return any(all(_present(part, ais) for part in group) for group in self.any_of)


def broken_associations(ais: Iterable[str]) -> list[ElementStringError]:
    """Every need that is not met and every pair that must not be, in the order of the AIs."""
    present = frozenset(ais)
    return [*_unmet(present), *_excluded(present)]


def require_associations(ais: Iterable[str]) -> None:
    for error in broken_associations(ais):
        raise error


def _unmet(ais: frozenset[str]) -> Iterator[ElementStringError]:
    for ai in sorted(ais):
        for need in _NEEDS.get(ai, ()):
            if not need.is_met(ais):
                yield ElementStringError(
                    "required_ai", _WHAT, ai=ai, needed=_spell(need), got=_list(sorted(ais))
                )


def _excluded(ais: frozenset[str]) -> Iterator[ElementStringError]:
    ordered = sorted(ais)
    for index, ai in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if any(
                (_fits(left, ai) and _fits(right, other))
                or (_fits(left, other) and _fits(right, ai))
                for left, right in _EXCLUSIONS
            ):
                yield ElementStringError("excluded_ai", _WHAT, ai=ai, other=other)


def _present(pattern: str, ais: frozenset[str]) -> bool:
    return pattern in ais or ("n" in pattern and any(_fits(pattern, ai) for ai in ais))


def _fits(pattern: str, ai: str) -> bool:
    stem = pattern.rstrip("n")
    return len(pattern) == len(ai) and ai.startswith(stem)


def _spell(need: _Need) -> str:
    return " | ".join("".join(f"({ai})" for ai in group) for group in need.any_of)


def _list(ais: Iterable[str]) -> str:
    return "".join(f"({ai})" for ai in ais)


def _spread(ais: str) -> Iterator[str]:
    found = re.fullmatch(r"(\d+)-(\d+)", ais)
    if found is None:
        yield ais
        return
    for number in range(int(found[1]), int(found[2]) + 1):
        yield str(number).zfill(len(found[1]))


def _needs(rules: list[dict[str, list[str]]]) -> dict[str, tuple[_Need, ...]]:
    needs: dict[str, tuple[_Need, ...]] = {}
    for rule in rules:
        any_of = tuple(tuple(group.split("+")) for group in rule["any_of"])
        for ai in (ai for ais in rule["ais"] for ai in _spread(ais)):
            needs[ai] = (*needs.get(ai, ()), _Need(ai, any_of))
    return needs


def _exclusions(data: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    pairs = [
        (ai, other) for rule in data["excludes"] for ai in rule["ais"] for other in rule["others"]
    ]
    kinds = [(ai, ai) for rule in data["one_of_its_kind"] for ai in rule["ais"]]
    return (*pairs, *kinds)


_DATA = tomllib.loads(
    (resources.files("nguon.core.gs1") / "data/associations.toml").read_text("utf-8")
)
_NEEDS = _needs(_DATA["requires"])
_EXCLUSIONS = _exclusions(_DATA)
