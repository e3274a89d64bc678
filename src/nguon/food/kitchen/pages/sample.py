"""Retained samples: take one, label it, watch the shelf, destroy it when it may go."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nguon.base.errors import Missing
from nguon.base.ui.parts import Link
from nguon.base.ui.unit_symbol import unit_symbol
from nguon.food.kitchen.models import RetainedSample, SampleDestruction
from nguon.food.kitchen.operations.submit_record import Submitted
from nguon.food.kitchen.pages.cook import dish_at
from nguon.food.kitchen.pages.day import shelf_item
from nguon.food.kitchen.pages.desk import Desk, desk_at
from nguon.food.kitchen.pages.filling import Sheet, fill_in
from nguon.food.kitchen.pages.forms import DestructionForm, SampleForm
from nguon.food.kitchen.pages.links import day_link, record_url, url_of
from nguon.food.kitchen.queries.day import ShelfBox, boxes_of_place
from nguon.food.kitchen.queries.dishes import containers_of_place, sample_of_place
from nguon.food.kitchen.queries.holds import StandingHold, holds_of_place, suspicions_elsewhere
from nguon.food.kitchen.rules.day import box_view
from nguon.food.kitchen.rules.destroying import may_be_destroyed
from nguon.ground.people.choices import Act

SHELF_REMEMBERS = timedelta(days=7)


def sample_at(desk: Desk, record_id: UUID) -> RetainedSample:
    found = sample_of_place(desk.place, record_id)
    if found is None:
        raise Missing(_("There is no such sample in this kitchen."))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def sampling(request: HttpRequest, place_id: UUID, dish_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.TAKE_SAMPLE)
    dish = dish_at(desk, dish_id)
    sheet = Sheet(
        heading=_("Sample: %(dish)s") % {"dish": dish.name},
        intro=str(dish.meal),
        submit=_("Save the sample"),
        back=day_link(desk.place, dish.meal.date),
        done=lambda submitted: _taken(desk, submitted),
        template="kitchen/sampling.html",
        more={"containers": containers_of_place(desk.place)},
    )
    return fill_in(request, lambda data: SampleForm(desk, data=data, subject=dish), sheet=sheet)


def _taken(desk: Desk, submitted: Submitted) -> tuple[str, str]:
    box = sample_at(desk, submitted.record.id)
    url = reverse("kitchen:sample", args=[desk.place.pk, box.record_id])
    return url, _("The sample is recorded. Write the code on the box: %(code)s") % {
        "code": box.box_code
    }


def _holds_over(desk: Desk) -> list[StandingHold]:
    during = (desk.at - SHELF_REMEMBERS, desk.at)
    return holds_of_place(desk.place.pk) + suspicions_elsewhere(desk.place.pk, during=during)


@require_safe
def shelf(request: HttpRequest, place_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.VIEW_DAY)
    standing = _holds_over(desk)
    boxes = boxes_of_place(desk.place, since=desk.at - SHELF_REMEMBERS)
    items = [shelf_item(desk, box_view(box, standing, desk.at)) for box in boxes]
    context = {
        "place": desk.place,
        "trail": [day_link(desk.place, desk.today)],
        "kept": [item for item in items if item.box.destroyed is None],
        "gone": [item for item in items if item.box.destroyed is not None],
    }
    return render(request, "kitchen/shelf.html", context)


@require_safe
def sample(request: HttpRequest, place_id: UUID, record_id: UUID) -> HttpResponse:
    """The label on a screen: what is copied by hand where there is no printer."""
    desk = desk_at(request, place_id, Act.VIEW_DAY)
    box = sample_at(desk, record_id)
    gone = SampleDestruction.objects.standing().filter(sample_root_id=box.root_id)
    shelf_box = ShelfBox(box, list(gone.select_related("actor")))
    item = shelf_item(desk, box_view(shelf_box, _holds_over(desk), desk.at))
    context = {
        "place": desk.place,
        "trail": [
            day_link(desk.place, box.dish.meal.date),
            Link(_("Sample shelf"), reverse("kitchen:shelf", args=[desk.place.pk])),
        ],
        "item": item,
        "withdrawn": box.superseded_by is not None,
        "record_url": record_url(desk.place, box.record_id),
        "label_url": url_of("kitchen:label", desk.place.pk, box.record_id),
        "trace_url": url_of("trace:search", code=box.box_uri) if desk.may(Act.VIEW_TRACE) else "",
        "destroy_url": reverse("kitchen:destruction", args=[desk.place.pk, box.record_id])
        if desk.may(Act.DESTROY_SAMPLE) and item.box.destroyed is None
        else "",
    }
    return render(request, "kitchen/sample.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def destruction(request: HttpRequest, place_id: UUID, record_id: UUID) -> HttpResponse:
    """A box that may not go has no form, only the reason and the earliest time."""
    desk = desk_at(request, place_id, Act.DESTROY_SAMPLE)
    box = sample_at(desk, record_id)
    back = Link(box.dish.name, reverse("kitchen:sample", args=[desk.place.pk, box.record_id]))
    sheet = Sheet(
        heading=_("Destroy the sample: %(dish)s") % {"dish": box.dish.name},
        intro=f"{box.box_code} · {box.amount.normalize():f} {unit_symbol(box.uom)}",
        submit=_("Destroyed"),
        back=back,
        done=lambda _submitted: (
            reverse("kitchen:shelf", args=[desk.place.pk]),
            _("The sample of %(dish)s is destroyed.") % {"dish": box.dish.name},
        ),
        template="kitchen/destruction.html",
        more={"decision": may_be_destroyed(box, at=desk.at)},
        is_danger=True,
    )
    return fill_in(request, lambda data: DestructionForm(desk, data=data, subject=box), sheet=sheet)
