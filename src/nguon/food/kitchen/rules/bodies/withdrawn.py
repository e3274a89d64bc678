from dataclasses import dataclass
from typing import Self

from nguon.food.kitchen.rules.reading import Reader


@dataclass(frozen=True)
class Withdrawn:
    """The record named by `supersedes` should not exist; it stays visible with the reason."""

    note: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(note=r.text("note", longest=2000, required=False))

    @property
    def happened_at(self) -> None:
        return
