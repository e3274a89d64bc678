"""Let somebody be a person of the platform again."""

from django.db import transaction

from nguon.ground.people import rules
from nguon.ground.people.models import Person


@transaction.atomic
def reactivate_person(person: Person, *, by: Person) -> Person:
    """Without role and without password: both are given anew."""
    rules.may_administer(by).require()
    held = Person.objects.select_for_update().get(pk=person.pk)
    held.is_active = True
    held.save(update_fields=["is_active"])
    return held
