"""Replace a person's password."""

from django.db import transaction

from nguon.ground.people.models import Person
from nguon.ground.people.operations.create_person import require_good_password


@transaction.atomic
def change_password(person: Person, *, new: str) -> None:
    """The face has asked for the old one. Sessions elsewhere end by it."""
    require_good_password(new, person)
    person.set_password(new)
    person.save(update_fields=["password"])
