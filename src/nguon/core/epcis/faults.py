"""What can be wrong with one piece of text: each function answers with a fault or None.

Answers are remembered, since documents repeat the same few ids and words; long texts are not,
so that nobody can fill the memory with them.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address
from typing import NamedTuple, TypeAlias

from nguon.core.epcis.cbv import WORD_LISTS, Vocabulary, canonical_word
from nguon.core.epcis.identity import LONGEST_REMEMBERED, identity_of
from nguon.core.epcis.instants import is_zone_offset, lacks_offset, read_instant


class Fault(NamedTuple):
    """A problem that does not know yet where it stands."""

    code: str
    expected: str = ""
    got: str = ""
    reason_vi: str = ""
    reason_en: str = ""


FaultOf: TypeAlias = Callable[[str], Fault | None]

DANGEROUS_SCHEMES = frozenset(
    ["about", "blob", "data", "file", "filesystem", "jar", "javascript", "vbscript", "view-source"]
)
"""Schemes that run code or read the disk of whoever opens the link."""

_PCHAR = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"
_URI = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*):"
    r"(?://(?:(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*@)?"
    r"(?:\[(?P<literal>[^\]/?#]*)\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)(?::[0-9]*)?"
    rf"(?:/{_PCHAR}*)*"
    rf"|/(?:{_PCHAR}+(?:/{_PCHAR}*)*)?"
    rf"|{_PCHAR}+(?:/{_PCHAR}*)*"
    r"|)"
    rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
)
_IP_FUTURE = re.compile(r"[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+")
_CBV_IN_JSON = re.compile(r"urn:epcglobal:cbv|https?://ns\.gs1\.org/cbv/")
_VOC_IN_JSON = re.compile(r"https?://(?:www\.)?gs1\.org/voc/")
_UOM = re.compile(r"[A-Z0-9]{2,3}")
_HEX = re.compile(r"[0-9A-Fa-f]+")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_FROM_VOC = frozenset([Vocabulary.MEASUREMENT_TYPE, Vocabulary.SENSOR_ALERT_TYPE])


def remembered(fault: FaultOf) -> FaultOf:
    """The same answers, looked up instead of worked out when the text came before."""
    cached = lru_cache(maxsize=65536)(fault)
    return lambda text: cached(text) if len(text) <= LONGEST_REMEMBERED else fault(text)


def is_uri(text: str) -> bool:
    """Whether it is a URI of RFC 3986 with its scheme; a CURIE such as `example:x` is one too."""
    found = _URI.fullmatch(text)
    if found is None:
        return False
    literal = found["literal"]
    return literal is None or _is_ip_literal(literal)


def _is_ip_literal(text: str) -> bool:
    if _IP_FUTURE.fullmatch(text):
        return True
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return "%" not in text


@remembered
def uri_fault(text: str) -> Fault | None:
    if not is_uri(text):
        return Fault("uri-form", got=text)
    scheme = text.partition(":")[0].lower()
    return Fault("uri-scheme", got=scheme) if scheme in DANGEROUS_SCHEMES else None


@remembered
def identifier_fault(text: str) -> Fault | None:
    """Of a URI where an EPC, class, place, party or document may stand."""
    if (fault := uri_fault(text)) is not None:
        return fault
    error = identity_of(text).error
    if error is None:
        return None
    return Fault("identifier", got=text, reason_vi=error.text("vi"), reason_en=error.text("en"))


@remembered
def instance_fault(text: str) -> Fault | None:
    """Of a URI in a list of single things."""
    if (fault := identifier_fault(text)) is not None:
        return fault
    return Fault("class-not-instance", got=text) if identity_of(text).kind == "class" else None


@remembered
def class_fault(text: str) -> Fault | None:
    """Of a URI in a quantity list."""
    if (fault := identifier_fault(text)) is not None:
        return fault
    return Fault("instance-not-class", got=text) if identity_of(text).kind == "instance" else None


def time_fault(text: str) -> Fault | None:
    if read_instant(text) is not None:
        return None
    if lacks_offset(text):
        return Fault("time-without-offset", got=text)
    year, rest = text[:4], text[4:]
    stand_in = {"0000": "2000", "0001": "2001", "9999": "2001"}.get(year)
    if stand_in and read_instant(stand_in + rest) is not None:
        return Fault("time-unusable", got=text)
    return Fault("time-form", got=text)


@remembered
def zone_offset_fault(text: str) -> Fault | None:
    return None if is_zone_offset(text) else Fault("zone-offset", got=text)


@remembered
def action_fault(text: str) -> Fault | None:
    return None if text in ("ADD", "OBSERVE", "DELETE") else Fault("action", got=text)


@remembered
def uom_fault(text: str) -> Fault | None:
    return None if _UOM.fullmatch(text) else Fault("uom-form", got=text)


@remembered
def hex_fault(text: str) -> Fault | None:
    return None if _HEX.fullmatch(text) else Fault("hex-form", got=text)


@remembered
def version_fault(text: str) -> Fault | None:
    if not _VERSION.fullmatch(text):
        return Fault("version-form", got=text)
    return None if text.split(".")[0] == "2" else Fault("schema-version", "2.0", text)


def word_fault(vocabulary: Vocabulary) -> FaultOf:
    """Of a value from a CBV list: its bare word, or any URI that is not the word spelt out."""
    words = WORD_LISTS[vocabulary].words
    spelt_out = _VOC_IN_JSON if vocabulary in _FROM_VOC else _CBV_IN_JSON

    def fault(text: str) -> Fault | None:
        if text in words:
            return None
        if not is_uri(text):
            return Fault("word", expected=vocabulary, got=text)
        if spelt_out.match(text):
            return Fault("word-spelling", expected=canonical_word(vocabulary, text), got=text)
        return uri_fault(text)

    return remembered(fault)
