"""An incident as its page draws it: plain values, nothing is asked any more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from nguon.base.ui.parts import Happening, Link, Pair
from nguon.base.ui.spans import span_text as span
from nguon.base.ui.unit_symbol import unit_symbol
from nguon.food.kitchen.choices import Symptom
from nguon.food.kitchen.rules.limits import limits_on
from nguon.food.oversight.choices import ActKind, Called, CallOutcome, FindingCode
from nguon.food.oversight.queries.call_list import Contact
from nguon.food.oversight.queries.incident_samples import HeldSample
from nguon.food.oversight.queries.incident_value import IncidentView, LogEntry
from nguon.food.oversight.rules.custody import Custody, Reading, custody

LATE = timedelta(minutes=30)
"""Later than this after it happened, an entry of the log is marked."""


@dataclass(frozen=True)
class SampleLine:
    held: HeldSample
    custody: Custody
    tone: str
    verdict: str
    """One sentence that says what this box can prove."""

    amount: str


@dataclass(frozen=True)
class CountLine:
    meal: str
    counts: Sequence[tuple[str, int]]
    sick: int


@dataclass(frozen=True)
class CallLine:
    contact: Contact
    url: str
    last: str
    """What came of the newest call to this kind of contact; empty if nobody called."""


def sample_line(held: HeldSample, at: datetime) -> SampleLine:
    sample, destroyed = held.sample, held.destroyed
    until = min(destroyed.happened_at, at) if destroyed else at
    limits = limits_on(sample.happened_at.date())
    line = custody(
        [Reading(one.happened_at, one.celsius) for one in held.readings],
        since=sample.happened_at,
        until=until,
        highest=limits.sample_fridge.highest,
    )
    tone, verdict = _verdict(held, line)
    amount = f"{sample.amount.normalize():f} {unit_symbol(sample.uom)}"
    return SampleLine(held, line, tone, verdict, amount)


def _verdict(held: HeldSample, line: Custody) -> tuple[str, str]:
    if held.destroyed is not None:
        return "bad", _("Gone: it cannot be examined any more.")
    if not held.sample.sealed:
        return "bad", _("Not sealed: a laboratory may refuse it.")
    if line.above:
        return "bad", _("Too warm for %(span)s: say so to the laboratory.") % {
            "span": span(line.above)
        }
    if line.is_proven:
        return "ok", _("Sealed, and known to be cold all the time.")
    return "warn", _("Sealed. Nobody measured for %(span)s.") % {"span": span(line.unknown)}


def count_lines(incident: IncidentView) -> list[CountLine]:
    names = {meal.id: str(meal) for meal in incident.meals}
    by_meal: dict[UUID, list[tuple[str, int]]] = {}
    for one in incident.counts:
        by_meal.setdefault(one.meal_id, []).append((one.class_code, one.sick))
    return [
        CountLine(names.get(meal, _("Another meal")), counts, sum(sick for _code, sick in counts))
        for meal, counts in by_meal.items()
    ]


def call_lines(contacts: Iterable[Contact], incident: IncidentView, url: str) -> list[CallLine]:
    newest: dict[str, LogEntry] = {
        str(entry.body["called"]): entry
        for entry in incident.log
        if entry.kind == ActKind.INCIDENT_CALL
    }
    lines = []
    for contact in contacts:
        said = newest.get(contact.called)
        last = str(CallOutcome(said.body["outcome"]).label) if said else ""
        lines.append(CallLine(contact, f"{url}?den={contact.called.value}", last))
    return lines


def facts(incident: IncidentView) -> list[Pair]:
    said = [str(Symptom(one).label) for one in incident.symptoms]
    sick = _("nobody said yet") if incident.sick is None else str(incident.sick)
    return [
        Pair(_("Kitchen"), ", ".join(place.name for place in incident.places)),
        Pair(_("Sick so far"), sick),
        Pair(_("Symptoms"), ", ".join(said) or _("nobody said yet")),
    ]


def happenings(incident: IncidentView) -> list[Happening]:
    """The newest on top: whoever opens the page wants to know what is going on."""
    return [_happening(entry) for entry in reversed(incident.log)]


def _happening(entry: LogEntry) -> Happening:
    told = [one for one in (_told(entry), entry.words) if one]
    told.append(entry.actor.full_name)
    if entry.received_at - entry.happened_at > LATE:
        told.append(
            _("written down %(late)s later") % {"late": span(entry.received_at - entry.happened_at)}
        )
    return Happening(
        at=entry.happened_at,
        title=_title(entry.kind),
        text=" · ".join(told),
        tone=_TONES.get(entry.kind, ""),
        icon=_ICONS.get(entry.kind, "done"),
    )


def _title(kind: str) -> str:
    titles: Mapping[str, str] = {
        "reported": _("Suspected poisoning reported"),
        "report_corrected": _("The report was corrected"),
        "released": _("A hold was released"),
    }
    return titles.get(kind) or str(ActKind(kind).label)


def _told(entry: LogEntry) -> str:
    body = entry.body
    if entry.kind == ActKind.INCIDENT_CALL:
        return f"{Called(body['called']).label}: {CallOutcome(body['outcome']).label}"
    if entry.kind == ActKind.INCIDENT_SICK:
        return ", ".join(f"{one['class_code']}: {one['sick']}" for one in body["counts"])
    if "finding" in body:
        return str(FindingCode(body["finding"]).label)
    if body.get("sick"):
        return _("%(n)s sick") % {"n": body["sick"]}
    return ""


_TONES = {
    "reported": "bad",
    "report_corrected": "warn",
    ActKind.INCIDENT_REOPENED: "bad",
    ActKind.INCIDENT_CLOSED: "ok",
    "released": "ok",
}
_ICONS = {
    "reported": "alert",
    "report_corrected": "correct",
    "released": "released",
    ActKind.INCIDENT_CALL: "phone",
    ActKind.INCIDENT_SICK: "people",
    ActKind.INCIDENT_NOTE: "paper",
    ActKind.INCIDENT_REOPENED: "alert",
    ActKind.INCIDENT_CLOSED: "released",
}


def doors(incident: IncidentView) -> list[Link]:
    """What else can be asked about it; only pages that are there."""
    args = [incident.id]
    return [
        Link(
            _("Dossier (PDF)"),
            reverse("oversight:dossier_pdf", args=args),
            note=_("Everything on paper, to hand over"),
            icon="paper",
        ),
        Link(
            _("Dossier (all files)"),
            reverse("oversight:dossier_zip", args=args),
            note=_("PDF, tables, EPCIS"),
            icon="download",
        ),
    ]
