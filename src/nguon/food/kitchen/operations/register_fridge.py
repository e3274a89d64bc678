"""Register a fridge of a kitchen."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict
from nguon.base.text_field import required_text
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.models import Fridge
from nguon.food.kitchen.operations.settle_parked import settle_parked
from nguon.ground.journal.operations import wait_for_place
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person, Place
from nguon.ground.people.rules import may


@transaction.atomic
def register_fridge(
    place: Place, *, fridge_id: UUID, name: str, kind: FridgeKind, by: Person, at: datetime
) -> Fridge:
    """From now on its readings are due. Two of one name could not be told apart on Mẫu 5.

    The name of a retired one is free again: a new fridge often stands where the old one stood.
    """
    may(by, Act.SET_UP_KITCHEN, place=place, at=at).require()
    wait_for_place(place.pk)
    title = required_text(Fridge, "name", name)
    if Fridge.objects.filter(place=place, name__iexact=title, valid_to=None).exists():
        raise _taken(title)
    try:
        with transaction.atomic():
            fridge = Fridge.objects.create(id=fridge_id, place=place, name=title, kind=kind)
    except IntegrityError as error:  # somebody was faster, or the form was sent twice
        raise _taken(title) from error
    settle_parked(place, {fridge.pk}, at=at)
    return fridge


def _taken(name: str) -> Conflict:
    return Conflict(_("This kitchen has a fridge “%(name)s” already.") % {"name": name})
