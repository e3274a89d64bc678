"""Give somebody else a new password."""

from datetime import datetime

from django.db import transaction

from nguon.ground.people import rules
from nguon.ground.people.models import Person
from nguon.ground.people.operations.change_password import change_password


@transaction.atomic
def reset_password(person: Person, *, by: Person, new: str, at: datetime | None = None) -> None:
    """The manager of a kitchen for those who work there only, an administrator for anybody.

    It lasts until the next sign-in, at which the person chooses another one.
    """
    rules.may_reset_password(by, person, at=at).require()
    change_password(person, new=new, is_given=True)
