"""The key under which a telephone is found whatever way somebody wrote its number."""

_COUNTRY = "84"
_SHORTEST, _LONGEST = 8, 15


def folded_phone(text: str) -> str:
    """The digits after the leading nought, or "" if these cannot be a number.

    «+84 912 345 678», «0912.345.678» and «912345678» are one telephone.
    """
    digits = "".join(c for c in text if c.isascii() and c.isdigit()).lstrip("0")
    if text.strip().startswith(("+84", "0084")):
        digits = digits.removeprefix(_COUNTRY).lstrip("0")
    return digits if _SHORTEST <= len(digits) <= _LONGEST else ""
