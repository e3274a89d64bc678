"""Identifiers that GS1 has no say in: one spelling, and the kind their shape tells (CBV 2.0 §8)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nguon.core.gs1.identity import Kind

_WEB = re.compile(r"(https?)://([^/?#]*)([^?#]*)(.*)\Z", re.IGNORECASE | re.DOTALL)
_URN = re.compile(r"urn:([a-z0-9][a-z0-9-]{0,31}):(.*)\Z", re.IGNORECASE | re.DOTALL)
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"(.*@)?(\[[^\]]*\]|[^:@]*)(:[0-9]*)?\Z", re.DOTALL)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}

_SHAPES: Mapping[str, Kind] = {
    "obj": "instance",
    "class": "class",
    "loc": "place",
    "bt": "document",
}
_SHAPE_IN_PATH = re.compile(r"/(obj|class|loc|bt)/[^/]+\Z")
_SHAPE_IN_URN = re.compile(r":(obj|class|loc|bt):[^:]")


def normalise(text: str) -> str:
    """RFC 3986 §6.2.2 and no more: what a server might tell apart stays apart."""
    if found := _WEB.match(text):
        scheme, host, path, rest = found.groups()
        scheme = scheme.lower()
        return f"{scheme}://{_host(host, scheme)}{_escapes(path)}{_escapes(rest)}"
    if found := _URN.match(text):
        space, rest = found[1].lower(), _escapes(found[2])
        return f"urn:{space}:{rest.lower() if space == 'uuid' else rest}"
    return text


def kind_by_shape(canonical: str) -> Kind:
    if found := _WEB.match(canonical):
        shape = _SHAPE_IN_PATH.search(found[3])
    else:
        shape = _SHAPE_IN_URN.search(canonical) if canonical.startswith("urn:") else None
    return _SHAPES[shape[1]] if shape else "unknown"


def _host(text: str, scheme: str) -> str:
    found = _HOST.match(text)
    if found is None:
        return text
    user, name, port = found.groups(default="")
    return user + name.lower() + ("" if port == _DEFAULT_PORTS[scheme] else port)


def _escapes(text: str) -> str:
    """Left alone if it holds a broken escape: mending a part could make a whole one of it."""
    if "%" not in text or _BROKEN_ESCAPE.search(text):
        return text
    return _ESCAPE.sub(_one_escape, text)


def _one_escape(found: re.Match[str]) -> str:
    character = chr(int(found.group()[1:], 16))
    return character if _UNRESERVED.match(character) else found.group().upper()
