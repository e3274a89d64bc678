"""Numbers as Vietnamese people write them, both ways.

The comma stands before the decimals; dots or spaces part the thousands: «1.234,5».

A lone dot is where people differ, and the rule here is fixed:

* «1.234» is one thousand two hundred and thirty-four, because the dot parts thousands
  whenever exactly three digits follow and one to three digits not starting with 0 precede.
  `other_reading` gives 1.234 for it, so that a form can ask back.
* «2.5», «12.75», «0.125» cannot be thousands; phones with an English keypad offer no comma,
  so these are read as decimals.
* «1,234.5» and «1,234,567» are refused: they are English, and guessing costs a factor of 1000.
  «1,234» is 1.234.

Only ASCII digits count. There is no exponent.
"""

import re
from decimal import MAX_PREC, Context, Decimal
from fractions import Fraction

from nguon.core.quantities.problems import QuantityError

LONGEST = 60

SPACES = " \u00a0\u2009\u202f"
_MINUS_SIGNS = "-\u2212"
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]+)?", re.ASCII)
_GROUPED = re.compile(rf"[1-9][0-9]{{0,2}}(?:([.{SPACES}])[0-9]{{3}})(?:\1[0-9]{{3}})*(?:,[0-9]+)?")
_LONE_DOT = re.compile(r"([0-9]+)\.([0-9]+)", re.ASCII)
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}", re.ASCII)
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}", re.ASCII)


def parse_number(text: str) -> Decimal:
    """The number a Vietnamese text stands for; see the module for the rule of the lone dot."""
    body, negative = _unsigned(text)
    number = Decimal(_plain_digits(body, text.strip()))
    return number.copy_negate() if negative else number


def other_reading(text: str) -> Decimal | None:
    """The second meaning of a text such as «1.234» (1.234), or None if it has only one."""
    body, negative = _unsigned(text)
    if not _AMBIGUOUS.fullmatch(body):
        return None
    number = Decimal(body)
    return number.copy_negate() if negative else number


def format_number(number: Decimal, *, places: int | None = None, group: bool = True) -> str:
    """«1.234,5» for Decimal("1234.5"); trailing zeros are kept, as they were measured.

    `places` rounds half to even and pads to that many decimals.
    """
    if not number.is_finite():
        raise QuantityError("number_not_finite", text=number)
    if places is not None:
        number = exact(round(Fraction(number), places)).quantize(
            Decimal(1).scaleb(-places), context=Context(prec=MAX_PREC)
        )
    whole, _, decimals = f"{number:,f}".partition(".")
    whole = whole.replace(",", "." if group else "")
    return f"{whole},{decimals}" if decimals else whole


def fraction_to_decimal(value: Fraction) -> Decimal | None:
    """The exact decimal of a fraction, or None if its decimals never end."""
    denominator = value.denominator
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    if denominator != 1:
        return None
    places = max(twos, fives)
    digits = value.numerator * 10**places // value.denominator
    sign = 1 if digits < 0 else 0
    return Decimal((sign, tuple(int(d) for d in str(abs(digits))), -places))


def exact(value: Fraction) -> Decimal:
    """The decimal of a fraction that is known to have one: sums and products of decimals."""
    number = fraction_to_decimal(value)
    if number is None:
        raise QuantityError("number_fraction", text=value)
    return number


def _unsigned(text: str) -> tuple[str, bool]:
    body = text.strip().strip(SPACES)
    if not body:
        raise QuantityError("number_empty")
    if len(body) > LONGEST:
        raise QuantityError("number_too_long", limit=LONGEST, length=len(body))
    if body[0] in _MINUS_SIGNS:
        return body[1:].lstrip(SPACES), True
    return body.removeprefix("+"), False


def _plain_digits(body: str, text: str) -> str:
    if _PLAIN.fullmatch(body):
        return body.replace(",", ".")
    if _GROUPED.fullmatch(body):
        return re.sub(rf"[.{SPACES}]", "", body).replace(",", ".")
    if _LONE_DOT.fullmatch(body):
        return body
    raise _refusal(body, text)


def _refusal(body: str, text: str) -> QuantityError:
    if _ENGLISH.fullmatch(body):
        swapped = body.translate(str.maketrans(",.", ".,"))
        return QuantityError("number_english", text=text, instead=swapped)
    if re.search(rf"[^0-9.,{SPACES}]", body) or not re.search(r"[0-9]", body):
        return QuantityError("number_characters", text=text)
    if body.count(",") > 1:
        return QuantityError("number_two_commas", text=text)
    return QuantityError("number_groups", text=text)
