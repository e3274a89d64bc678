"""Step 1: who delivers, then one line of goods after the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nguon.base.errors import Missing
from nguon.base.ui.parts import Link
from nguon.food.kitchen.models import ReceivedLine
from nguon.food.kitchen.operations.submit_record import Submitted
from nguon.food.kitchen.pages.day import Delivery
from nguon.food.kitchen.pages.desk import Desk, desk_at
from nguon.food.kitchen.pages.filling import Sheet, fill_in
from nguon.food.kitchen.pages.forms import DeliveryForm
from nguon.food.kitchen.pages.links import day_link, record_url, url_of
from nguon.food.kitchen.pages.warned import warned
from nguon.food.kitchen.queries.deliveries import (
    goods_names,
    last_delivery,
    lines_of_day,
    recent_names,
    sellers_matching,
)
from nguon.food.kitchen.queries.supply import line_standing
from nguon.ground.people.choices import Act
from nguon.ground.people.models import OrganisationName

UNREGISTERED = "moi"


@dataclass(frozen=True)
class PlannedLine:
    """A line of the last delivery as a plan: it carries no check and no amount over."""

    line: ReceivedLine
    url: str
    came_today: bool


@require_safe
def receiving(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """`?sua=` is the record whose seller is to be corrected; the links then lead back to it."""
    desk = desk_at(request, place_id, Act.RECORD_RECEIVING)
    text = request.GET.get("tim", "").strip()
    target = _target(request, desk)
    today = lines_of_day(desk.place, desk.today)
    last = last_delivery(desk.place, before=desk.today)
    context = {
        "place": desk.place,
        "trail": [day_link(desk.place, desk.today)],
        "text": text,
        "correcting": request.GET.get("sua", ""),
        "target": target,
        "sellers": sellers_matching(text),
        "recent": recent_names(desk.place, at=desk.at),
        "today": [Delivery(line, record_url(desk.place, line.record_id)) for line in today],
        "last": last,
        "planned": [_planned(desk, line, today) for line in last.lines] if last else [],
        "unregistered": UNREGISTERED,
        "warned": warned(desk),
    }
    return render(request, "kitchen/receiving.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: HttpRequest, place_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.RECORD_RECEIVING)
    seller = seller_asked(request)
    repeated = _repeated(request, desk)
    sheet = Sheet(
        heading=_("Step 1: goods received"),
        submit=_("Save these goods"),
        back=Link(_("Another seller"), reverse("kitchen:receiving", args=[desk.place.pk])),
        done=lambda submitted: _received(desk, submitted),
        template="kitchen/delivery.html",
        more=delivery_context(desk, seller) | {"warned": warned(desk).about(seller)},
    )
    return fill_in(
        request,
        lambda data: DeliveryForm(desk, data=data, subject=seller, initial=repeated),
        sheet=sheet,
    )


def delivery_context(desk: Desk, seller: OrganisationName | None) -> dict[str, Any]:
    return {"seller": seller, "goods_names": goods_names(desk.place, at=desk.at)}


def seller_asked(request: HttpRequest) -> OrganisationName | None:
    """The legal name of `?nguon=`, or None for a source that nobody has registered."""
    asked = request.GET.get("nguon", "")
    if asked in ("", UNREGISTERED):
        return None
    names = OrganisationName.objects.select_related("organisation")
    name = names.filter(pk=int(asked)).first() if asked.isascii() and asked.isdigit() else None
    if name is None:
        raise Missing(_("There is no such supplier. Search for it again."))
    return name


def _target(request: HttpRequest, desk: Desk) -> str:
    asked = request.GET.get("sua", "")
    if asked:
        return reverse("kitchen:correction", args=[desk.place.pk, _uuid(asked)])
    return reverse("kitchen:delivery", args=[desk.place.pk])


def _planned(desk: Desk, line: ReceivedLine, today: list[ReceivedLine]) -> PlannedLine:
    source = line.supplier_name_id or UNREGISTERED
    url = url_of("kitchen:delivery", desk.place.pk, nguon=source, lap=line.record_id)
    same = (line.product_name, line.supplier_id, line.source_name)
    came = any((one.product_name, one.supplier_id, one.source_name) == same for one in today)
    return PlannedLine(line, url, came)


def _repeated(request: HttpRequest, desk: Desk) -> Mapping[str, Any]:
    """What is the same every day: the goods, their kind and unit, and who sells them."""
    asked = request.GET.get("lap", "")
    lines = ReceivedLine.objects.filter(place=desk.place)
    line = lines.filter(record_id=_uuid(asked)).first() if asked else None
    if line is None:
        return {}
    return {
        "product_name": line.product_name,
        "group": line.group,
        "uom": line.uom,
        "source_name": line.source_name,
        "source_phone": line.source_phone,
        "source_address": line.source_address,
        "maker_name": line.maker_name,
        "maker_address": line.maker_address,
    }


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Missing(_("There is no such record.")) from None


def _received(desk: Desk, submitted: Submitted) -> tuple[str, str]:
    line = line_standing(submitted.record.id)
    said = {"goods": line.product_name, "code": line.lot_code}
    text = _("%(goods)s is recorded. Lot code: %(code)s") % said
    return reverse("kitchen:receiving", args=[desk.place.pk]), text
