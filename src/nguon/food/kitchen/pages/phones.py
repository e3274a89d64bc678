"""The phones of a kitchen: which there are, how one more is paired, how a lost one is shut out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nguon.base.errors import Missing
from nguon.base.ui.parts import Link
from nguon.base.ui.qr import qr_drawing
from nguon.food.kitchen.pages.desk import Desk, desk_at
from nguon.food.kitchen.rules.pairing import APP_PATH, grouped, pairing_path
from nguon.ground.people.choices import Act, Role
from nguon.ground.people.models import Device, Person
from nguon.ground.people.operations import issue_enrolment_code, revoke_device
from nguon.ground.people.queries import devices_of, people_working_at, pins_of

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
SILENT_AFTER = timedelta(hours=24)


@dataclass(frozen=True)
class PhoneRow:
    device: Device
    is_silent: bool
    """Not heard from for a day: it may be switched off, lost, or without a network."""


@dataclass(frozen=True)
class PinRow:
    person: Person
    roles: Sequence[str]
    has_pin: bool
    url: str


@require_safe
def phones(request: HttpRequest, place_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.MANAGE_DEVICES)
    rows = [_phone_row(desk, device) for device in devices_of(desk.place)]
    context = {
        "place": desk.place,
        "phones": [row for row in rows if row.device.revoked_at is None],
        "revoked": [row for row in rows if row.device.revoked_at is not None],
        "people": _pin_rows(desk),
        "app_path": APP_PATH,
        "trail": [Link(_("Set up the kitchen"), reverse("kitchen:setup", args=[place_id]))],
    }
    return render(request, "kitchen/phones.html", context)


@never_cache
@require_POST
def new_phone(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """The code is in this one answer and nowhere else: not in the session, not in a message."""
    desk = desk_at(request, place_id, Act.MANAGE_DEVICES)
    row, code = issue_enrolment_code(desk.place, by=desk.person, at=desk.at)
    path = pairing_path(code)
    context = {
        "place": desk.place,
        "code": grouped(code),
        "expires_at": row.expires_at,
        "today": desk.today,
        "here_url": path,
        "address": f"{settings.PUBLIC_URL}{APP_PATH}",
        "qr": qr_drawing(f"{settings.PUBLIC_URL}{path}"),
        "is_this_machine_only": urlsplit(settings.PUBLIC_URL).hostname in _THIS_MACHINE,
        "trail": [_phones_link(place_id)],
    }
    return render(request, "kitchen/phone_code.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke_phone(request: HttpRequest, place_id: UUID, device_id: UUID) -> HttpResponse:
    desk = desk_at(request, place_id, Act.MANAGE_DEVICES)
    device = devices_of(desk.place).filter(pk=device_id).first()
    if device is None:
        raise Missing(_("There is no such phone of this kitchen."))
    back = _phones_link(place_id)
    if request.method == "POST":
        revoke_device(device, by=desk.person, at=desk.at)
        messages.success(request, _("The phone %(name)s is revoked.") % {"name": device.name})
        return redirect(back.url)
    context = {
        "place": desk.place,
        "question": _("Revoke the phone “%(name)s”?") % {"name": device.name},
        "consequences": [
            _("It gets no news of this kitchen any more: no menu, no deliveries, no samples."),
            _("What is written on it is not lost: it waits until you have looked at it."),
            _("To use it again, pair it with a new code."),
        ],
        "back_url": back.url,
        "confirm_text": _("Revoke"),
        "is_danger": True,
    }
    return render(request, "base/confirm.html", context)


def _phone_row(desk: Desk, device: Device) -> PhoneRow:
    seen = device.last_seen_at or device.enrolled_at
    return PhoneRow(device, is_silent=desk.at - seen > SILENT_AFTER)


def _pin_rows(desk: Desk) -> list[PinRow]:
    """Who will stand on the phone as a tile; without a PIN the tile alone signs."""
    working = people_working_at(desk.place, at=desk.at)
    pins = pins_of(person for person, _roles in working)
    return [
        PinRow(
            person,
            [str(role.label) for role in Role if role in roles],
            has_pin=person.pk in pins,
            url=_pin_url(desk, person, roles),
        )
        for person, roles in working
    ]


def _pin_url(desk: Desk, person: Person, roles: Collection[Role]) -> str:
    """ "" for another manager, whose PIN is their own matter."""
    back = urlencode({"ve": reverse("kitchen:phones", args=[desk.place.pk])})
    if person == desk.person:
        return f"{reverse('people:own_pin')}?{back}"
    if Role.MANAGER in roles:
        return ""
    return f"{reverse('people:pin', args=[person.pk])}?{back}"


def _phones_link(place_id: UUID) -> Link:
    return Link(_("Kitchen phones"), reverse("kitchen:phones", args=[place_id]))
