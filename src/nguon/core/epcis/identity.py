"""What `core.gs1` says of a URI, remembered: the same few thousand ids come again and again."""

import re
from functools import lru_cache
from typing import NamedTuple

from nguon.core.gs1 import Gs1Error, identify


class Identity(NamedTuple):
    """The canonical form and kind of a URI, or why it is not the GS1 identifier it looks like."""

    canonical: str
    kind: str
    gtin: str = ""
    error: Gs1Error | None = None


LONGEST_REMEMBERED = 256

_SURE_SHAPE = re.compile(r"/(?:00|01|402|414|415|417|8006|8017|8018)/[0-9]")


def _may_be_anything(uri: str) -> bool:
    """Whether a faulty Digital Link may as well be somebody's own web address.

    On a host of one's own only the keys of fixed length are surely GS1's: what follows /8003/ or
    /8004/ there can be a model number. OpenEPCIS's own documents hold such a «GRAI».
    """
    head = uri.lower()
    if not head.startswith(("http://", "https://")) or "://id.gs1.org/" in head:
        return False
    return _SURE_SHAPE.search(uri) is None


def identity_of(uri: str) -> Identity:
    """Never raises: a URI that GS1's rules refuse keeps its own text and is of unknown kind."""
    return _remembered(uri) if len(uri) <= LONGEST_REMEMBERED else _identity(uri)


def _identity(uri: str) -> Identity:
    try:
        identifier = identify(uri)
    except Gs1Error as error:
        return Identity(uri, "unknown", error=None if _may_be_anything(uri) else error)
    return Identity(identifier.canonical, identifier.kind, identifier.keys.get("01", ""))


_remembered = lru_cache(maxsize=65536)(_identity)
