"""Replace a person's password."""

from django.db import transaction

from nguon.ground.people.models import Person
from nguon.ground.people.operations.create_person import require_good_password


@transaction.atomic
def change_password(person: Person, *, new: str, is_given: bool = False) -> None:
    """The face has asked for the old one. Sessions elsewhere end by it.

    `is_given` means that somebody else typed it: then it has to be replaced at the next sign-in.
    """
    require_good_password(new, person)
    person.set_password(new)
    person.password_is_given = is_given
    person.save(update_fields=["password", "password_is_given"])
