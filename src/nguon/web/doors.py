"""Where a person can go from the hall: their kitchens first, then the rooms of the house."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from nguon.base.ui.parts import Link
from nguon.ground.people.choices import Act, PlaceKind
from nguon.ground.people.models import Person, Place
from nguon.ground.people.queries import places_visible_to
from nguon.ground.people.rules import may_anywhere

KITCHENS_A_PAGE = 24
SEARCH_FROM = 8


@dataclass(frozen=True, slots=True)
class Doors:
    """`page` is the page of kitchens that `kitchens` shows as links."""

    kitchens: tuple[Link, ...]
    page: Page[Place]
    rooms: tuple[Link, ...]
    is_searchable: bool

    @property
    def only_kitchen_url(self) -> str:
        """The kitchen of somebody who has no other; "" for everybody else."""
        return self.kitchens[0].url if len(self.kitchens) == 1 and not self.is_searchable else ""


def doors_of(person: Person, *, wanted: str = "", number: str | int = 1) -> Doors:
    """`wanted` is part of a kitchen's name or address."""
    kitchens = places_visible_to(person, act=Act.VIEW_DAY).filter(kind=PlaceKind.KITCHEN)
    kitchens = kitchens.select_related("organisation", "commune")
    is_searchable = bool(wanted) or kitchens.count() > SEARCH_FROM
    if wanted:
        kitchens = kitchens.filter(name__icontains=wanted)
    page = Paginator(kitchens, KITCHENS_A_PAGE).get_page(number)
    return Doors(
        kitchens=tuple(_kitchen(place) for place in page),
        page=page,
        rooms=tuple(_rooms(person)),
        is_searchable=is_searchable,
    )


def _kitchen(place: Place) -> Link:
    note = place.commune.name if place.commune else place.address
    return Link(place.name, reverse("kitchen:today", args=[place.pk]), note=note, icon="kitchen")


def _rooms(person: Person) -> list[Link]:
    rooms = []
    if may_anywhere(person, Act.VIEW_TRACE).allowed:
        rooms.append(
            Link(
                _("Trace food"),
                reverse("trace:search"),
                note=_("From a code to every lot, supplier and kitchen"),
                icon="trace",
            )
        )
    return rooms
