"""Third and fourth chapter: nothing can be destroyed, and what is still there to be looked at."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.models import RetainedSample
from nguon.food.kitchen.queries.day import acts_of_day, boxes_of_place
from nguon.food.kitchen.rules.day import read_day
from nguon.food.kitchen.rules.flag import Flag
from nguon.food.kitchen.rules.kit.stops import stop_list_of
from nguon.food.kitchen.rules.limits import limits_on
from nguon.food.oversight.management.replay.acts import (
    destruction,
    gio_box,
    handed_in,
    said_on_phone,
    tried_to_destroy,
)
from nguon.food.oversight.management.replay.schools import OFFLINE, PARTS, PILOT, UNSEALED
from nguon.food.oversight.management.replay.story import GIO
from nguon.food.oversight.management.replay.walk import Walk
from nguon.food.oversight.queries.incident_samples import HeldSample, samples_of_incident
from nguon.food.oversight.rules.custody import Custody, Reading, custody
from nguon.ground.people.choices import Act
from nguon.ground.people.queries import principal_of

POWER_CUT = {"covered": 36, "above": 30, "unknown": 185}
"""Minutes of the pilot's box from 10:24 to 14:05: known are 10:24–10:30 and 13:15–13:45, of
which the second was warm; see `story.CUT_READ_AT`."""


def held(walk: Walk) -> None:
    walk.teller.chapter(_("3. Held everywhere"))
    _destroying_is_refused(walk)
    _stopped_on_phones(walk)
    _offline_phone_comes_back(walk)
    walk.teller.chapter(_("4. The samples that still exist"))
    _samples(walk)


def _destroying_is_refused(walk: Walk) -> None:
    at = walk.story.at(14, 2)
    said = walk.teller.step(
        at,
        _("In all twelve kitchens somebody wants to destroy the sample of giò"),
        lambda: [tried_to_destroy(walk.story, key, at=at) for key in PARTS],
    )
    refused = said.count("held_suspicion")
    walk.teller.check(
        _("refused in %(number)d of 12: held for suspicion") % {"number": refused},
        said,
        ["held_suspicion"] * len(PARTS),
    )


def _stopped_on_phones(walk: Walk) -> None:
    at = walk.story.at(14, 3)
    stopped = walk.teller.step(
        at,
        _("The stop lists that the kitchens' phones fetch"),
        lambda: sum(_is_stopped(walk, key, at) for key in PARTS),
    )
    walk.teller.check(
        _("the sample is on %(number)d of 12") % {"number": stopped}, stopped, len(PARTS)
    )


def _is_stopped(walk: Walk, key: str, at: datetime) -> bool:
    stops = stop_list_of(walk.story.kitchens[key].place, at=at)["stops"]
    box = str(gio_box(walk.story, key).root_id)
    return any(one["kind"] == "sample" and one["of"] == box for one in stops)


def _offline_phone_comes_back(walk: Walk) -> None:
    """The box of three days ago was old enough, and the phone could not know."""
    story = walk.story
    kitchen, destroyed_at, at = story.kitchens[OFFLINE], story.at(13, 56), story.at(14, 4)
    record_id = story.earlier.said[f"sample:{GIO.name}"]
    sample = RetainedSample.objects.get(record_id=record_id)
    said = (RecordKind.SAMPLE_DESTROYED, destruction(sample, at=destroyed_at))
    _id, raw = said_on_phone(story, kitchen, said, at=destroyed_at)
    answer = walk.teller.step(
        at,
        _("A phone that was offline hands in: an older sample was destroyed at 13:56"),
        lambda: handed_in(story, kitchen, raw, at=at),
    )
    walk.teller.check(_("it is taken, not hidden"), answer.result, "stored")
    red = [flag for flag in _flags(walk, at) if flag.tone == "red"]
    for flag in red:
        walk.teller.say(flag.text)
    walk.teller.check(
        _("a red exception on the day of that kitchen"),
        [flag.code for flag in red],
        ["destroyed_under_hold"],
    )


def _flags(walk: Walk, at: datetime) -> list[Flag]:
    place = walk.story.kitchens[OFFLINE].place
    boxes = boxes_of_place(place, since=at - timedelta(days=7))
    view = read_day(acts_of_day(place, walk.story.day), boxes, day_hash="", at=at)
    return list(view.flags)


def _samples(walk: Walk) -> None:
    story, at = walk.story, walk.story.at(14, 5)
    principal = principal_of(walk.inspector, act=Act.WORK_ON_INCIDENT, at=at)
    found = walk.teller.step(
        at,
        _("Every sample of giò, with its custody"),
        lambda: samples_of_incident(walk.seen(at), principal, at).samples,
    )
    gio = [one for one in found if one.sample.dish.name == GIO.name]
    kept = [one for one in gio if one.destroyed is None]
    unsealed = {one.sample.place_id for one in kept if not one.sample.sealed}
    words = {"kept": len(kept), "gone": len(gio) - len(kept), "unsealed": len(unsealed)}
    walk.teller.check(
        _("%(kept)d kept, %(gone)d destroyed, %(unsealed)d NOT SEALED") % words,
        (len(kept), len(gio) - len(kept), unsealed),
        (len(PARTS), 1, {story.kitchens[key].place.pk for key in UNSEALED}),
    )
    for one in kept:
        walk.teller.say(_told(one, at))
    _check_power_cut(walk, kept, at)


def _check_power_cut(walk: Walk, kept: list[HeldSample], at: datetime) -> None:
    place = walk.story.kitchens[PILOT].place
    lines = [_line_of(one, at) for one in kept if one.sample.place_id == place.pk]
    minutes = [
        {"covered": _minutes(line, "covered"), "above": _minutes(line, "above")}
        | {"unknown": _minutes(line, "unknown")}
        for line in lines
    ]
    walk.teller.check(_("the power cut is seen to the minute"), minutes, [POWER_CUT])


def _line_of(one: HeldSample, at: datetime) -> Custody:
    readings = [Reading(row.happened_at, row.celsius) for row in one.readings]
    highest = limits_on(localdate(at)).sample_fridge.highest
    return custody(readings, since=one.sample.happened_at, until=at, highest=highest)


def _minutes(line: Custody, name: str) -> int:
    span: timedelta = getattr(line, name)
    return span // timedelta(minutes=1)


def _told(one: HeldSample, at: datetime) -> str:
    line = _line_of(one, at)
    words = {
        "kitchen": one.sample.place.name,
        "seal": _("sealed") if one.sample.sealed else _("NOT SEALED"),
        "covered": _minutes(line, "covered"),
        "above": _minutes(line, "above"),
        "unknown": _minutes(line, "unknown"),
    }
    return (
        _(
            "%(kitchen)s: %(seal)s; read %(covered)d min, above 8 °C %(above)d min, "
            "unknown %(unknown)d min"
        )
        % words
    )
