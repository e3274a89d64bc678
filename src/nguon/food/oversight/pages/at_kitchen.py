"""Who asks about which kitchen, and whether the kitchen is theirs to ask about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Missing, Unidentified
from nguon.ground.people.choices import Act, PlaceKind
from nguon.ground.people.models import Person, Place
from nguon.ground.people.queries import acts_at, places_visible_to


@dataclass(frozen=True)
class AtKitchen:
    person: Person
    place: Place
    acts: frozenset[Act]
    at: datetime


def at_kitchen(request: HttpRequest, place_id: UUID) -> AtKitchen:
    """`Missing` for a kitchen out of reach, so that nobody learns which there are."""
    if not isinstance(request.user, Person):
        raise Unidentified(_("Sign in to see the kitchens."))
    at = clock.now()
    kitchens = places_visible_to(request.user, act=Act.VIEW_DAY, at=at)
    kitchens = kitchens.filter(kind=PlaceKind.KITCHEN, pk=place_id)
    place = kitchens.select_related("organisation", "commune").first()
    if place is None:
        raise Missing(_("There is no such kitchen."))
    return AtKitchen(request.user, place, acts_at(request.user, place, at=at), at)
