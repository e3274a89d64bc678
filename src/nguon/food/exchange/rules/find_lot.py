"""Which lot a number means: one that is known, or a new one that follows from who made it.

A bare number means nothing outside the maker's walls. With a GTIN it becomes that lot of that
trade item; without one, an identifier that follows from maker, product and number, so that the
maker's own sheet and the buyer's meet in the same lot.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nguon.base.folded_text import folded
from nguon.core.gs1 import Gs1Error, Identifier, Lgtin, identify_scan, mint_own_identifier
from nguon.food.exchange.queries.register import Goods, KnownLot
from nguon.food.exchange.rules.column import Kind
from nguon.food.exchange.rules.fault import CellFault

LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class FoundLot:
    """`is_known`: events that the sender may see speak of it."""

    uri: str
    number: str
    goods: Goods
    is_known: bool


def find_lot(
    number: str, *, kind: Kind, goods: Goods, maker: str, host: str, known: Sequence[KnownLot]
) -> FoundLot:
    """`known` is what the number may mean already; `maker` who made it if it means none of that."""
    if len(number) > LONGEST_NUMBER and "/" not in number:
        raise CellFault(
            _("This lot number is too long."),
            expected=_("at most %(most)d characters") % {"most": LONGEST_NUMBER},
            got=number,
        )
    named = named_by(number, host=host)
    if named is not None:
        return _of_code(number, named, goods=goods, known=known)
    new = _new_lot(number, goods=goods, maker=maker, host=host)
    fitting = [one for one in known if _is_of(one, goods)]
    if any(one.uri == new for one in fitting) or kind == Kind.LOT_MADE:
        return FoundLot(new, number, goods, any(one.uri == new for one in known))
    if len(fitting) > 1:
        raise CellFault(
            _("Several lots of this product go by this number."),
            got=number,
            todo=_("Write the whole code: %(codes)s.")
            % {"codes": " / ".join(one.uri for one in fitting[:4])},
        )
    if fitting:
        return FoundLot(fitting[0].uri, number, goods, is_known=True)
    return FoundLot(new, number, goods, is_known=False)


def named_by(text: str, *, host: str) -> Identifier | None:
    """The lot that a whole code names for all the world; None for a bare number.

    Raises `CellFault` for a code that is wrong, or that names something else than a lot.
    """
    try:
        known = identify_scan(text, own_hosts=frozenset({host}))
    except Gs1Error as error:
        if ":" not in text and not text.startswith(("(", "]")):
            return None
        reason = error.text("en" if get_language() == "en" else "vi")
        raise CellFault(_("This code is wrong."), got=text, todo=reason) from error
    if known.scheme == "gs1":
        if "10" in known.keys and known.kind == "class":
            return known
        if text.isascii() and text.isdigit():
            return None  # a lot number that happens to look like a GTIN
        raise _no_lot(text)
    if ":" not in text:
        return None
    if known.kind != "class" and known.scheme == "own":
        raise _no_lot(text)
    return known


def _no_lot(text: str) -> CellFault:
    return CellFault(
        _("This code does not name a lot."),
        expected=_("a lot number, or a code that holds the lot (AI 10)"),
        got=text,
    )


def _of_code(text: str, named: Identifier, *, goods: Goods, known: Sequence[KnownLot]) -> FoundLot:
    gtin = named.keys.get("01", "")
    if gtin and goods.gtin and gtin != goods.gtin:
        raise CellFault(
            _("This code is of another product."),
            expected=f"GTIN {goods.gtin}",
            got=f"GTIN {gtin}",
            todo=_("Correct the product or the lot."),
        )
    number = named.keys.get("10", "") or next((o.number for o in known if o.number), "")
    is_known = any(one.uri == named.canonical for one in known)
    return FoundLot(named.canonical, number or text, goods, is_known)


def _new_lot(number: str, *, goods: Goods, maker: str, host: str) -> str:
    if goods.gtin:
        try:
            return identify_scan(Lgtin.of(goods.gtin, number).as_digital_link()).canonical
        except Gs1Error as error:
            reason = error.text("en" if get_language() == "en" else "vi")
            raise CellFault(
                _("This cannot be the lot number of a product with a GTIN."),
                expected=_("at most 20 letters, digits and signs without Vietnamese marks"),
                got=number,
                todo=reason,
            ) from error
    seed = "\n".join((maker, goods.identifier, unicodedata.normalize("NFC", number)))
    return mint_own_identifier("class", sha256(f"lot\n{seed}".encode()).digest(), host=host).uri


def _is_of(lot: KnownLot, goods: Goods) -> bool:
    """By its trade item where it has one, else by the name that its maker gave it."""
    if lot.product:
        return lot.product == goods.identifier
    return not lot.name or folded(lot.name) == folded(goods.name)
