"""The top-level resources of the REST binding: what members each has for whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from nguon.core.epcis import STANDARD_EVENTS, cbv, expanded
from nguon.core.epcis.query import kept_text
from nguon.core.gs1 import Gs1Error, identify
from nguon.food.trace.queries.known_values import (
    ValuePage,
    knows_thing,
    knows_value,
    page_of_things,
    page_of_values,
)
from nguon.food.trace.queries.scope import Scope

_WORD, _VALUE = "w:", "v:"


@dataclass(frozen=True)
class TopLevel:
    """One resource: the parameter that finds its events, and where its members come from.

    `column` is None for EPCs; `words` are members that everybody knows, listed first.
    """

    parameter: str
    column: str | None
    words: tuple[str, ...] = ()
    vocabulary: cbv.Vocabulary | None = None

    @property
    def has_identifiers(self) -> bool:
        return not self.words

    def canonical(self, text: str, namespaces: Mapping[str, str]) -> str:
        """The spelling that the store compares, of a name in any spelling."""
        if self.vocabulary is not None:
            word = cbv.canonical_word(self.vocabulary, text)
            return expanded(word, namespaces) if ":" in word else word
        if self.words:
            full = expanded(text, namespaces)
            bare = full.removeprefix("https://ref.gs1.org/epcis/")
            return bare if bare in self.words else full
        try:
            return identify(text).canonical
        except Gs1Error:
            return text

    def knows(self, name: str, scope: Scope) -> bool:
        """Whether the asker may know that there is such a member."""
        if name in self.words or "\0" in name or "*" in name:
            return name in self.words
        if self.column is None:
            return knows_thing(name, scope=scope)
        return knows_value(self.column, kept_text(name), scope=scope)

    def page(self, scope: Scope, *, cursor: str | None, limit: int) -> ValuePage:
        if self.column is None:
            return page_of_things(scope=scope, cursor=cursor, limit=limit)
        if cursor is not None and cursor.startswith(_VALUE):
            return self._values(scope, cursor.removeprefix(_VALUE), limit)
        last = (cursor or "").removeprefix(_WORD)
        ahead = [word for word in self.words if word > last]
        if len(ahead) > limit:
            return ValuePage(ahead[:limit], _WORD + ahead[limit - 1])
        if len(ahead) < limit:
            rest = self._values(scope, "", limit - len(ahead))
            return replace(rest, values=[*ahead, *rest.values])
        more = self._values(scope, "", 1).values
        return ValuePage(ahead, _VALUE if more else None)

    def _values(self, scope: Scope, after: str, limit: int) -> ValuePage:
        found = page_of_values(str(self.column), scope=scope, cursor=after or None, limit=limit)
        return ValuePage(found.values, found.next_cursor and _VALUE + found.next_cursor)


EVENT_TYPES = TopLevel("eventType", "type", tuple(sorted(STANDARD_EVENTS)))
EPCS = TopLevel("MATCH_anyEPC", None)
READ_POINTS = TopLevel("EQ_readPoint", "read_point")
BIZ_LOCATIONS = TopLevel("EQ_bizLocation", "biz_location")
BIZ_STEPS = TopLevel(
    "EQ_bizStep", "biz_step", tuple(sorted(cbv.BIZ_STEPS)), cbv.Vocabulary.BIZ_STEP
)
DISPOSITIONS = TopLevel(
    "EQ_disposition", "disposition", tuple(sorted(cbv.DISPOSITIONS)), cbv.Vocabulary.DISPOSITION
)
