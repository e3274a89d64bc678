"""What can be wrong with GS1 text, as one family.

Gs1Error
├── KeyValueError          a key, lot, serial or AI value
│   ├── CheckDigitError    the number was mistyped or never issued
│   └── RestrictedNumberError  a real number, but not a GTIN: shop-internal, coupon, refund
├── ElementStringError     (01)…(10)… and its FNC1 form
├── DigitalLinkError       https://…/01/…
├── EpcUrnError            urn:epc:…
│   └── CompanyPrefixUnknownError  the URN cannot be computed, nothing is wrong
├── OwnIdentifierError     https://HOST/obj|class|loc/ID
└── IdentifierError        what `identify` raises; the cause is one of the above
"""

from __future__ import annotations

from typing import Literal, Self

from nguon.core.gs1.messages import render_expected, render_got, render_message

Language = Literal["vi", "en"]


class Gs1Error(ValueError):
    """Carries a code and its arguments; the sentence is made on demand, in either language."""

    def __init__(self, code: str, what: str, **arguments: object) -> None:
        super().__init__(code, what)
        self.code = code
        self.what = what
        self.arguments = arguments

    @classmethod
    def because(cls, cause: Gs1Error) -> Self:
        """The same complaint under this class's name."""
        return cls(cause.code, cause.what, **cause.arguments)

    @property
    def expected(self) -> str:
        return render_expected(self.code, "en", self.arguments)

    @property
    def got(self) -> str:
        return render_got(self.code, "en", self.arguments)

    def text(self, language: Language = "vi") -> str:
        return render_message(self.code, language, self.what, self.arguments)

    def __str__(self) -> str:
        return self.text("en")

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (type(self), self.code, self.what, self.arguments)


def _restore(kind: type[Gs1Error], code: str, what: str, arguments: dict[str, object]) -> Gs1Error:
    return kind(code, what, **arguments)


class KeyValueError(Gs1Error):
    pass


class CheckDigitError(KeyValueError):
    pass


class RestrictedNumberError(KeyValueError):
    pass


class ElementStringError(Gs1Error):
    pass


class DigitalLinkError(Gs1Error):
    pass


class EpcUrnError(Gs1Error):
    pass


class CompanyPrefixUnknownError(EpcUrnError):
    pass


class OwnIdentifierError(Gs1Error):
    pass


class IdentifierError(Gs1Error):
    pass
