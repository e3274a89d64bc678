"""What is wrong with a cell: what, what was expected, what came, what to do."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Fault:
    what: str
    expected: str = ""
    got: str = ""
    todo: str = ""

    @property
    def text(self) -> str:
        """All of it in one line, as it stands in the column «Lỗi»."""
        parts = [self.what]
        if self.expected:
            parts.append(_("Expected: %(expected)s.") % {"expected": self.expected})
        if self.got:
            parts.append(_("Got: “%(got)s”.") % {"got": shortened(self.got)})
        return " ".join([*parts, self.todo]).strip()


class CellFault(ValueError):
    """One cell cannot be taken as it is."""

    def __init__(self, what: str, *, expected: str = "", got: object = "", todo: str = "") -> None:
        self.fault = Fault(what, expected, str(got), todo)
        super().__init__(self.fault.text)


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
