"""Who may pair and revoke phones, and set a PIN."""

import re
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from nguon.base.decision import ALLOWED, Decision
from nguon.base.errors import FieldError, InputInvalid
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person, Place
from nguon.ground.people.rules.administration import may_administer, may_reset_password
from nguon.ground.people.rules.may import may

_DIGITS = re.compile(r"[0-9]{4,6}")


def may_manage_devices(person: Person, place: Place, *, at: datetime | None = None) -> Decision:
    """The kitchen's manager, or an administrator: who sets up a school hands over its phone."""
    decision = may(person, Act.MANAGE_DEVICES, place=place, at=at)
    return ALLOWED if decision.allowed or may_administer(person).allowed else decision


def may_set_pin(person: Person, of: Person, *, at: datetime | None = None) -> Decision:
    """Everybody their own; of somebody else whoever may give them a new password."""
    if person.pk == of.pk and person.is_active:
        return ALLOWED
    return may_reset_password(person, of, at=at)


def require_good_pin(pin: str, *, of: Person) -> None:
    """4 to 6 digits, and none of those that everybody tries first."""
    expected = _("4 to 6 digits")
    if not _DIGITS.fullmatch(pin):
        message = _("A PIN has digits only.")
        raise InputInvalid([FieldError("pin", message, expected=expected)])
    if _is_trivial(pin) or pin in re.sub(r"[^0-9]", "", of.phone):
        message = _("This PIN is too easy to guess. Choose another.")
        wanted = _("not all alike, not in a row, not repeated, not of the phone number")
        raise InputInvalid([FieldError("pin", message, expected=wanted)])


def _is_trivial(pin: str) -> bool:
    """One step again and again (0000, 1234, 9876, 2468), or a part again (1212, 123123)."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    again = pin == (pin[:2] * 3)[: len(pin)] or (len(pin) == 6 and pin[:3] == pin[3:])
    return len(steps) == 1 or again
