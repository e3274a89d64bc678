"""Primary keys of GS1 Digital Link and what may follow each in the path (URI Syntax 1.6 §4.8)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nguon.core.gs1.character_sets import require_text
from nguon.core.gs1.check_digits import is_digits
from nguon.core.gs1.errors import KeyValueError
from nguon.core.gs1.keys import (
    Cpid,
    Gcn,
    Gdti,
    Giai,
    Ginc,
    Gln,
    Gmn,
    Grai,
    Gsin,
    Gsrn,
    Gsrnp,
    Gtin,
    Itip,
    Lot,
    Pgln,
    Serial,
    Sscc,
    ThirdPartySerial,
)

_IMPORTER_INDEX = re.compile(r"[0-9][!-?A-Z_a-z]{2}[-0-9A-Z_a-z]\Z")


@dataclass(frozen=True, slots=True)
class PrimaryKey:
    """`sequences` are the qualifiers in their only order; a link keeps to one of them."""

    ai: str
    read: Callable[[str], str]
    sequences: tuple[tuple[str, ...], ...] = ()

    @property
    def qualifiers(self) -> frozenset[str]:
        return frozenset(ai for sequence in self.sequences for ai in sequence)

    def sequence_for(self, ais: tuple[str, ...]) -> tuple[str, ...] | None:
        """The first sequence that holds all of `ais`, in whatever order they come."""
        return next((s for s in self.sequences if set(ais) <= set(s)), None)

    def is_ordered(self, ais: tuple[str, ...]) -> bool:
        if not ais:
            return True
        sequence = self.sequence_for(ais)
        return sequence is not None and tuple(a for a in sequence if a in ais) == ais


_ITEM = ("22", "10", "21")

PRIMARY_KEYS: Mapping[str, PrimaryKey] = {
    key.ai: key
    for key in (
        PrimaryKey("00", lambda text: Sscc.parse(text).value),
        PrimaryKey("01", lambda text: Gtin.parse(text).value, (_ITEM, ("235",))),
        PrimaryKey("253", lambda text: Gdti.parse(text).value),
        PrimaryKey("255", lambda text: Gcn.parse(text).value),
        PrimaryKey("401", lambda text: Ginc.parse(text).value),
        PrimaryKey("402", lambda text: Gsin.parse(text).value),
        PrimaryKey("414", lambda text: Gln.parse(text).value, (("254",), ("7040",))),
        PrimaryKey("415", lambda text: Gln.parse(text).value, (("8020",),)),
        PrimaryKey("417", lambda text: Pgln.parse(text).value, (("7040",),)),
        PrimaryKey("8003", lambda text: Grai.parse(text).value),
        PrimaryKey("8004", lambda text: Giai.parse(text).value, (("7040",),)),
        PrimaryKey("8006", lambda text: Itip.parse(text).value, (_ITEM,)),
        PrimaryKey("8010", lambda text: Cpid.of(text).part, (("8011",),)),
        PrimaryKey("8013", lambda text: Gmn.parse(text).value),
        PrimaryKey("8017", lambda text: Gsrnp.parse(text).value, (("8019",),)),
        PrimaryKey("8018", lambda text: Gsrn.parse(text).value, (("8019",),)),
    )
}


def _read_importer_index(text: str) -> str:
    if _IMPORTER_INDEX.match(text) is None:
        raise KeyValueError("form", "UIC+EXT", form="N1 X3", got=text)
    return text


def _read_service_instance(text: str) -> str:
    if not 1 <= len(text) <= 10 or not is_digits(text):
        raise KeyValueError("not_digits", "SRIN", length="1–10", got=text)
    return text


def _read_part_serial(text: str) -> str:
    serial = Cpid.of("0000", text).serial
    return text if serial is None else serial


QUALIFIERS: Mapping[str, Callable[[str], str]] = {
    "10": lambda text: Lot.parse(text).value,
    "21": lambda text: Serial.parse(text).value,
    "22": lambda text: require_text(text, 20, "CPV"),
    "235": lambda text: ThirdPartySerial.parse(text).value,
    "254": lambda text: require_text(text, 20, "GLN EXTENSION"),
    "7040": _read_importer_index,
    "8011": _read_part_serial,
    "8019": _read_service_instance,
    "8020": lambda text: require_text(text, 25, "REF No."),
}
