"""What `core.gs1` says of a URI, remembered: the same few thousand ids come again and again."""

import re
from typing import NamedTuple

from nguon.core.epcis.fault import Fault
from nguon.core.epcis.memory import remembered
from nguon.core.epcis.uris import uri_fault
from nguon.core.gs1 import Gs1Error, identify


class Identity(NamedTuple):
    """The canonical form and kind of a URI, or why it may not stand for an identifier."""

    canonical: str
    kind: str
    gtin: str = ""
    fault: Fault | None = None


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


@remembered
def identity_of(uri: str) -> Identity:
    """Never raises: text that is no URI, or that GS1's rules refuse, keeps itself as its name."""
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
    return Identity(identifier.canonical, identifier.kind, identifier.keys.get("01", ""))
