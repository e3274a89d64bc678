"""Take every right away from a person, at once."""

from django.db import transaction

from nguon.ground.people import rules
from nguon.ground.people.models import Person


@transaction.atomic
def deactivate_person(person: Person, *, by: Person) -> Person:
    """What the person recorded stays under their name."""
    rules.may_administer(by).require()
    person.is_active = False
    person.save(update_fields=["is_active"])
    return person
