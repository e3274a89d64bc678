"""What registering a person and registering an administrator have in common."""

import re
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Conflict, FieldError, InputInvalid
from nguon.base.text_field import optional_text, required_text
from nguon.ground.people.models import Person

_USERNAME = re.compile(r"[a-z0-9._@+-]+")


def create_person(
    *,
    username: str,
    full_name: str,
    password: str | None,
    phone: str = "",
    is_superuser: bool = False,
    password_is_given: bool = True,
    at: datetime | None = None,
) -> Person:
    """The caller has asked the rules. Without a password nobody can sign in as this person.

    A password that somebody else typed lasts until the first sign-in.
    """
    person = Person(
        username=_username(username),
        full_name=required_text(Person, "full_name", full_name),
        phone=optional_text(Person, "phone", phone),
        is_staff=is_superuser,
        is_superuser=is_superuser,
        password_is_given=password is not None and password_is_given,
        registered_at=at or clock.now(),
    )
    if password is not None:
        require_good_password(password, person)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:  # a double tap, or somebody was faster
        raise _taken(person.username) from error
    return person


def _username(text: str) -> str:
    username = required_text(Person, "username", text).lower()
    if not _USERNAME.fullmatch(username):
        message = _("A user name has letters without marks, digits and . _ @ + - only.")
        raise InputInvalid([FieldError("username", message, expected="co.lan", got=text)])
    if Person.objects.filter(username=username).exists():
        raise _taken(username)
    return username


def _taken(username: str) -> Conflict:
    return Conflict(_("The user name “%(name)s” is taken. Choose another.") % {"name": username})


def require_good_password(password: str, person: Person) -> None:
    try:
        validate_password(password, user=person)
    except ValidationError as error:
        raise InputInvalid([FieldError("password", text) for text in error.messages]) from error
