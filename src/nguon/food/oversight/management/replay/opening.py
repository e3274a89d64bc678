"""First chapter: reported on a phone, asked at once, reported again, made one incident."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.food.kitchen.choices import RecordKind
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.management.replay.acts import (
    counted,
    handed_in,
    incident_act,
    kept_on_web,
    said_on_phone,
    suspicion,
)
from nguon.food.oversight.management.replay.schools import PILOT, SECOND, THIRD
from nguon.food.oversight.management.replay.story import LOTS, Story
from nguon.food.oversight.management.replay.teller import Teller
from nguon.food.oversight.management.replay.walk import Walk
from nguon.food.oversight.queries.suspicion import MealStart


def opened(story: Story, teller: Teller) -> Walk:
    teller.chapter(_("1. Children fall sick"))
    walk = _opened(story, teller)
    _ask_at_once(walk)
    _others_report(walk)
    return walk


def _opened(story: Story, teller: Teller) -> Walk:
    at = story.at(13, 52)
    pilot = story.kitchens[PILOT]
    said = (RecordKind.HOLD, suspicion(story, PILOT, at=at))
    incident_id, raw = said_on_phone(story, pilot, said, at=at)
    came_in = at + timedelta(seconds=3)
    answer = teller.step(
        at,
        _("The health officer reports on the phone: two taps"),
        lambda: handed_in(story, pilot, raw, at=came_in),
    )
    teller.check(_("the phone's record is in the book"), answer.result, "stored")
    walk = Walk(story, teller, incident_id)
    incident = walk.seen(came_in)
    words = {"sick": incident.sick, "kitchen": incident.kitchen.name}
    teller.check(
        _("an incident is open: %(kitchen)s, %(sick)s sick") % words,
        (incident.is_open, incident.kitchen, incident.sick),
        (True, pilot.place, story.sick_at(PILOT)),
    )
    return walk


def _ask_at_once(walk: Walk) -> None:
    story, at = walk.story, walk.story.at(13, 53)
    start = MealStart((story.days[PILOT].meal_id,))
    found = walk.teller.step(at, _("Asked at once, from one meal"), lambda: walk.asked(start, at))
    kitchens = {one.place.uri for one in found.received if one.thing == LOTS[0]}
    walk.teller.check(
        _("its lot of giò is in %(number)d other kitchens too") % {"number": len(kitchens) - 1},
        kitchens,
        {story.kitchens[key].place.identifier for key in story.with_lot(0)},
    )


def _others_report(walk: Walk) -> None:
    story, at = walk.story, walk.story.at(13, 55)
    kitchen = story.kitchens[SECOND]
    said = (RecordKind.HOLD, suspicion(story, SECOND, at=at))
    second, raw = said_on_phone(story, kitchen, said, at=at)
    walk.teller.step(
        at,
        _("A second school reports, on its phone"),
        lambda: handed_in(story, kitchen, raw, at=at + timedelta(seconds=5)),
    )
    later = story.at(13, 57)
    third = walk.teller.step(
        later,
        _("A third one, on the web page"),
        lambda: kept_on_web(
            story, THIRD, (RecordKind.HOLD, suspicion(story, THIRD, at=later)), at=later
        ),
    )
    _join(walk, {PILOT: walk.incident_id, SECOND: second, THIRD: third})


def _join(walk: Walk, reports: Mapping[str, UUID]) -> None:
    """Each school counts its own sick; the province says that it is one."""
    story, at = walk.story, walk.story.at(13, 58)
    others = [str(report) for report in reports.values() if report != walk.incident_id]

    def join() -> None:
        for number, (key, report) in enumerate(reports.items()):
            by = story.kitchens[key].people["health_officer"]
            counted(story, key, report, by=by, at=at + timedelta(seconds=number))
        joined = (ActKind.INCIDENT_JOINED, {"reports": others})
        incident_act(story, PILOT, walk.incident_id, joined, by=walk.inspector, at=at)

    title = _("The sick are counted by class; the province makes one incident of the three")
    walk.teller.step(at, title, join)
    incident = walk.seen(at + timedelta(minutes=1))
    words = {"schools": len(incident.places), "sick": incident.sick}
    walk.teller.check(
        _("one incident: %(schools)d schools, %(sick)s sick") % words,
        (len(incident.places), incident.sick),
        (len(reports), story.sick),
    )
