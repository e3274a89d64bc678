"""The one comparable form of a GS1 key and what kind of thing it names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from nguon.core.gs1.digital_link_path import Pairs
from nguon.core.gs1.uri_text import link

Kind = Literal["instance", "class", "place", "party", "document", "unknown"]

_KINDS: Mapping[str, Kind] = {
    "00": "instance",
    "01": "class",
    "253": "class",
    "255": "class",
    "401": "instance",
    "402": "instance",
    "414": "place",
    "415": "party",
    "417": "party",
    "8003": "class",
    "8004": "instance",
    "8006": "class",
    "8010": "class",
    "8013": "class",
    "8017": "instance",
    "8018": "instance",
}
_MADE_INSTANCE_BY = frozenset({"21", "235", "8011"})
# Keys whose serial stands inside the value: how long the value is without one.
_BARE_LENGTH: Mapping[str, tuple[int, Kind]] = {
    "253": (13, "document"),
    "255": (13, "instance"),
    "8003": (14, "instance"),
}


def finest_pairs(pairs: Pairs) -> Pairs:
    """Only what is needed to tell the thing from others (CBV 2.0 §8).

    A serial number is unique within its GTIN, so lot and variant before it say nothing more.
    The ITIP follows its GTIN in this.
    """
    if len(pairs) < 3:
        return pairs
    key, *qualifiers = pairs
    for finest in ("21", "10"):
        if found := [pair for pair in qualifiers if pair[0] == finest]:
            return (key, found[0])
    return pairs


def kind_of(pairs: Pairs) -> Kind:
    ai, value = pairs[0]
    if ai in _BARE_LENGTH:
        bare, kind = _BARE_LENGTH[ai]
        return kind if len(value) > bare else "class"
    if any(qualifier in _MADE_INSTANCE_BY for qualifier, _ in pairs[1:]):
        return "instance"
    if ai == "415" and len(pairs) > 1:
        return "document"
    return _KINDS[ai]


def canonical_link(pairs: Pairs) -> str:
    return link(finest_pairs(pairs))
