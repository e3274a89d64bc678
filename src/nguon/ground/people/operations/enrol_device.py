"""Pair a phone with the kitchen that its code was issued for."""

import secrets
from datetime import datetime, timedelta
from ipaddress import IPv6Network, ip_address

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.decision import Decision
from nguon.base.errors import Refused, TooManyAttempts
from nguon.base.text_field import required_text
from nguon.core.gs1.errors import OwnIdentifierError
from nguon.core.gs1.own_identifier import read_code
from nguon.ground.people import rules
from nguon.ground.people.models import Device, EnrolmentAttempt, EnrolmentCode
from nguon.ground.people.queries.devices import hash_of_code, hash_of_token

TOKEN_MARK = "nguonphone"  # noqa: S105 - what every token begins with, for leak scanners
WINDOW = timedelta(minutes=15)
SPACE = 2
"""Characters of a code that say in which of 1,024 spaces it lies."""

ATTEMPTS_OF_AN_ADDRESS = 10
ATTEMPTS_IN_ALL = 60


def enrol_device(code: str, *, name: str, at: datetime, address: str = "") -> tuple[Device, str]:
    """Returns the device and its token. The token is not stored: the phone keeps it.

    Raises `Refused` for a code that is wrong, used or too old (or whose issuer may no longer pair
    phones), and `TooManyAttempts` after `ATTEMPTS_OF_AN_ADDRESS` such tries in the space of this
    code from one address (`ATTEMPTS_IN_ALL` from anywhere) within `WINDOW`. So whoever wants to
    keep a school from pairing its phone must know the code, or try some ten thousand; and who
    guesses in all spaces at full pace finds the one code in use about once in 500 years. Not
    atomic as a whole: a failed try must be counted although it failed.
    """
    title = required_text(Device, "name", name)
    read = _read(code)
    attempt = _counted_attempt(_line_of(address), read[:SPACE], at)
    device, token = _enrol(hash_of_code(read), name=title, at=at)
    attempt.delete()
    return device, token


def _read(code: str) -> str:
    """What is mistyped is nobody's code, so it tells nothing and is not counted."""
    try:
        return read_code("".join(code.split()))
    except OwnIdentifierError as error:
        raise _refused(
            "code_mistyped", _("This is not a pairing code: a character is wrong or missing.")
        ) from error


def _line_of(address: str) -> str:
    """Whoever has one IPv6 address has all of its /64."""
    try:
        known = ip_address(address)
    except ValueError:
        return address[:64]
    return str(IPv6Network((known, 64), strict=False)) if known.version == 6 else str(known)


def _counted_attempt(line: str, space: str, at: datetime) -> EnrolmentAttempt:
    """Counted before it is judged, so that tries made at the same moment count each other."""
    EnrolmentAttempt.objects.filter(attempted_at__lt=at - timedelta(days=1)).delete()
    attempt = EnrolmentAttempt.objects.create(address=line, space=space, attempted_at=at)
    recent = EnrolmentAttempt.objects.filter(space=space, attempted_at__gt=at - WINDOW)
    own = recent.filter(address=line)
    if own.count() > ATTEMPTS_OF_AN_ADDRESS or recent.count() > ATTEMPTS_IN_ALL:
        attempt.delete()  # else somebody who goes on trying would never be let in again
        raise TooManyAttempts(
            _("Too many codes did not work. Wait 15 minutes, then ask for a new code."),
            retry_after=WINDOW,
        )
    return attempt


@transaction.atomic
def _enrol(code_hash: str, *, name: str, at: datetime) -> tuple[Device, str]:
    rows = EnrolmentCode.objects.select_for_update(of=("self",)).select_related(
        "place", "issued_by"
    )
    row = rows.filter(code_hash=code_hash).first()
    if row is None:
        raise _refused("code_unknown", _("There is no such pairing code. Read it once more."))
    if row.used_at is not None:
        raise _refused(
            "code_used", _("This pairing code was used already. Ask the manager for a new one.")
        )
    issuer_may = rules.may_manage_devices(row.issued_by, row.place, at=at)
    if at >= row.expires_at or not issuer_may.allowed:
        raise _refused(
            "code_expired", _("This pairing code is too old. Ask the manager for a new one.")
        )
    token = f"{TOKEN_MARK}_{secrets.token_urlsafe(32)}"
    device = Device.objects.create(
        place=row.place,
        name=name,
        token_hash=hash_of_token(token),
        enrolled_at=at,
        enrolled_by=row.issued_by,
        last_seen_at=at,
    )
    row.used_at, row.device = at, device
    row.save(update_fields=["used_at", "device"])
    return device, token


def _refused(code: str, reason: str) -> Refused:
    return Refused(Decision(allowed=False, code=code, reason=reason))
