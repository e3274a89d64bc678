"""End a supply contract."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Conflict, FieldError, InputInvalid
from nguon.food.kitchen.models import SupplyContract
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.rules import may


@transaction.atomic
def end_supply_contract(
    contract: SupplyContract, *, by: Person, on: date, at: datetime
) -> SupplyContract:
    """From `on` deliveries are outside of it. Only forwards: what was received stays as it was.

    So the first day outside is tomorrow, and an end that has come already is not moved.
    """
    held = SupplyContract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    may(by, Act.REGISTER_SUPPLIER, place=held.place, at=at).require()
    today = clock.local_day(at)
    if held.valid_to is not None and held.valid_to <= today:
        day = f"{held.valid_to:%d/%m/%Y}"
        raise Conflict(_("This contract has ended on %(day)s already.") % {"day": day})
    if on <= today or on < held.valid_from:
        first = max(today, held.valid_from)
        message = _("A contract ends tomorrow or later: what was received today stays in it.")
        expected = f"> {first:%d/%m/%Y}" if first == today else f">= {first:%d/%m/%Y}"
        raise InputInvalid([FieldError("on", message, expected, f"{on:%d/%m/%Y}")])
    held.valid_to = on
    held.save(update_fields=["valid_to"])
    return held
