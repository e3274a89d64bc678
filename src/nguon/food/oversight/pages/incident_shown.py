"""An incident as its page draws it: plain values, nothing is asked any more."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from nguon.base.ui.parts import Happening, Link, Pair
from nguon.base.ui.spans import span_text as span
from nguon.base.ui.unit_symbol import unit_symbol
from nguon.food.kitchen.choices import Symptom
from nguon.food.kitchen.models import Meal
from nguon.food.kitchen.rules.limits import limits_on
from nguon.food.oversight.choices import ActKind, Called, CallOutcome, FindingCode
from nguon.food.oversight.queries.call_list import Contact
from nguon.food.oversight.queries.incident_samples import HeldSample
from nguon.food.oversight.queries.incident_value import IncidentView, LogEntry
from nguon.food.oversight.queries.who_knew import WhoKnew
from nguon.food.oversight.rules.custody import Custody, Reading, custody
from nguon.ground.people.choices import Act

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
    covered: str
    above: str
    unknown: str


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
    return SampleLine(
        held,
        line,
        tone,
        verdict,
        amount,
        covered=_lasting(line.covered),
        above=_lasting(line.above),
        unknown=_lasting(line.unknown),
    )


def _lasting(lasts: timedelta) -> str:
    return span(lasts) or _("0 minutes")


def _verdict(held: HeldSample, line: Custody) -> tuple[str, str]:
    if held.destroyed is not None:
        return "bad", _("Gone: it cannot be examined any more.")
    if not held.sample.sealed:
        return "bad", _("Not sealed: a laboratory may refuse it.")
    if line.above:
        return "bad", _("Too warm for %(span)s: say so to the laboratory.") % {
            "span": _lasting(line.above)
        }
    if line.is_proven:
        return "ok", _("Sealed, and known to be cold all the time.")
    return "warn", _("Sealed. Nobody measured for %(span)s.") % {"span": _lasting(line.unknown)}


def meal_name(meal: Meal, incident: IncidentView) -> str:
    """With its kitchen where the incident has several."""
    return f"{meal} · {meal.place.name}" if len(incident.places) > 1 else str(meal)


def count_lines(incident: IncidentView) -> list[CountLine]:
    names = {meal.id: meal_name(meal, incident) for meal in incident.meals}
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


def before(knew: WhoKnew, incident: IncidentView) -> WhoKnew:
    """What was known when it was opened: its own holds and those of its recall are no warning.

    What was sent back stands first.
    """
    warned = [one for one in knew.warned if one.kind == "returned" or one.at < incident.opened_at]
    return replace(knew, warned=sorted(warned, key=lambda one: one.kind != "returned"))


def doors(incident: IncidentView, acts: Collection[Act]) -> list[Link]:
    """What else can be asked about it and done, by whoever looks; each page asks again."""
    args = [incident.id]
    links = []
    if Act.VIEW_TRACE in acts and (incident.counts or incident.meals):
        url = f"{reverse('oversight:four_answers')}?{urlencode(_start(incident))}"
        note = _("What was served to whom, what can be stopped, what is left, who is behind it")
        links.append(Link(_("Four questions"), url, note=note, icon="trace"))
    if Act.RECALL_GOODS in acts and incident.is_open:
        url = f"{reverse('oversight:new_recall')}?su-co={incident.id}"
        note = _("Hold these lots in every kitchen that has them")
        links.append(Link(_("Recall the goods"), url, note=note, icon="return"))
    if Act.PRINT_FORMS in acts:
        note = _("Everything on paper, to hand over")
        url = reverse("oversight:dossier_pdf", args=args)
        links.append(Link(_("Dossier (PDF)"), url, note=note, icon="paper"))
    if {Act.PRINT_FORMS, Act.EXPORT_EVENTS} <= set(acts):
        url = reverse("oversight:dossier_zip", args=args)
        note = _("PDF, tables, EPCIS")
        links.append(Link(_("Dossier (all files)"), url, note=note, icon="download"))
    return links


def _start(incident: IncidentView) -> list[tuple[str, str]]:
    """From the sick by class where they were counted, else from the meals."""
    counted = [one for one in incident.counts if one.sick]
    if counted:
        return [("sick", f"{one.meal_id},{one.class_code},{one.sick}") for one in counted]
    return [("meal", str(meal.id)) for meal in incident.meals]
