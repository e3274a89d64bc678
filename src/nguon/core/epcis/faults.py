"""What can be wrong with one piece of text: each function answers with a fault or None."""

import re

from nguon.core.epcis.cbv import WORD_LISTS, Vocabulary, canonical_word
from nguon.core.epcis.fault import Fault, FaultOf
from nguon.core.epcis.identity import identity_of, length_fault
from nguon.core.epcis.instants import is_zone_offset, lacks_offset, read_instant
from nguon.core.epcis.memory import remembered
from nguon.core.epcis.uris import is_uri, uri_fault

_CBV_IN_JSON = re.compile(r"urn:epcglobal:cbv|https?://ns\.gs1\.org/cbv/")
_VOC_IN_JSON = re.compile(r"https?://(?:www\.)?gs1\.org/voc/")
_UOM = re.compile(r"[A-Z0-9]{2,3}")
_HEX = re.compile(r"[0-9A-Fa-f]+")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_FROM_VOC = frozenset([Vocabulary.MEASUREMENT_TYPE, Vocabulary.SENSOR_ALERT_TYPE])


def identifier_fault(text: str) -> Fault | None:
    """Of a URI where an EPC, class, place, party or document may stand."""
    return identity_of(text).fault


def event_id_fault(text: str) -> Fault | None:
    return uri_fault(text) or length_fault(text)


def instance_fault(text: str) -> Fault | None:
    """Of a URI in a list of single things."""
    identity = identity_of(text)
    if identity.kind == "class":
        return Fault("class-not-instance", got=text)
    return identity.fault


def class_fault(text: str) -> Fault | None:
    """Of a URI in a quantity list."""
    identity = identity_of(text)
    if identity.kind == "instance":
        return Fault("instance-not-class", got=text)
    return identity.fault


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
            wanted = canonical_word(vocabulary, text)
            if spelt_out.match(wanted):  # of another list, or of none
                return Fault("word", expected=vocabulary, got=text)
            return Fault("word-spelling", expected=wanted, got=text)
        return uri_fault(text)

    return remembered(fault)
