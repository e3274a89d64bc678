"""The whole walk, chapter by chapter."""

from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.food.oversight.management.replay.answering import answered
from nguon.food.oversight.management.replay.holding import held
from nguon.food.oversight.management.replay.opening import opened
from nguon.food.oversight.management.replay.proving import proved
from nguon.food.oversight.management.replay.recalling import recalled
from nguon.food.oversight.management.replay.schools import PARTS
from nguon.food.oversight.management.replay.story import Story, tell_until_lunch
from nguon.food.oversight.management.replay.teller import Teller
from nguon.food.oversight.management.replay.walk import Walk
from nguon.ground.journal.models import Record


def replay(day: date, *, teller: Teller, folder: Path) -> Walk:
    """In the present database, which must be empty of people. Faults are in `teller.faults`."""
    story = _told(day, teller)
    walk = opened(story, teller)
    answered(walk)
    held(walk)
    recalled(walk)
    proved(walk, folder)
    return walk


def _told(day: date, teller: Teller) -> Story:
    with transaction.atomic():
        story = tell_until_lunch(day)
    words = {
        "kitchens": len(PARTS),
        "records": Record.objects.count(),
        "day": f"{day:%d/%m/%Y}",
        "portions": story.portions,
    }
    teller.write(
        _(
            "%(day)s: %(kitchens)d kitchens of as many schools, %(portions)d portions of giò from "
            "one trader with two legal names; %(records)d records so far."
        )
        % words
    )
    return story
