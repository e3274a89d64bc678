"""Let somebody who has no account here look at one kitchen for half an hour."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import FieldError, InputInvalid, TooManyAttempts
from nguon.ground.people import rules
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import InspectionPass, Person, Place
from nguon.ground.people.queries.inspection_passes import (
    VALID_FOR,
    code_of_pass,
    live_passes_of,
    passes_of,
)

MOST_AT_ONCE = 5
MOST_A_DAY = 40


@transaction.atomic
def issue_inspection_pass(
    place: Place, *, by: Person, at: datetime | None = None
) -> tuple[InspectionPass, str]:
    """Returns the row and the code. The code is not stored: show it now.

    Raises `TooManyAttempts` when the kitchen has `MOST_AT_ONCE` passes that count, or gave
    `MOST_A_DAY` within a day: then somebody is collecting them.
    """
    at = at or clock.now()
    rules.may_issue_pass(by, place, at=at).require()
    if place.kind != PlaceKind.KITCHEN:
        message = _("Passes are for kitchens only.")
        raise InputInvalid([FieldError("place", message, expected="kitchen", got=place.kind)])
    Place.objects.select_for_update().get(pk=place.pk)
    _require_few(place, at)
    given = InspectionPass.objects.create(
        place=place, issued_at=at, issued_by=by, expires_at=at + VALID_FOR
    )
    return given, code_of_pass(given)


def _require_few(place: Place, at: datetime) -> None:
    if live_passes_of(place, at=at).count() >= MOST_AT_ONCE:
        raise TooManyAttempts(
            _("Five passes of this kitchen count right now. End one of them, or wait."),
            retry_after=VALID_FOR,
        )
    if passes_of(place).filter(issued_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
        raise TooManyAttempts(
            _("This kitchen has given too many passes today. Wait until tomorrow."),
            retry_after=timedelta(days=1),
        )
