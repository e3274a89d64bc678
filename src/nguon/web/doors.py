"""Where a person can go from the hall: their kitchens first, then the rooms of the house."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from nguon.base.ui.parts import Link
from nguon.food.trace.queries.sharing import organisations_shared_by
from nguon.ground.people.choices import Act, PlaceKind
from nguon.ground.people.models import Assignment, Person, Place
from nguon.ground.people.queries import (
    acts_of,
    assignments_at,
    organisations_held_as_a_whole,
    places_visible_to,
    reaches_place,
)

KITCHENS_A_PAGE = 24
SEARCH_FROM = 8


@dataclass(frozen=True, slots=True)
class Doors:
    """`page` is the page of kitchens that `kitchens` shows as links; behind `desks` is what a
    kitchen or the platform is run from."""

    kitchens: tuple[Link, ...]
    page: Page[Place]
    rooms: tuple[Link, ...]
    desks: tuple[Link, ...]
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
    held = list(assignments_at(person))
    many = is_searchable or len(page.object_list) > 1
    return Doors(
        kitchens=tuple(_kitchen(place) for place in page),
        page=page,
        rooms=(*_overview(many=many), *_rooms(held)),
        desks=tuple(_desks(person, held, page)),
        is_searchable=is_searchable,
    )


def _kitchen(place: Place) -> Link:
    note = place.commune.name if place.commune else place.address
    return Link(place.name, reverse("kitchen:today", args=[place.pk]), note=note, icon="kitchen")


def _overview(*, many: bool) -> Iterator[Link]:
    if many:
        note = _("Who is late, who is silent, what is wrong")
        yield Link(_("All kitchens"), reverse("oversight:board"), note=note, icon="eye")


def _rooms(held: Iterable[Assignment]) -> Iterator[Link]:
    """A cook has no other room: the red button stands on the day of the kitchen."""
    acts = acts_of(held)
    if {Act.WORK_ON_INCIDENT, Act.VIEW_TRACE} <= acts:
        note = _("What is open, whom to call, what is held")
        url = reverse("oversight:incidents")
        yield Link(_("Suspected poisonings"), url, note=note, icon="alert")
    if Act.VIEW_TRACE in acts and acts & {Act.RUN_DRILL, Act.ANSWER_RECALL}:
        note = _("Who has answered, what is held; drills")
        yield Link(_("Recalls"), reverse("oversight:recalls"), note=note, icon="held")
    if Act.VIEW_TRACE in acts:
        note = _("Who ate it, what can be stopped, what is where, who is behind it")
        url = reverse("oversight:four_answers")
        yield Link(_("Four questions"), url, note=note, icon="search")
        note = _("From a code to every lot, supplier and kitchen")
        yield Link(_("Trace food"), reverse("trace:search"), note=note, icon="trace")
    if acts & {Act.CAPTURE_EVENTS, Act.QUERY_EVENTS}:
        note = _("Send a spreadsheet, try a query, see what programs say")
        yield Link(_("Exchange"), reverse("exchange:start"), note=note, icon="return")


def _desks(person: Person, held: list[Assignment], kitchens: Iterable[Place]) -> Iterator[Link]:
    """Only for drawing: each page behind a door asks again who may open it."""
    acts = acts_of(held)
    if person.is_superuser:
        note = _("With its kitchen and its manager, in one form")
        yield Link(_("Add a school"), reverse("people:new_school"), note=note, icon="school")
    for place in kitchens:
        if any(Act.SET_UP_KITCHEN in acts_of([one]) and reaches_place(one, place) for one in held):
            url = reverse("kitchen:setup", args=[place.pk])
            note = _("Set up: contracts, fridges, people")
            yield Link(place.name, url, note=note, icon="fridge")
    if person.is_superuser or Act.SET_UP_KITCHEN in acts:
        yield Link(_("People"), reverse("people:staff"), note=_("Roles, passwords"), icon="people")
    if person.is_superuser:
        note = _("Schools, suppliers, authorities, their places and keys")
        yield Link(_("Organisations"), reverse("people:organisations"), note=note, icon="shop")
    elif Act.REGISTER_SUPPLIER in acts:
        note = _("One list for all kitchens")
        yield Link(_("Suppliers"), reverse("people:organisations"), note=note, icon="shop")
    if person.is_superuser or acts & {Act.PLAN_MEAL, Act.CAPTURE_EVENTS}:
        note = _("What is bought and cooked")
        yield Link(_("Products"), reverse("products:products"), note=note, icon="lot")
    if organisations_shared_by(person, held=held).exists():
        note = _("Which partner sees what, and what stays hidden")
        yield Link(_("Who may see our data"), reverse("exchange:sharing"), note=note, icon="eye")
    for organisation in organisations_held_as_a_whole(held):
        url = reverse("people:organisation", args=[organisation.pk])
        note = _("Legal names, places, keys for programs")
        yield Link(organisation.display_name, url, note=note, icon="home")
