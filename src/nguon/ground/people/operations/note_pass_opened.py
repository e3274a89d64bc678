"""Count that somebody looked with a pass: the manager sees how often it was used."""

from datetime import datetime

from django.db.models import F

from nguon.ground.people.models import InspectionPass


def note_pass_opened(given: InspectionPass, *, at: datetime) -> None:
    InspectionPass.objects.filter(pk=given.pk).update(openings=F("openings") + 1, last_opened_at=at)
