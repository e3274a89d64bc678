"""Which identifier a lot, a dish or a sample box carries.

A supplier's own code is used as it is, so that the kitchen's acts and the supplier's events meet
in one graph. Goods without a usable code get a class id of ours (CBV 2.0 §8), made from the id of
the record and therefore the same at every replay.
"""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.conf import settings

from nguon.core.gs1 import (
    Gs1Error,
    Lgtin,
    OwnIdentifier,
    identify,
    identify_scan,
    mint_own_identifier,
)

LOT_KEYS = ("10", "21", "00")
"""Lot, serial and SSCC: what tells one delivery from another; a bare GTIN does not."""


@dataclass(frozen=True)
class LotIdentity:
    uri: str
    code: str
    is_suppliers: bool


def own_class(seed: UUID, purpose: str) -> LotIdentity:
    """A class (lot) id that anybody replaying the record arrives at again."""
    own = mint_own_identifier("class", _entropy(seed, purpose), host=settings.NGUON_IDENTIFIER_HOST)
    return LotIdentity(own.uri, own.spoken, is_suppliers=False)


def own_object(seed: UUID, purpose: str) -> LotIdentity:
    own = mint_own_identifier("obj", _entropy(seed, purpose), host=settings.NGUON_IDENTIFIER_HOST)
    return LotIdentity(own.uri, own.spoken, is_suppliers=False)


def own_place(seed: UUID, purpose: str) -> LotIdentity:
    own = mint_own_identifier("loc", _entropy(seed, purpose), host=settings.NGUON_IDENTIFIER_HOST)
    return LotIdentity(own.uri, own.spoken, is_suppliers=False)


def lot_of_delivery(root_id: UUID, *, lot_code: str, gtin: str) -> LotIdentity:
    """The supplier's lot if its code names one for all the world, else one of ours.

    A bare batch number means nothing outside the maker's walls unless the GTIN is known too.
    """
    return _supplied(lot_code, gtin=gtin) or own_class(root_id, "received")


def _supplied(lot_code: str, *, gtin: str) -> LotIdentity | None:
    if not lot_code:
        return None
    try:
        known = identify_scan(lot_code)
        if known.scheme == "private" and gtin:
            known = identify(Lgtin.of(gtin, lot_code).as_digital_link())
    except Gs1Error:
        return None
    if known.scheme == "own" and known.kind in ("class", "instance"):
        spoken = OwnIdentifier.parse(known.canonical).spoken
        return LotIdentity(known.canonical, spoken, is_suppliers=True)
    named = [known.keys[key] for key in LOT_KEYS if key in known.keys]
    if known.scheme == "gs1" and named:
        return LotIdentity(known.canonical, named[0], is_suppliers=True)
    return None


def _entropy(seed: UUID, purpose: str) -> bytes:
    return sha256(f"{purpose}:{seed}".encode()).digest()
