"""End a pass before its time."""

from datetime import datetime

from django.db import transaction

from nguon.base import clock
from nguon.ground.people import rules
from nguon.ground.people.models import InspectionPass, Person


@transaction.atomic
def end_inspection_pass(
    given: InspectionPass, *, by: Person, at: datetime | None = None
) -> InspectionPass:
    """Ending twice keeps the first time."""
    at = at or clock.now()
    rules.may_issue_pass(by, given.place, at=at).require()
    held = InspectionPass.objects.select_for_update(of=("self",)).get(pk=given.pk)
    if held.ended_at is None:
        held.ended_at, held.ended_by = at, by
        held.save(update_fields=["ended_at", "ended_by"])
    return held
