"""How things, steps, amounts and times are said on pages, in drawings and in the terminal."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from nguon.base.local_time import local
from nguon.base.ui.unit_symbol import unit_symbol
from nguon.core.quantities import QuantityError
from nguon.food.trace.choices import BIZ_STEPS, DISPOSITIONS
from nguon.food.trace.queries.trace_value import Amount, TraceThing


def thing_title(thing: TraceThing) -> str:
    """Its name; else its lot number; else the end of its identifier."""
    return thing.name or thing.lot_number or short_uri(thing.uri)


def short_uri(uri: str) -> str:
    """The last part of an identifier, which is what a label prints."""
    return uri.rstrip("/").rpartition("/")[2] or uri


def step_title(biz_step: str | None) -> str:
    if biz_step is None:
        return _("worked on")
    return str(BIZ_STEPS.get(biz_step) or short_uri(biz_step))


def disposition_title(disposition: str | None) -> str:
    if disposition is None:
        return ""
    return str(DISPOSITIONS.get(disposition) or short_uri(disposition))


def amount_text(amount: Amount) -> str:
    """Without the zeros that a database or a sum pads a number with."""
    quantity = number_format(_trimmed(amount.quantity), force_grouping=True)
    if amount.uom is None:
        return str(quantity)
    try:
        return f"{quantity}\u00a0{unit_symbol(amount.uom)}"
    except QuantityError:
        return f"{quantity}\u00a0{amount.uom}"


def _trimmed(quantity: Decimal) -> Decimal:
    text = format(quantity, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def amounts_text(amounts: Iterable[Amount]) -> str:
    return " + ".join(amount_text(amount) for amount in amounts)


def moment_text(moment: datetime) -> str:
    return date_format(local(moment), "SHORT_DATETIME_FORMAT")
