"""From the token that a phone sends to the phone; and which phones and PINs a kitchen has."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from nguon.base.errors import Unidentified
from nguon.ground.people.choices import Act, PlaceKind
from nguon.ground.people.models import Device, Person, Pin, Place
from nguon.ground.people.queries.places import places_visible_to
from nguon.ground.people.queries.registry import administers

_PURPOSE = "nguon.ground.people.enrolment"


def device_of_token(token: str) -> Device | None:
    """Revoked devices too: what they hand in is kept for a manager to judge."""
    found = Device.objects.filter(token_hash=hash_of_token(token))
    return found.select_related("place__organisation", "place__commune").first()


def device_of_request(request: HttpRequest) -> Device:
    """The device in `Authorization: Bearer …`; raises `Unidentified` without one that is known."""
    scheme, _sep, token = request.headers.get("Authorization", "").partition(" ")
    device = device_of_token(token.strip()) if scheme.lower() == "bearer" else None
    if device is None:
        raise Unidentified(
            _("This phone is not known here. Ask the manager for a new pairing code.")
        )
    return device


def devices_of(place: Place) -> QuerySet[Device]:
    """Those in use first, the newest first; revoked ones stay listed."""
    found = Device.objects.filter(place=place).select_related("enrolled_by", "revoked_by")
    return found.order_by(F("revoked_at").desc(nulls_first=True), "-enrolled_at", "id")


def kitchens_with_devices_of(
    person: Person | AnonymousUser, *, at: datetime | None = None
) -> QuerySet[Place]:
    """Kitchens whose phones are the person's to pair and to revoke."""
    if administers(person):
        return Place.objects.filter(kind=PlaceKind.KITCHEN)
    return places_visible_to(person, act=Act.MANAGE_DEVICES, at=at).filter(kind=PlaceKind.KITCHEN)


def pins_of(persons: Iterable[Person]) -> dict[UUID, Pin]:
    """By the person's id; who has none is not in it."""
    found = Pin.objects.filter(person__in=[person.pk for person in persons]).select_related(
        "set_by"
    )
    return {pin.person_id: pin for pin in found}


def hash_of_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def hash_of_code(code: str) -> str:
    """Keyed with the installation's secret: 40 random bits could be found from a plain hash."""
    return salted_hmac(_PURPOSE, code, algorithm="sha256").hexdigest()
