from datetime import date, datetime
from uuid import UUID

from nguon.food.kitchen.models import SupplyContract
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Organisation, Person, Place
from nguon.ground.people.rules import may


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
    """From that day deliveries of this actor, under any of its names, are in the contract."""
    may(by, Act.REGISTER_SUPPLIER, place=place, at=at).require()
    return SupplyContract.objects.create(
        id=contract_id, place=place, supplier=supplier, number=number, valid_from=valid_from
    )
