"""The day of a kitchen in one look, and the way to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.base.ui.parts import Link
from nguon.base.ui.unit_symbol import unit_symbol
from nguon.food.kitchen.models import ReceivedLine
from nguon.food.kitchen.pages.board import MealBoard, duty_url, meal_board
from nguon.food.kitchen.pages.desk import Desk, desk_at, signed_in
from nguon.food.kitchen.pages.device import device_of, remember_device
from nguon.food.kitchen.pages.links import record_url, url_of
from nguon.food.kitchen.pages.warned import Warned, warned
from nguon.food.kitchen.queries.day import acts_of_day, boxes_of_place, day_seal
from nguon.food.kitchen.queries.holds import StandingHold
from nguon.food.kitchen.queries.inbox import waiting_for_a_person
from nguon.food.kitchen.queries.sister_warnings import shared_cause
from nguon.food.kitchen.rules.bound_code import spoken_code
from nguon.food.kitchen.rules.day import DayView, read_day
from nguon.food.kitchen.rules.day_views import BoxView
from nguon.food.kitchen.rules.destroying import earliest_destruction
from nguon.food.kitchen.rules.flag import Flag
from nguon.food.kitchen.rules.fridge_duties import FridgeDuty, fridge_duties
from nguon.food.kitchen.rules.next_act import NextAct, next_act
from nguon.ground.people.choices import Act, PlaceKind
from nguon.ground.people.queries import places_visible_to

SHELF_SHOWS = timedelta(days=2)
FORMS = (1, 2, 3, 5)
ALARMS_SHOWN = 3


@dataclass(frozen=True)
class Alarm:
    flag: Flag
    url: str


@dataclass(frozen=True)
class Delivery:
    line: ReceivedLine
    url: str

    @property
    def unit(self) -> str:
        return unit_symbol(self.line.uom)

    @property
    def label_code(self) -> str:
        return spoken_code(self.line.label_uri) if self.line.label_uri else ""


@dataclass(frozen=True)
class ShelfItem:
    box: BoxView
    unit: str
    url: str
    opens_at: datetime
    opens_in: timedelta

    @property
    def amount(self) -> Decimal:
        return self.box.sample.amount.normalize()

    @property
    def container_code(self) -> str:
        """On the box itself, which is used again and again."""
        uri = self.box.sample.container_uri
        return spoken_code(uri) if uri else ""


@dataclass(frozen=True)
class DayPage:
    """Everything the template draws; it asks nobody."""

    desk: Desk
    view: DayView
    meals: Sequence[MealBoard]
    alarms: Sequence[Alarm]
    deliveries: Sequence[Delivery]
    shelf: Sequence[ShelfItem]
    fridges: Sequence[FridgeDuty]
    next_act: NextAct | None
    next_url: str
    forms: Sequence[Link]
    warned: Warned
    """Only on the page of today."""

    waiting: int
    """What phones handed in and whoever looks at this page should judge."""

    @property
    def is_today(self) -> bool:
        return self.view.acts.date == self.desk.today

    @property
    def first_alarms(self) -> Sequence[Alarm]:
        """As many as leave the board in sight; the others are one tap away."""
        return self.alarms[:ALARMS_SHOWN]

    @property
    def more_alarms(self) -> Sequence[Alarm]:
        return self.alarms[ALARMS_SHOWN:]

    @property
    def day_before(self) -> date:
        return self.view.acts.date - timedelta(days=1)

    @property
    def day_after(self) -> date:
        return self.view.acts.date + timedelta(days=1)

    @property
    def open_holds(self) -> list[StandingHold]:
        return [one for one in self.view.acts.holds if concerns(self.view, one)]

    @property
    def other_holds(self) -> list[StandingHold]:
        """Placed later and on other days' boxes, which the shelf shows as held all the same."""
        return [
            one
            for one in self.view.acts.holds
            if one.released_at is None and not concerns(self.view, one)
        ]

    @property
    def shelf_of_day(self) -> list[ShelfItem]:
        """What stands on the shelf, and what was destroyed on this very day."""
        return [
            item
            for item in self.shelf
            if item.box.destroyed is None
            or clock.local_day(item.box.destroyed.happened_at) == self.view.acts.date
        ]

    @property
    def seal(self) -> str:
        """The beginning of the day's hash, in groups of four: enough to compare by eye."""
        short = self.view.day_hash[:16]
        return " ".join(short[i : i + 4] for i in range(0, 16, 4))

    @property
    def may(self) -> dict[str, bool]:
        return {act.value: self.desk.may(act) for act in Act}


@require_safe
def kitchens(request: HttpRequest) -> HttpResponse:
    """Straight to the day for somebody who has one kitchen."""
    visible = places_visible_to(signed_in(request), act=Act.VIEW_DAY)
    places = visible.filter(kind=PlaceKind.KITCHEN).select_related("commune")[:200]
    doors = [
        Link(
            place.name,
            reverse("kitchen:today", args=[place.pk]),
            note=place.commune.name if place.commune else place.address,
            icon="kitchen",
        )
        for place in places
    ]
    if len(doors) == 1:
        return redirect(doors[0].url)
    return render(request, "kitchen/kitchens.html", {"doors": doors})


@require_safe
def today(request: HttpRequest, place_id: UUID) -> HttpResponse:
    return day(request, place_id, clock.today())


@require_safe
def day(request: HttpRequest, place_id: UUID, day: date) -> HttpResponse:
    desk = desk_at(request, place_id, Act.VIEW_DAY)
    page = day_page(desk, day)
    context = {"page": page, "place": desk.place, "on": day}
    response = render(request, "kitchen/day.html", context)
    return remember_device(response, device_of(request))


def day_page(desk: Desk, day: date) -> DayPage:
    view = day_view(desk, day)
    coming = next_act(view)
    return DayPage(
        desk=desk,
        view=view,
        meals=[meal_board(desk, view, meal) for meal in view.meals],
        alarms=_alarms(desk, view),
        deliveries=[
            Delivery(line, record_url(desk.place, line.record_id)) for line in view.acts.lines
        ],
        shelf=[shelf_item(desk, box) for box in view.boxes],
        fridges=fridge_duties(view, at=desk.at),
        next_act=coming,
        next_url=_next_url(desk, coming),
        forms=_forms(desk, day),
        warned=warned(desk, in_sight=1) if day == desk.today else Warned(()),
        waiting=_waiting(desk),
    )


def concerns(view: DayView, standing: StandingHold) -> bool:
    """An open hold is news on the days it lasts, and on the day of what it holds."""
    if standing.released_at is not None:
        return False
    since = clock.local_day(standing.hold.happened_at)
    of_day = (sample for samples in view.acts.samples.values() for sample in samples)
    return since <= view.acts.date or any(standing.covers(sample) for sample in of_day)


def day_view(desk: Desk, day: date) -> DayView:
    """Words about sick pupils are for those who work on it: parents see that something is held."""
    acts = acts_of_day(desk.place, day)
    if not desk.may(Act.WORK_ON_INCIDENT):
        for standing in acts.holds:
            standing.hold.cause = shared_cause(standing.hold)
    boxes = boxes_of_place(desk.place, since=desk.at - SHELF_SHOWS)
    return read_day(acts, boxes, day_hash=day_seal(desk.place, day), at=desk.at)


def _alarms(desk: Desk, view: DayView) -> list[Alarm]:
    """The reddest first; in between as they happened."""
    held = {one.hold.record_id for one in view.acts.holds if concerns(view, one)}
    alarms = [
        Alarm(flag, _alarm_url(desk, flag))
        for flag in view.flags
        if flag.code != "hold" or flag.record_id in held
    ]
    return sorted(alarms, key=lambda alarm: alarm.flag.tone != "red")


def _alarm_url(desk: Desk, flag: Flag) -> str:
    """Where it is settled, for whoever settles it; else the record."""
    if flag.code == "checks_disagree" and desk.may(Act.REVIEW_RECORDS):
        return f"{reverse('kitchen:inbox', args=[desk.place.pk])}#khac-nhau"
    return record_url(desk.place, flag.record_id) if flag.record_id else ""


def shelf_item(desk: Desk, box: BoxView) -> ShelfItem:
    opens_at = earliest_destruction(box.sample)
    return ShelfItem(
        box=box,
        unit=unit_symbol(box.sample.uom),
        url=reverse("kitchen:sample", args=[desk.place.pk, box.sample.record_id]),
        opens_at=opens_at,
        opens_in=opens_at - desk.at,
    )


def _waiting(desk: Desk) -> int:
    if not desk.may(Act.REVIEW_RECORDS):
        return 0
    return waiting_for_a_person(desk.place, at=desk.at).count()


def _next_url(desk: Desk, coming: NextAct | None) -> str:
    return duty_url(desk, coming.duty, coming.dish.pk) if coming else ""


def _forms(desk: Desk, day: date) -> list[Link]:
    if not desk.may(Act.PRINT_FORMS):
        return []
    links = [
        Link(f"Mẫu {number}", url_of("kitchen:form", desk.place.pk, number, ngay=day.isoformat()))
        for number in FORMS
    ]
    if desk.may(Act.EXPORT_EVENTS):
        links.append(Link("EPCIS", url_of("kitchen:epcis", desk.place.pk, day)))
    return [link for link in links if link.url]
