"""By which keys a source is known again, whoever wrote its name and telephone number down."""

from nguon.base.folded_text import folded

_COUNTRY = "84"
_SHORTEST_PHONE, _LONGEST_PHONE = 8, 15


def name_key(name: str) -> str:
    return folded(name)[:200]


def phone_key(phone: str) -> str:
    """The digits as dialled inside the country, or "" if these cannot be a number.

    «+84 912 345 678», «0912.345.678» and «912345678» are one telephone.
    """
    digits = "".join(c for c in phone if c.isascii() and c.isdigit()).lstrip("0")
    if phone.strip().startswith(("+84", "0084")):
        digits = digits.removeprefix(_COUNTRY).lstrip("0")
    return digits if _SHORTEST_PHONE <= len(digits) <= _LONGEST_PHONE else ""
