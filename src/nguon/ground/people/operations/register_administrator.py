"""Register somebody who administers the platform; the first one registers without being asked."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict
from nguon.ground.people import rules
from nguon.ground.people.models import Person
from nguon.ground.people.operations.create_person import create_person


@transaction.atomic
def register_administrator(
    *,
    by: Person | None,
    username: str,
    full_name: str,
    password: str | None,
    at: datetime | None = None,
) -> Person:
    """`by=None` works once, on a platform without an administrator, who types the own password."""
    if by is not None:
        rules.may_administer(by).require()
    else:
        with connection.cursor() as cursor:  # two first administrators at once: one must wait
            cursor.execute("LOCK TABLE people_person IN SHARE ROW EXCLUSIVE MODE")
        _require_no_administrator()
    return create_person(
        username=username,
        full_name=full_name,
        password=password,
        is_superuser=True,
        password_is_given=by is not None,
        at=at,
    )


def _require_no_administrator() -> None:
    first = Person.objects.filter(is_superuser=True).first()
    if first is not None:
        raise Conflict(
            _("There is an administrator already: %(name)s. Ask them to register you.")
            % {"name": first.full_name}
        )
