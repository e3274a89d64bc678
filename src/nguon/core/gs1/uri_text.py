"""Percent-encoding as GS1 Digital Link and the EPC URNs want it (RFC 3986 §2, TDS §6)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

CANONICAL_STEM = "https://id.gs1.org"

_PLAIN = re.compile(r"[A-Za-z0-9._~-]*\Z")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_URN_PLAIN = re.compile(r"[A-Za-z0-9!'()*+,.:;=_-]*\Z")
_URN_SPECIAL = re.compile(r"[\"%&/<>?#]")


def encode(value: str) -> str:
    """Every character outside the unreserved ones as %XX, in upper-case hexadecimal."""
    return value if _PLAIN.match(value) else quote(value, safe="")


def decode(text: str, *, in_query: bool = False) -> str:
    """Each %XX becomes one character (AI values are ASCII); broken escapes stay as they are.

    In a query a plus means a space, in a path it means itself.
    """
    if in_query:
        text = text.replace("+", " ")
    if "%" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text)


def encode_urn(value: str) -> str:
    """TDS leaves ! ' ( ) * + , : ; = as they are and escapes only what breaks a URN."""
    return _URN_SPECIAL.sub(lambda found: f"%{ord(found.group()):02X}", value)


def decode_urn(text: str) -> str | None:
    """The value behind one URN component, or None if it holds a raw special character."""
    if "%" not in text:
        return text if _URN_PLAIN.match(text) else None
    return decode(text) if _URN_PLAIN.match(_ESCAPE.sub("", text)) else None


def link(pairs: Iterable[tuple[str, str]], stem: str = CANONICAL_STEM) -> str:
    """The Digital Link of AI and value pairs that are already valid and in order."""
    return stem + "".join(f"/{ai}/{encode(value)}" for ai, value in pairs)
