import hashlib
from datetime import datetime

from django.db import transaction

from nguon.food.exchange.models import SentSheet
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Organisation, Person
from nguon.ground.people.rules import may

LONGEST_NAME = 200


@transaction.atomic
def send_sheet(
    data: bytes, *, file_name: str, organisation: Organisation, by: Person, at: datetime
) -> SentSheet:
    """Keep a file as it came, before anybody looks into it. Nothing is captured yet.

    The same bytes for the same organisation are the sheet that is here already.
    """
    may(by, Act.CAPTURE_EVENTS, organisation=organisation, at=at).require()
    digest = hashlib.sha256(data).hexdigest()
    sheet, _is_new = SentSheet.objects.get_or_create(
        tenant_id=organisation.pk,
        sha256=digest,
        defaults={
            "person_id": by.pk,
            "file_name": _plain(file_name),
            "raw": data,
            "received_at": at,
        },
    )
    return sheet


def _plain(name: str) -> str:
    """A name that can be shown and given back; it came from somebody else's computer."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[:LONGEST_NAME] or "?"
