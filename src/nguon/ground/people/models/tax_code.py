"""Mã số thuế, as printed on invoices and contracts."""

import re
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid

_FORM = re.compile(r"([0-9]{10})(?:-?([0-9]{3}))?|([0-9]{12})", re.ASCII)
_SPACING = re.compile(r"[\s.]+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


@dataclass(frozen=True, slots=True)
class TaxCode:
    """An enterprise's 10 digits, `0123456789-001` for its dependent units, or 12 digits.

    The tenth digit is 10 minus (weighted sum of the first nine modulo 11). Twelve digits are a
    person's own number, which since 1/7/2025 is the tax code of households (TT 86/2024/TT-BTC);
    it has no check digit.
    """

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        found = _FORM.fullmatch(_DASHES.sub("-", _SPACING.sub("", text)))
        if found is None:
            raise _invalid(
                text,
                message=_("This is not a tax code."),
                expected=_("10 digits, 10 digits and 3 more (0123456789-001), or 12 digits"),
            )
        enterprise, unit, person = found.groups()
        if person:
            return cls(person)
        if _check_digit(enterprise) != int(enterprise[-1]):
            raise _invalid(
                text,
                message=_("The check digit of this tax code is wrong: a digit was mistyped."),
                expected=_("a tax code as printed on the invoice"),
            )
        return cls(f"{enterprise}-{unit}" if unit else enterprise)

    @classmethod
    def parse_if_one(cls, text: str) -> Self | None:
        """For a search box, where a name is as welcome as a tax code."""
        try:
            return cls.parse(text)
        except InputInvalid:
            return None

    def __str__(self) -> str:
        return self.value


def _check_digit(digits: str) -> int:
    weighted = sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=False))
    return 10 - weighted % 11


def _invalid(text: str, *, message: str, expected: str) -> InputInvalid:
    return InputInvalid([FieldError("tax_code", message, expected=expected, got=text)])
