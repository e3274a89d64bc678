"""The retained samples: where each is, sealed or not, how it was kept, destroyed or not."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nguon.base import clock
from nguon.core.haccp import limits_in_force
from nguon.core.quantities import format_number
from nguon.food.kitchen.models import RetainedSample
from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.queries.incident_samples import HeldSample
from nguon.food.oversight.rules.custody import Custody, Reading, custody
from nguon.food.oversight.rules.dossier.blocks import (
    Block,
    Column,
    Row,
    Section,
    Table,
    Text,
    more_rows,
)
from nguon.food.oversight.rules.dossier.words import NONE, joined, moment

MOST_ROWS = 120
MOST_GAPS = 3


def samples_section(facts: DossierFacts) -> Section:
    columns = [
        Column(_("Kitchen"), 3),
        Column(_("Dish, box"), 3),
        Column(_("Taken"), 2),
        Column(_("Seal, fridge"), 2),
        Column(_("How it was kept"), 4.2),
        Column(_("Now"), 2.6),
    ]
    kept = facts.kept.samples
    rows = [_row(one, facts) for one in kept[:MOST_ROWS]]
    blocks: list[Block] = [
        Text(custody_note(facts), "faint"),
        Table(columns, rows, _("No record tells of a retained sample.")),
        *more_rows(len(kept) - MOST_ROWS),
    ]
    if facts.kept.elsewhere:
        said = ngettext(
            "%(n)d kitchen that you may not read has samples of these lots as well.",
            "%(n)d kitchens that you may not read have samples of these lots as well.",
            facts.kept.elsewhere,
        )
        blocks.append(Text(said % {"n": facts.kept.elsewhere}, "strong"))
    return Section(_("Retained samples"), blocks)


def custody_note(facts: DossierFacts) -> str:
    return _(
        "Between two readings further apart than two hours nobody knows how cold the fridge was: "
        "no thermometer, no current, or nobody looked. A sample still kept is followed until "
        "%(at)s, the newest record told of here."
    ) % {"at": moment(facts.book_at)}


def custody_of(one: HeldSample, facts: DossierFacts) -> Custody | None:
    """None: nobody said which fridge it lies in, so nothing can be known."""
    sample = one.sample
    if sample.fridge is None:
        return None
    limits = limits_in_force(clock.local_day(sample.happened_at))
    return custody(
        [Reading(reading.happened_at, reading.celsius) for reading in one.readings],
        since=sample.happened_at,
        until=one.destroyed.happened_at if one.destroyed else facts.book_at,
        highest=limits.sample_fridge.highest,
    )


def custody_text(kept: Custody | None) -> str:
    if kept is None:
        return _("fridge not said: nothing is known")
    gaps = [f"{moment(gap.since)} – {moment(gap.until)}" for gap in kept.gaps[:MOST_GAPS]]
    more = ["…"] if len(kept.gaps) > MOST_GAPS else []
    highest = ""
    if kept.highest is not None:
        highest = _("warmest %(celsius)s °C") % {"celsius": format_number(kept.highest)}
    said = _("known %(known)s, too warm %(warm)s, unknown %(unknown)s") % {
        "known": minutes_text(kept.covered),
        "warm": minutes_text(kept.above),
        "unknown": minutes_text(kept.unknown),
    }
    gap_words = _("unknown: %(gaps)s") % {"gaps": ", ".join([*gaps, *more])} if gaps else ""
    return joined([said, highest, gap_words])


def minutes_text(span: timedelta) -> str:
    count = minutes(span)
    return ngettext("%(n)d minute", "%(n)d minutes", count) % {"n": count}


def minutes(span: timedelta) -> int:
    return round(span / timedelta(minutes=1))


def seal_text(sample: RetainedSample) -> str:
    if not sample.sealed:
        return _("NOT SEALED")
    return _("sealed %(seal)s") % {"seal": sample.seal} if sample.seal else _("sealed")


def state_text(one: HeldSample, facts: DossierFacts) -> str:
    gone = one.destroyed
    if gone is not None:
        under = _("UNDER HOLD") if _is_under_hold(one, facts) else ""
        said = _("destroyed %(at)s") % {"at": moment(gone.happened_at)}
        return joined([said, under, gone.actor.full_name, gone.condition])
    return _("kept, held") if facts.incident.is_open else _("kept, free")


def _is_under_hold(one: HeldSample, facts: DossierFacts) -> bool:
    gone = one.destroyed
    return gone is not None and gone.happened_at >= facts.incident.opened_at


def _row(one: HeldSample, facts: DossierFacts) -> Row:
    sample = one.sample
    fridge = sample.fridge.name if sample.fridge else NONE
    return Row(
        [
            sample.place.name,
            joined([sample.dish.name, sample.box_code]),
            joined([moment(sample.happened_at), sample.actor.full_name]),
            joined([seal_text(sample), fridge]),
            custody_text(custody_of(one, facts)),
            state_text(one, facts),
        ],
        "late" if one.destroyed or not sample.sealed else "",
    )
