"""The front door for scanners and cameras: a URI, an element string or a bare EAN-13."""

from __future__ import annotations

import re

from nguon.core.gs1.digital_link import path_of
from nguon.core.gs1.element_string import GROUP_SEPARATOR, ElementString
from nguon.core.gs1.errors import Gs1Error, IdentifierError
from nguon.core.gs1.identify import Identifier, identify
from nguon.core.gs1.uri_text import link

# Symbols that are not in GS1 mode and hold text, most often a web address.
_PLAIN_SYMBOLS = frozenset({"]Q1", "]Q2", "]d1", "]z0", "]L0", "]L2"})
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BARE_GTIN = re.compile(r"[0-9]{12,14}\Z")
_MARKED = (GROUP_SEPARATOR, "]", "(")


def identify_scan(text: str, *, own_hosts: frozenset[str] = frozenset()) -> Identifier:
    """What a scanned or typed code names; attributes such as a use-by date are left out.

    Raises IdentifierError if the text bears a mark of GS1 (FNC1, AIM identifier, brackets) and is
    wrong. Without a mark it may be any batch number, and stays private unless it reads well.
    """
    if text[:3] in _PLAIN_SYMBOLS:
        text = text[3:]
    if _URI.match(text):
        return identify(text, own_hosts=own_hosts)
    try:
        known = identify(link(path_of(_read(text).values)))
    except Gs1Error as error:
        if text.startswith(_MARKED):
            raise IdentifierError.because(error) from error
        return identify(text, own_hosts=own_hosts)
    return Identifier(text, known.canonical, known.kind, known.scheme, known.keys)


def _read(text: str) -> ElementString:
    if text.isascii() and text.isdigit() and len(text) < 16 and not _BARE_GTIN.match(text):
        raise IdentifierError("form", "ELEMENT STRING", form="(01)…", got=text)
    return ElementString.parse_scan(text)
