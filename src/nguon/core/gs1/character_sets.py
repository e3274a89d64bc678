"""The GS1 AI encodable character sets (GenSpecs §7.11) and the texts made of them."""

from __future__ import annotations

import re

from nguon.core.gs1.errors import KeyValueError

CSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
CSET_39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CSET_64 = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
CSET_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

_MEMBERS = {
    "CSET 82": re.compile(f"[{re.escape(CSET_82)}]*\\Z"),
    "CSET 39": re.compile(f"[{re.escape(CSET_39)}]*\\Z"),
    "CSET 64": re.compile(f"[{re.escape(CSET_64)}]*={{0,2}}\\Z"),
}


def is_cset_82(text: str) -> bool:
    return _MEMBERS["CSET 82"].match(text) is not None


def is_cset_39(text: str) -> bool:
    return _MEMBERS["CSET 39"].match(text) is not None


def is_cset_64(text: str) -> bool:
    """File-safe base64 (RFC 4648 §5); `=` only as padding to a multiple of four."""
    if _MEMBERS["CSET 64"].match(text) is None:
        return False
    return "=" not in text or len(text) % 4 == 0


def require_text(text: str, maximum: int, what: str, *, charset: str = "CSET 82") -> str:
    """`text` if it holds 1 to `maximum` characters, all of `charset`."""
    if not 1 <= len(text) <= maximum:
        raise KeyValueError("length", what, minimum=1, maximum=maximum, got=len(text))
    if _MEMBERS[charset].match(text) is None:
        raise KeyValueError("characters", what, charset=charset, got=text)
    return text
