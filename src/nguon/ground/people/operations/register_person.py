"""Register somebody who will sign in."""

from datetime import datetime

from django.db import transaction

from nguon.ground.people import rules
from nguon.ground.people.models import Person
from nguon.ground.people.operations.create_person import create_person


@transaction.atomic
def register_person(
    *,
    by: Person,
    username: str,
    full_name: str,
    password: str | None,
    phone: str = "",
    password_is_given: bool = True,
    at: datetime | None = None,
) -> Person:
    """Registered persons may do nothing yet; `assign_role` says what and where.

    A given password has to be replaced at the first sign-in.
    """
    rules.may_register_person(by, at=at).require()
    return create_person(
        username=username,
        full_name=full_name,
        password=password,
        phone=phone,
        password_is_given=password_is_given,
        at=at,
    )
