"""End what somebody may do somewhere."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict, FieldError, InputInvalid
from nguon.ground.people import rules
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Assignment, Person


@transaction.atomic
def end_assignment(
    assignment: Assignment, *, by: Person, on: date, at: datetime | None = None
) -> Assignment:
    """From `on` it no longer counts. An end that has come already is not moved."""
    held = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    rules.may_assign(by, Role(held.role), place=held.place, at=at).require()
    if held.valid_to is not None and held.valid_to <= on:
        raise Conflict(_("This assignment has ended on %(day)s already.") % {"day": held.valid_to})
    if on < held.valid_from:
        message = _("The assignment would end before it begins.")
        error = FieldError("on", message, expected=f">= {held.valid_from}", got=str(on))
        raise InputInvalid([error])
    held.valid_to, held.ended_by = on, by
    held.save(update_fields=["valid_to", "ended_by"])
    return held
