"""A reason to refuse: where it stands, which rule it breaks, what to do, in two languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nguon.core.epcis.messages import KINDS_VI, RULES
from nguon.core.epcis.rule import Rule

LONGEST_SHOWN = 200

_KINDS = {dict: "object", list: "list", str: "text", bool: "boolean", type(None): "null"}


def kind_of(value: object) -> str:
    """What a value is called in JSON."""
    number = isinstance(value, Decimal | int | float)
    return _KINDS.get(type(value), "number" if number else "object")


@dataclass(frozen=True)
class Problem:
    """One broken rule at one place of a document.

    `path` is a JSON Pointer (RFC 6901) into the document as it was sent.
    """

    path: str
    code: str
    expected: str = ""
    got: str = ""
    reason_vi: str = ""
    reason_en: str = ""

    @property
    def known(self) -> Rule:
        return RULES[self.code]

    @property
    def rule(self) -> str:
        """The stable code with the clause it rests on."""
        return f"{self.code} ({self.known.clause})"

    @property
    def in_schema(self) -> bool:
        """Whether the JSON Schema of EPCIS 2.0.1 refuses this too."""
        return self.known.in_schema

    @property
    def message_vi(self) -> str:
        return self._fill(self.known.message_vi, KINDS_VI)

    @property
    def message_en(self) -> str:
        return self._fill(self.known.message_en, {})

    @property
    def remedy_vi(self) -> str:
        return self._fill(self.known.remedy_vi, KINDS_VI)

    @property
    def remedy_en(self) -> str:
        return self._fill(self.known.remedy_en, {})

    def message(self, language: str = "vi") -> str:
        return self.message_en if language.startswith("en") else self.message_vi

    def remedy(self, language: str = "vi") -> str:
        return self.remedy_en if language.startswith("en") else self.remedy_vi

    @property
    def event_number(self) -> int | None:
        """Which event of the document's eventList it concerns, counted from 0."""
        _, found, rest = self.path.partition("/eventList/")
        number = rest.partition("/")[0]
        return int(number) if found and number.isascii() and number.isdigit() else None

    def _fill(self, text: str, kinds: Mapping[str, str]) -> str:
        of_kind = kinds if self.code == "wrong-type" else {}
        words = {
            "expected": of_kind.get(self.expected, self.expected),
            "got": of_kind.get(self.got, _shortened(self.got)),
            "reason_vi": self.reason_vi,
            "reason_en": self.reason_en,
        }
        return re.sub(r"\{(\w+)\}", lambda found: words[found[1]], text)

    def __str__(self) -> str:
        return f"{self.path or '/'}: {self.message_en} {self.remedy_en}"


def _shortened(text: str) -> str:
    """What came, short enough to be read: a refused text may be a megabyte."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


class EpcisError(ValueError):
    """Something that cannot be taken as EPCIS; says why in `problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class UnreadableError(EpcisError):
    """Not even JSON that every reader would read the same way."""


class MalformedError(EpcisError):
    """JSON, but a member has not the form that EPCIS gives it."""
