"""A template: its columns, and how its rows become events. One file in `sheet_templates/`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise

from nguon.base.folded_text import folded
from nguon.core.epcis import BusinessEvent
from nguon.food.exchange.rules.column import Column, Values
from nguon.food.exchange.rules.speaker import Speaker

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, kw_only=True)
class Template:
    """`leads` are the columns that the first row of an event fills in; rows below that leave the
    first of them empty, or repeat it, belong to the same event.

    `event` raises `CellFault` for rows that do not go together.
    """

    key: str
    order: int
    icon: str
    title: str | Promise
    purpose: str | Promise
    columns: tuple[Column, ...]
    event: Callable[[Sequence[Values], Speaker], BusinessEvent]
    leads: tuple[str, ...] = ()
    examples: tuple[tuple[str, ...], ...] = ()

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def titles(self, column: Column) -> Iterator[str]:
        """The folded headings under which a column is found, in every language."""
        yield folded(column.key)
        for language in LANGUAGES:
            with speaking(language):
                yield folded(str(column.title))
        for title in column.other_titles:
            yield folded(title)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    with translation.override(language):
        yield
