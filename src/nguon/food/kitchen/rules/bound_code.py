"""A pre-printed code that a record binds to a sample or a lot: read, and said in one spelling."""

from contextlib import suppress

from django.conf import settings
from django.utils.translation import gettext as _

from nguon.core.gs1 import Gs1Error, OwnIdentifier, identify_scan
from nguon.food.kitchen.rules.reading import Reader


def bound_code(text: str) -> str:
    """The canonical URI of the thing whose code was scanned or typed.

    An `/obj/` identifier in any spelling, its code alone (then of this installation), or another
    identifier of one single thing, such as the SSCC or the serial number on a crate. Raises
    ValueError for anything else: a class or a place is no label.
    """
    written = text.strip()
    with suppress(Gs1Error):
        own = OwnIdentifier.parse(written)
        if own.kind == "obj":
            return own.uri
    bare = written.replace(" ", "")
    if "/" not in bare and ":" not in bare and "(" not in bare:
        host = settings.NGUON_IDENTIFIER_HOST
        with suppress(Gs1Error):
            return OwnIdentifier.parse(f"https://{host}/obj/{bare}").uri
    known = identify_scan(written)
    if known.kind != "instance" or known.scheme == "private":
        raise ValueError(text)
    return known.canonical


def said_code(r: Reader, name: str, text: str) -> str:
    """The member of a body as a canonical identifier; a misread code is a fault."""
    if not text:
        return ""
    try:
        return bound_code(text)
    except ValueError:
        wanted = _("a code from a label, as scanned or with its last character")
        r.fault(name, _("This is not the code of a label."), expected=wanted, got=text)
        return ""


def spoken_code(uri: str) -> str:
    """As people read it aloud: the code in groups, or the whole identifier of somebody else."""
    with suppress(Gs1Error):
        own = OwnIdentifier.parse(uri)
        if own.host == settings.NGUON_IDENTIFIER_HOST:
            return own.spoken
    return uri


def scanned_code(uri: str) -> str:
    """In the one spelling that a phone compares: the bare code, or the identifier as it is."""
    with suppress(Gs1Error):
        own = OwnIdentifier.parse(uri)
        if own.host == settings.NGUON_IDENTIFIER_HOST:
            return own.code
    return uri
