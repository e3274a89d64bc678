"""What was in a container, from when until when: a replay of the container's own story.

Rules, in the order of (event time, event number):

- ADD and OBSERVE put the named children in (OBSERVE only those not seen before); DELETE takes the
  named children out, and all of them if it names none (EPCIS 2.0 §7.4.3).
- A lot put in with an amount stays until as much was taken out, where all amounts are known in
  one unit; otherwise the first DELETE that names it ends its stay.
- A thing with an identity of its own (not a lot) leaves when it is put into another container,
  used up by a transformation, or deleted.
- When a container is itself used up by a transformation, what was in it went into that
  transformation; its contents may be drawn on again, but **the next filling starts empty**.
- A container deleted by an ObjectEvent is empty.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from nguon.food.trace.queries.moment import Moment


class Deed(Enum):
    FILL = "fill"
    SEEN = "seen"
    TAKE_OUT = "take out"
    EMPTY = "empty"
    USED = "used"
    LEAVES = "leaves"


@dataclass(frozen=True, slots=True)
class Child:
    content: int
    quantity: Decimal | None = None
    uom: str | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to the container, or (LEAVES) to a child somewhere else."""

    at: Moment
    deed: Deed
    children: tuple[Child, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """One content's time in the container; `until` None: still there."""

    content: int
    since: Moment
    until: Moment | None = None
    quantity: Decimal | None = None
    uom: str | None = None


@dataclass(slots=True)
class _Inside:
    since: Moment
    amount: Decimal | None
    uom: str | None
    left: Decimal | None = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.amount

    def put_more(self, child: Child) -> None:
        same = child.quantity is not None and child.uom == self.uom
        if same and self.amount is not None and self.left is not None:
            self.amount += child.quantity or 0
            self.left += child.quantity or 0
        else:
            self.amount = self.left = None

    def take_out(self, child: Child) -> bool:
        """Whether nothing is left."""
        if self.left is None or child.quantity is None or child.uom != self.uom:
            return True
        self.left -= child.quantity
        return self.left <= 0


class _Story:
    def __init__(self) -> None:
        self.inside: dict[int, _Inside] = {}
        self.done: list[Stay] = []
        self.was_used = False

    def end(self, contents: Iterable[int], at: Moment) -> None:
        for content in list(contents):
            held = self.inside.pop(content, None)
            if held is not None:
                self.done.append(Stay(content, held.since, at, held.amount, held.uom))

    def fill(self, happening: Happening) -> None:
        if self.was_used:
            self.end(self.inside, happening.at)
            self.was_used = False
        for child in happening.children:
            held = self.inside.get(child.content)
            if held is None:
                self.inside[child.content] = _Inside(happening.at, child.quantity, child.uom)
            elif happening.deed is Deed.FILL:
                held.put_more(child)

    def take_out(self, happening: Happening) -> None:
        for child in happening.children:
            held = self.inside.get(child.content)
            if held is not None and held.take_out(child):
                self.end([child.content], happening.at)

    def tell(self, happening: Happening) -> None:
        match happening.deed:
            case Deed.FILL | Deed.SEEN:
                self.fill(happening)
            case Deed.TAKE_OUT:
                self.take_out(happening)
            case Deed.EMPTY:
                self.end(self.inside, happening.at)
            case Deed.LEAVES:
                self.end([child.content for child in happening.children], happening.at)
            case Deed.USED:
                self.was_used = True


def stays(happenings: Iterable[Happening]) -> list[Stay]:
    """Every stay in one container, in the order in which they began."""
    story = _Story()
    for happening in sorted(happenings, key=lambda happening: happening.at):
        story.tell(happening)
    for content, held in story.inside.items():
        story.done.append(Stay(content, held.since, None, held.amount, held.uom))
    return sorted(story.done, key=lambda stay: (stay.since, stay.content))
