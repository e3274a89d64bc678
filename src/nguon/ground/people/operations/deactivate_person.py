"""Take every right away from a person, at once."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from nguon.base import clock
from nguon.ground.people import rules
from nguon.ground.people.models import Assignment, Person


@transaction.atomic
def deactivate_person(person: Person, *, by: Person, at: datetime | None = None) -> Person:
    """What the person recorded stays under their name.

    Roles end today, those that would have begun later on the day they would have. The password
    goes, and with it every session: being active again, one day, is not being signed in again.
    """
    at = at or clock.now()
    rules.may_deactivate(by, person, at=at).require()
    today = clock.local_day(at)
    held = Person.objects.select_for_update().get(pk=person.pk)
    standing = Assignment.objects.filter(Q(valid_to=None) | Q(valid_to__gt=today), person=held)
    standing.update(valid_to=Greatest(F("valid_from"), today), ended_by=by)
    held.is_active = False
    held.set_unusable_password()
    held.save(update_fields=["is_active", "password"])
    person.is_active = False
    return held
