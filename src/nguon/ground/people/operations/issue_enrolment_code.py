"""Issue a code with which one phone can be paired with a kitchen."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import FieldError, InputInvalid
from nguon.core.gs1.own_identifier import ALPHABET, check_character
from nguon.ground.people import rules
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import EnrolmentCode, Person, Place
from nguon.ground.people.queries.devices import hash_of_code

VALID_FOR = timedelta(minutes=30)
_RANDOM_CHARACTERS = 8


@transaction.atomic
def issue_enrolment_code(
    place: Place, *, by: Person, at: datetime | None = None
) -> tuple[EnrolmentCode, str]:
    """Returns the row and the code: 8 random characters and a check character.

    The code is not stored: show it now, once. It works once, within `VALID_FOR`.
    """
    at = at or clock.now()
    rules.may_manage_devices(by, place, at=at).require()
    if place.kind != PlaceKind.KITCHEN:
        message = _("Phones are paired with kitchens only.")
        raise InputInvalid([FieldError("place", message, expected="kitchen", got=place.kind)])
    body = "".join(secrets.choice(ALPHABET) for _character in range(_RANDOM_CHARACTERS))
    code = body + check_character(body)
    row = EnrolmentCode.objects.create(
        place=place,
        code_hash=hash_of_code(code),
        issued_at=at,
        issued_by=by,
        expires_at=at + VALID_FOR,
    )
    return row, code
