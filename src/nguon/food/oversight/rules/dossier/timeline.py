"""Everything in the order in which it happened, with the server's time of receipt beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nguon.food.oversight.choices import ActKind, Called, CallOutcome, FindingCode
from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.queries.incident_value import LogEntry
from nguon.food.oversight.rules.dossier.blocks import Block, Column, Row, Section, Table, Text, Tone
from nguon.food.oversight.rules.dossier.words import (
    is_late,
    is_remarkable,
    joined,
    kind_of,
    moment,
    remarks_on,
    said_by,
    symptoms,
)

MOST_ROWS = 120
_OF_THE_BOOK = {
    "reported": gettext_lazy("Suspected poisoning reported"),
    "report_corrected": gettext_lazy("Report corrected"),
    "released": gettext_lazy("Hold released"),
}
_OFFICIAL = frozenset({"released", "incident_closing_proposed", "incident_closed"})
"""Whose words are a finding. Reports, notes and calls are full of who fell ill."""


@dataclass(frozen=True)
class Moment:
    """One line of the timeline."""

    at: datetime
    received_at: datetime
    place: str
    person: str
    kind: str
    said: str
    remark: str
    code: str
    tone: Tone
    is_remarkable: bool
    sequence: int


def moments(facts: DossierFacts) -> list[Moment]:
    known = {told.act.record_id for told in facts.acts}
    entries = [entry for entry in facts.incident.log if entry.record_id not in known]
    found = [_of_entry(entry) for entry in entries]
    for told in facts.acts:
        act = told.act
        found.append(
            Moment(
                at=act.happened_at,
                received_at=act.received_at,
                place=act.place.name,
                person=act.actor.full_name,
                kind=kind_of(act),
                said=said_by(act),
                remark=remarks_on(told),
                code=act.record_id.hex[-8:].upper(),
                tone="struck" if not told.stands else "late" if is_late(told) else "",
                is_remarkable=is_remarkable(told),
                sequence=act.sequence,
            )
        )
    return sorted(found, key=lambda one: (one.at, one.sequence))


def timeline_section(facts: DossierFacts) -> Section:
    found = moments(facts)
    blocks: list[Block] = [
        Text(
            _(
                "Times are of Vietnam. “Happened” is what the person says, “in the book” is the "
                "server's clock, which nobody can set. Shaded: entered late. Struck out: replaced "
                "or withdrawn; nothing is ever deleted."
            ),
            "faint",
        )
    ]
    shown: Sequence[Moment] = found
    if len(found) > MOST_ROWS:
        shown = [one for one in found if one.is_remarkable][:MOST_ROWS]
        hidden = len(found) - len(shown)
        said = ngettext(
            "%(n)d act without anything remarkable is not printed here; all stand in the sheets.",
            "%(n)d acts without anything remarkable are not printed here; all stand in the sheets.",
            hidden,
        )
        blocks.append(Text(said % {"n": hidden}, "strong"))
    rows = [_row(one) for one in shown]
    blocks.append(Table(_columns(), rows, _("Nothing was recorded.")))
    return Section(_("Timeline"), blocks, is_landscape=True)


def _columns() -> list[Column]:
    return [
        Column(_("Happened"), 1.5),
        Column(_("In the book"), 1.5),
        Column(_("Kitchen"), 2.4),
        Column(_("Person"), 2),
        Column(_("Act"), 1.9),
        Column(_("What"), 4.6),
        Column(_("Remark"), 2.8),
        Column(_("Record"), 1.1),
    ]


def _row(one: Moment) -> Row:
    times = [moment(one.at), moment(one.received_at)]
    return Row([*times, one.place, one.person, one.kind, one.said, one.remark, one.code], one.tone)


def _of_entry(entry: LogEntry) -> Moment:
    name = _OF_THE_BOOK.get(entry.kind)
    return Moment(
        at=entry.happened_at,
        received_at=entry.received_at,
        place=entry.place.name,
        person=entry.actor.full_name,
        kind=str(name or ActKind(entry.kind).label),
        said=_said(entry),
        remark="",
        code=entry.record_id.hex[-8:].upper(),
        tone="strong",
        is_remarkable=True,
        sequence=entry.sequence,
    )


def _said(entry: LogEntry) -> str:
    """By the closed lists; what was written freely about the sick stays in the house."""
    body = entry.body
    parts: list[str] = []
    if entry.kind == "incident_sick":
        counts = body.get("counts")
        those = counts if isinstance(counts, list) else []
        parts += [f"{one['class_code'] or '?'}: {one['sick']}" for one in those]
    elif body.get("sick") is not None:
        parts.append(_("sick: %(n)s") % {"n": body["sick"]})
    listed = body.get("symptoms")
    if isinstance(listed, list):
        parts.append(symptoms(str(one) for one in listed))
    if body.get("called"):
        parts.append(str(Called(str(body["called"])).label))
    if body.get("outcome"):
        parts.append(str(CallOutcome(str(body["outcome"])).label))
    if body.get("finding"):
        parts.append(str(FindingCode(str(body["finding"])).label))
    if entry.kind in _OFFICIAL:
        parts.append(entry.words)
    return joined(parts)
