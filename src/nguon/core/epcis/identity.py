"""What `core.gs1` says of a URI, remembered: the same few thousand ids come again and again."""

import re
from collections.abc import Callable
from typing import NamedTuple

from nguon.core.epcis.fault import Fault
from nguon.core.epcis.memory import Memory
from nguon.core.epcis.uris import uri_fault
from nguon.core.gs1 import Gs1Error, identify
from nguon.core.gs1.check_digits import check_digit, has_check_digit
from nguon.core.gs1.prefixes import why_not_global


class Identity(NamedTuple):
    """The canonical form and kind of a URI, or why it may not stand for an identifier.

    `gtin` and `lot` are its keys 01 and 10; `is_gs1` says whether GS1's rules made it.
    """

    canonical: str
    kind: str
    gtin: str = ""
    fault: Fault | None = None
    lot: str = ""
    is_gs1: bool = False


LONGEST_IDENTIFIER = 2048
"""What every index and every address bar takes."""

_SURE_SHAPE = re.compile(r"/(?:00|01|402|414|415|417|8006|8017|8018)/[0-9]")


def _may_be_anything(uri: str) -> bool:
    """Whether a faulty Digital Link may as well be somebody's own web address.

    On a host of one's own only the keys of fixed length are surely GS1's: what follows /8003/ or
    /8004/ there can be a model number. OpenEPCIS's own documents hold such a «GRAI».
    """
    head = uri.lower()
    if not head.startswith(("http://", "https://")) or "://id.gs1.org/" in head:
        return False
    return _SURE_SHAPE.search(uri) is None


def length_fault(uri: str) -> Fault | None:
    if len(uri) <= LONGEST_IDENTIFIER:
        return None
    return Fault("identifier-too-long", str(LONGEST_IDENTIFIER), str(len(uri)))


_TRADE_ITEM = re.compile(
    r"urn:epc:(id:sgtin|class:lgtin):([0-9]{6,12})\.([0-9]{1,7})\.([0-9A-Za-z-]{1,20})", re.ASCII
)
_TRADE_ITEM_LINK = re.compile(
    r"https://id\.gs1\.org/01/([0-9]{14})/(10|21)/([0-9A-Za-z-]{1,20})", re.ASCII
)
_DIGITS_OF_GTIN = 13


def _work_out(uri: str) -> Identity:
    """Never raises: text that is no URI, or that GS1's rules refuse, keeps itself as its name."""
    if (known := _trade_item(uri)) is not None:
        # Its canonical form will be asked for as well, to tell lots from trade items.
        _answers[known.canonical] = known
        return known
    if (fault := uri_fault(uri)) is not None:
        return Identity(uri, "unknown", fault=fault)
    if (fault := length_fault(uri)) is not None:
        return Identity(uri, "unknown", fault=fault)
    try:
        identifier = identify(uri)
    except Gs1Error as error:
        if _may_be_anything(uri):
            return Identity(uri, "unknown")
        reasons = {"reason_vi": error.text("vi"), "reason_en": error.text("en")}
        return Identity(uri, "unknown", fault=Fault("identifier", got=uri, **reasons))
    keys = identifier.keys
    return Identity(
        identifier.canonical,
        identifier.kind,
        keys.get("01", ""),
        lot=keys.get("10", ""),
        is_gs1=identifier.scheme == "gs1",
    )


def _trade_item(uri: str) -> Identity | None:
    """The short way for what most events name, lots and single items with a plain number.

    None sends it the long way, which answers the same: a test compares them.
    """
    if found := _TRADE_ITEM.fullmatch(uri):
        scheme, prefix, reference, number = found.groups()
        digits = reference[0] + prefix + reference[1:]
        if len(digits) != _DIGITS_OF_GTIN:
            return None
        gtin, qualifier = digits + check_digit(digits), "10" if scheme == "class:lgtin" else "21"
    elif found := _TRADE_ITEM_LINK.fullmatch(uri):
        gtin, qualifier, number = found.groups()
        if not has_check_digit(gtin):
            return None
    else:
        return None
    if why_not_global(gtin) is not None:
        return None
    link = f"https://id.gs1.org/01/{gtin}/{qualifier}/{number}"
    if qualifier == "10":
        return Identity(link, "class", gtin, lot=number, is_gs1=True)
    return Identity(link, "instance", gtin, is_gs1=True)


_answers = Memory(_work_out)
identity_of: Callable[[str], Identity] = _answers.__getitem__
