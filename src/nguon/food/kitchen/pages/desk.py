"""Who stands at which kitchen's desk: every page of this room begins by asking this."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Missing, Unidentified
from nguon.ground.people.choices import Act, PlaceKind
from nguon.ground.people.models import Person, Place
from nguon.ground.people.queries import acts_at, places_visible_to
from nguon.ground.people.rules import may


@dataclass(frozen=True)
class Desk:
    person: Person
    place: Place
    acts: frozenset[Act]
    at: datetime

    @property
    def today(self) -> date:
        return clock.local_day(self.at)

    def may(self, act: Act) -> bool:
        """For drawing buttons; whoever presses one is asked again."""
        return act in self.acts


def signed_in(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Unidentified(_("Sign in to see a kitchen."))
    return request.user


def desk_at(request: HttpRequest, place_id: UUID, act: Act) -> Desk:
    """Raises `Missing` for a kitchen out of reach, so that nobody learns which there are, and
    `Refused` where the kitchen may be seen but the act is not the person's."""
    person, at = signed_in(request), clock.now()
    kitchens = places_visible_to(person, act=Act.VIEW_DAY, at=at).filter(kind=PlaceKind.KITCHEN)
    place = kitchens.filter(pk=place_id).select_related("organisation").first()
    if place is None:
        raise Missing(_("There is no such kitchen."))
    acts = acts_at(person, place, at=at)
    if act not in acts:
        may(person, act, place=place, at=at).require()
    return Desk(person, place, acts, at)
