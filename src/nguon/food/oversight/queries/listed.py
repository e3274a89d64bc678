"""A long list of an answer, of which mostly only the first page is looked at."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

T = TypeVar("T")


class Listed(Sequence[T]):
    """Rows as they were read, in their order; what is shown is made when it is looked at.

    Making ten thousand values takes as long as finding them did. `before` is called with the rows
    that will be made, and may ask the database about all of them at once.
    """

    def __init__(
        self,
        rows: Sequence[Any],
        make: Callable[[Any], T],
        *,
        before: Callable[[Sequence[Any]], object] | None = None,
    ) -> None:
        self._rows, self._make, self._before = rows, make, before

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return self._made(self._rows[place])
        return self._made([self._rows[place]])[0]

    def __iter__(self) -> Iterator[T]:
        return iter(self._made(self._rows))

    def _made(self, rows: Sequence[Any]) -> list[T]:
        if self._before is not None:
            self._before(rows)
        return [self._make(row) for row in rows]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(
            one == another for one, another in zip(self, other, strict=True)
        )

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Listed({list(self)!r})"
