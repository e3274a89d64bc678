"""A parameter with its own brute-force reading, and what all makers of them share."""

from dataclasses import dataclass
from random import Random
from typing import Any

from tests.food.trace.query_oracle.brute_force import Predicate, full, word

PREFIXES = {
    "q": "https://ex.example/",
    "o": "https://other.example/ns_1/",
    "v": "http://ns.example/v#",
}


@dataclass(frozen=True)
class Asked:
    """`value` is the JSON form, `text` the same for a URL."""

    name: str
    value: Any
    text: str
    holds: Predicate
    url_holds: Predicate


class Maker:
    def __init__(self, random: Random) -> None:
        self.random = random

    def one(self, pool: Any) -> Any:
        return self.random.choice(list(pool))

    def some(self, pool: Any) -> list[Any]:
        listed = list(pool)
        return self.random.sample(listed, self.random.randint(1, min(2, len(listed))))

    def listed(self, name: str, pool: Any, holds: Any) -> Asked:
        values = self.some(pool)
        return asked(name, values, holds(values))


def asked_words(values: list[str]) -> list[str]:
    return [word(full(value, PREFIXES)) for value in values]


def asked(name: str, value: Any, holds: Predicate) -> Asked:
    return Asked(name, value, url_text(value), holds, holds)


def url_text(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(url_text(one) for one in value)
    return str(value).lower() if isinstance(value, bool) else str(value)
