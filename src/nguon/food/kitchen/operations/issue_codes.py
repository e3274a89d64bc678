"""Issue codes to be printed before anybody knows what they will be stuck on."""

import secrets
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.core.gs1 import mint_own_identifier
from nguon.food.kitchen.choices import CodePurpose
from nguon.food.kitchen.models import CodeSheet, IssuedCode
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person, Place
from nguon.ground.people.rules import may

MOST = 360
_RANDOM_BYTES = 8


@transaction.atomic
def issue_codes(
    place: Place, *, sheet_id: UUID, purpose: CodePurpose, count: int, by: Person, at: datetime
) -> CodeSheet:
    """Random identifiers, numbered on from those that the kitchen has for this purpose.

    Nothing is known of them yet: a record that names one says what it stands for, and until when
    is said by the next. The same sheet asked for twice is issued once.
    """
    may(by, Act.SET_UP_KITCHEN, place=place, at=at).require()
    if not 1 <= count <= MOST:
        wanted = f"1–{MOST}"
        message = _("This many codes are not issued at once.")
        raise InputInvalid([FieldError("count", message, wanted, str(count))])
    Place.objects.select_for_update().get(pk=place.pk)  # one numbers at a time
    sheet, is_new = CodeSheet.objects.get_or_create(
        id=sheet_id,
        defaults={"place": place, "purpose": purpose, "issued_by": by, "issued_at": at},
    )
    if is_new:
        earlier = IssuedCode.objects.filter(sheet__place=place, sheet__purpose=purpose)
        last = earlier.aggregate(last=Max("number"))["last"] or 0
        IssuedCode.objects.bulk_create(
            IssuedCode(uri=_new_uri(), sheet=sheet, number=last + number)
            for number in range(1, count + 1)
        )
    return sheet


def _new_uri() -> str:
    host = settings.NGUON_IDENTIFIER_HOST
    return mint_own_identifier("obj", secrets.token_bytes(_RANDOM_BYTES), host=host).uri
