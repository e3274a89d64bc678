"""A manager refuses what a phone had handed in; it stays kept, outside the book."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.food.kitchen.choices import ParkedOutcome
from nguon.food.kitchen.models import ParkedDecision, ParkedRecord
from nguon.food.kitchen.operations.parked_at import parked_at
from nguon.ground.people.models import Person


@transaction.atomic
def refuse_parked(parked: ParkedRecord, *, by: Person, reason: str, at: datetime) -> ParkedDecision:
    """The phone is told the reason when it asks again. Raises Conflict if it was decided."""
    waiting = parked_at(parked, by=by, at=at)
    if not reason.strip():
        raise InputInvalid([FieldError("reason", _("A refusal needs a reason."))])
    return ParkedDecision.objects.create(
        parked=waiting, outcome=ParkedOutcome.REFUSED, by=by, at=at, reason=reason.strip()
    )
