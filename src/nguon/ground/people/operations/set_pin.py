"""Give a person a PIN for the kitchen phone, or another one."""

import base64
import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from nguon.base import clock
from nguon.ground.people import rules
from nguon.ground.people.models import Person, Pin

ITERATIONS = 100_000
"""About a third of a second on a cheap phone: as long as somebody with wet hands waits."""


@transaction.atomic
def set_pin(person: Person, pin: str, *, by: Person, at: datetime | None = None) -> Pin:
    """The phones hear of it with their next kit."""
    at = at or clock.now()
    rules.may_set_pin(by, person, at=at).require()
    rules.require_good_pin(pin, of=person)
    salt = secrets.token_bytes(16)
    digest = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, ITERATIONS)
    row, _created = Pin.objects.update_or_create(
        person=person,
        defaults={
            "salt": base64.b64encode(salt).decode(),
            "iterations": ITERATIONS,
            "digest": base64.b64encode(digest).decode(),
            "set_at": at,
            "set_by": by,
        },
    )
    return row
