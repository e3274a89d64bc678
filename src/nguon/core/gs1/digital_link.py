"""GS1 Digital Link, URI Syntax 1.6: read strictly, written in one form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from nguon.core.gs1.digital_link_path import Pairs, read_pairs, split_path
from nguon.core.gs1.errors import DigitalLinkError

_WHAT = "DIGITAL LINK"
_URI = re.compile(r"(https?|HTTPS?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?\Z", re.DOTALL)
_LEGAL = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*\Z")
_HOST = re.compile(r"(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?\Z")


@dataclass(frozen=True, slots=True)
class DigitalLink:
    """`path` is the key and its qualifiers in order, the GTIN with 14 digits."""

    host: str
    stem: str
    path: Pairs

    @classmethod
    def parse(cls, text: str, *, allow_restricted: bool = False) -> Self:
        found = _URI.match(text)
        if found is None:
            raise DigitalLinkError("scheme", _WHAT, got=text)
        if _LEGAL.match(text) is None:
            raise DigitalLinkError("uri_characters", _WHAT, got=text)
        _, host, path, _, _ = found.groups()
        if _HOST.match(host) is None:
            raise DigitalLinkError("host", _WHAT, got=host)
        split = split_path(path)
        pairs = read_pairs(split.pairs, allow_restricted=allow_restricted)
        return cls(host.lower(), split.stem, pairs)
