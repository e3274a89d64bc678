"""From the code on a manager's screen to the pass; and which passes a kitchen has given.

The code is the id of the pass with the platform's signature and nothing else: it names no kitchen,
no person and no right, and a code that was made up is known without asking the database.
"""

import base64
import binascii
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db.models import QuerySet

from nguon.ground.people.models import InspectionPass, Place

_PURPOSE = "nguon.ground.people.inspection_pass"
VALID_FOR = timedelta(minutes=30)


def code_of_pass(given: InspectionPass) -> str:
    body = base64.urlsafe_b64encode(given.pk.bytes).decode().rstrip("=")
    return signing.TimestampSigner(salt=_PURPOSE).sign(body)


def pass_of_code(code: str) -> InspectionPass | None:
    """None for whatever we did not sign within twice the time a pass is valid.

    Whether it still counts is told by the row, not by the code: a pass can be ended early.
    """
    signer = signing.TimestampSigner(salt=_PURPOSE)
    try:
        body = signer.unsign(code, max_age=2 * VALID_FOR)
        number = UUID(bytes=base64.b64decode(f"{body}==", altchars=b"-_", validate=True))
    except (signing.BadSignature, binascii.Error, ValueError):
        return None
    found = InspectionPass.objects.filter(pk=number)
    return found.select_related("place__organisation", "place__commune", "issued_by").first()


def passes_of(place: Place) -> QuerySet[InspectionPass]:
    """The newest first."""
    return InspectionPass.objects.filter(place=place).select_related("issued_by", "ended_by")


def live_passes_of(place: Place, *, at: datetime) -> QuerySet[InspectionPass]:
    return passes_of(place).filter(ended_at=None, expires_at__gt=at)
