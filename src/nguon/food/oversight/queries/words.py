"""How the four answers say what they do not know."""

from decimal import Decimal
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy

from nguon.food.trace.choices import BALANCE_PROBLEMS

WHY_NOT: Final = {
    **BALANCE_PROBLEMS,
    "never_came": gettext_lazy("It was used or sent on, but nobody wrote that it came."),
    "more_went": gettext_lazy("More went out than came in: an amount is wrong."),
}
LIMITS: Final = {
    "upstream": gettext_lazy(
        "Too many things lie behind it: what is farthest back is missing from this answer."
    ),
    "downstream": gettext_lazy(
        "Too much was made of it: what is farthest from the start is missing from this answer."
    ),
    "earlier": gettext_lazy(
        "It handed over more than can be followed at once: only deliveries recorded after this"
        " moment were followed to their meals."
    ),
    "elsewhere": gettext_lazy(
        "Many other things share a lot with it: only the nearest of them were looked at."
    ),
    "events": gettext_lazy("Too many events name these things: some of them are missing here."),
}
WEIGHED_BY: Final = {
    "sick": gettext_lazy("of the sick"),
    "portions": gettext_lazy("of the portions"),
    "meals": gettext_lazy("of the meals"),
}


def why_not_text(code: str) -> str:
    """Why an amount on hand is unknown or cannot be right; "" if it is known."""
    return str(WHY_NOT[code]) if code else ""


def limit_text(code: str) -> str:
    """What an answer with this limit leaves out."""
    return str(LIMITS[code])


def percent_text(share: Decimal) -> str:
    """A share of 1 is 100 %; what is above nothing and below one percent says so."""
    percent = share * 100
    if 0 < percent < 1:
        return "< 1\u00a0%"
    return f"{number_format(percent.quantize(Decimal(1)))}\u00a0%"
