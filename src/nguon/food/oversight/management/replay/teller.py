"""Prints the walk line by line, with the clock of the story and the time it really took."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

T = TypeVar("T")


@dataclass
class Teller:
    """Every line that claims something is compared with what the story demands."""

    write: Callable[[str], object]
    faults: list[str] = field(default_factory=list)
    checked: int = 0
    took: dict[str, float] = field(default_factory=dict)
    """Milliseconds of each step, by its title."""

    def chapter(self, title: str) -> None:
        self.write("")
        self.write(title)

    def step(self, at: datetime, title: str, deed: Callable[[], T]) -> T:
        """Does it, and prints when it happens in the story and how long it really took."""
        began = time.perf_counter()
        done = deed()
        took = (time.perf_counter() - began) * 1000
        self.took[title] = took
        self.write(f"{localtime(at):%H:%M}  {took:6.0f} ms  {title}")
        return done

    def say(self, line: str) -> None:
        self.write(f"{'':18}{line}")

    def check(self, said: str, got: object, demanded: object) -> None:
        """`said` is printed as it is; if the answer is another, both are named."""
        self.checked += 1
        if got == demanded:
            self.write(f"{'':16}✓ {said}")
            return
        self.write(f"{'':16}✗ {said}")
        words = {"demanded": demanded, "got": got}
        fault = _("demanded by the story: %(demanded)s; got: %(got)s") % words
        self.write(f"{'':18}{fault}")
        self.faults.append(f"{said}: {fault}")
