"""What `core.gs1` says of a URI, remembered: the same few thousand ids come again and again."""

from functools import lru_cache
from typing import NamedTuple

from nguon.core.gs1 import Gs1Error, identify


class Identity(NamedTuple):
    """The canonical form and kind of a URI, or why it is not the GS1 identifier it looks like."""

    canonical: str
    kind: str
    error: Gs1Error | None = None


LONGEST_REMEMBERED = 256


def identity_of(uri: str) -> Identity:
    """Never raises: a URI that GS1's rules refuse keeps its own text and is of unknown kind."""
    return _remembered(uri) if len(uri) <= LONGEST_REMEMBERED else _identity(uri)


def _identity(uri: str) -> Identity:
    try:
        identifier = identify(uri)
    except Gs1Error as error:
        return Identity(uri, "unknown", error)
    return Identity(identifier.canonical, str(identifier.kind), None)


_remembered = lru_cache(maxsize=65536)(_identity)
