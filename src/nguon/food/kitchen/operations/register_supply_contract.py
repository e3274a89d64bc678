"""Register who may deliver to a kitchen, under which contract, since when."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Conflict, FieldError, InputInvalid
from nguon.base.text_field import required_text
from nguon.food.kitchen.models import ReceivedLine, SupplyContract
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Organisation, Person, Place
from nguon.ground.people.rules import may


@transaction.atomic
def register_supply_contract(
    place: Place,
    *,
    contract_id: UUID,
    supplier: Organisation,
    number: str,
    valid_from: date,
    by: Person,
    at: datetime,
) -> SupplyContract:
    """From that day deliveries of this actor, under any of its names, are in the contract.

    What was received outside the contract stays outside: a contract never begins before a
    delivery that was written down without it.
    """
    may(by, Act.REGISTER_SUPPLIER, place=place, at=at).require()
    title = required_text(SupplyContract, "number", number)
    Place.objects.select_for_update().get(pk=place.pk)  # one registers at a time
    _require_new(place, supplier, title)
    _require_after_deliveries(place, supplier, valid_from)
    try:
        with transaction.atomic():
            return SupplyContract.objects.create(
                id=contract_id, place=place, supplier=supplier, number=title, valid_from=valid_from
            )
    except IntegrityError as error:
        raise _listed(title, supplier) from error


def _require_new(place: Place, supplier: Organisation, number: str) -> None:
    same = SupplyContract.objects.filter(place=place, supplier=supplier, number__iexact=number)
    if same.exists():
        raise _listed(number, supplier)


def _listed(number: str, supplier: Organisation) -> Conflict:
    return Conflict(
        _("Contract %(number)s with %(supplier)s is on the list already.")
        % {"number": number, "supplier": supplier}
    )


def _require_after_deliveries(place: Place, supplier: Organisation, valid_from: date) -> None:
    outside = ReceivedLine.objects.filter(place=place, supplier=supplier, in_contract=False)
    last = outside.order_by("happened_at").last()
    if last is None or clock.local_day(last.happened_at) < valid_from:
        return
    day = f"{clock.local_day(last.happened_at):%d/%m/%Y}"
    message = _(
        "A delivery of %(day)s was recorded outside of any contract, and stays so."
        " Let the contract begin on a later day."
    )
    error = FieldError("valid_from", message % {"day": day}, f"> {day}", f"{valid_from:%d/%m/%Y}")
    raise InputInvalid([error])
