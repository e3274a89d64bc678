"""A parked record about to be decided on, with everybody else waiting."""

from datetime import datetime

from django.utils.translation import gettext as _

from nguon.base.errors import Conflict
from nguon.food.kitchen.models import ParkedDecision, ParkedRecord
from nguon.ground.journal.operations import wait_for_place
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.rules import may


def parked_at(parked: ParkedRecord, *, by: Person, at: datetime) -> ParkedRecord:
    """Raises Refused for somebody who may not judge, Conflict if somebody has decided."""
    waiting = ParkedRecord.objects.select_related("place__organisation").get(pk=parked.pk)
    may(by, Act.REVIEW_RECORDS, place=waiting.place, at=at).require()
    wait_for_place(waiting.place_id)
    if ParkedDecision.objects.filter(parked=waiting).exists():
        raise Conflict(_("Somebody has decided on this record already."))
    return waiting
