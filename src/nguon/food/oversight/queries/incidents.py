"""Suspected poisonings: read from the kitchens' holds and from what was done about them since.

Every hold for suspicion is a report, on whatever channel and however late it came in. A school
reads what was said at its own kitchens; of an incident that reaches further it sees its own part.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from nguon.base.errors import Missing
from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.models import Hold, HoldRelease, Meal
from nguon.food.oversight.choices import ActKind, IncidentState
from nguon.food.oversight.models import IncidentAct
from nguon.food.oversight.queries.incident_links import Links
from nguon.food.oversight.queries.incident_value import (
    Finding,
    IncidentView,
    LogEntry,
    Report,
)
from nguon.food.oversight.queries.suspicion import SickCount
from nguon.ground.people.queries import Principal

__all__ = ["Finding", "IncidentView", "LogEntry", "Report", "incident_of", "incidents_of"]

M = TypeVar("M", bound=Model)


def incident_of(incident_id: UUID, principal: Principal, at: datetime) -> IncidentView:
    """By the id of any of its reports. `principal` is one who may `WORK_ON_INCIDENT`.

    Raises `Missing` for what is unknown and for what the asker may not see, alike.
    """
    found = _views([Links().together_with(incident_id)], principal, at)
    if not found:
        raise Missing(_("There is no incident at this address, or it is not yours to see."))
    return found[0]


def incidents_of(
    principal: Principal, at: datetime, *, since: datetime | None = None
) -> list[IncidentView]:
    """All within reach; with `since` only those open or reported after it. The open ones first,
    the newest first among them."""
    holds = _within(Hold.objects.filter(kind=HoldKind.SUSPICION), principal)
    if since is not None:
        released = HoldRelease.objects.standing().filter(hold_root_id=OuterRef("root_id"))
        still = Q(superseded_by=None) & ~Exists(released)
        holds = holds.filter(still | Q(received_at__gte=since))
    links = Links()
    roots = holds.order_by().values_list("root_id", flat=True).distinct()
    views = _views(list({links.together_with(root) for root in roots}), principal, at)
    return sorted(views, key=lambda view: (not view.is_open, -view.opened_at.timestamp()))


def _within(rows: QuerySet[M], principal: Principal) -> QuerySet[M]:
    return rows if principal.sees_everything else rows.filter(place__in=principal.place_ids)


def _views(
    groups: Sequence[frozenset[UUID]], principal: Principal, at: datetime
) -> list[IncidentView]:
    """In as many queries for a hundred incidents as for one."""
    roots = [root for group in groups for root in group]
    reports = {report.id: report for report in _reports(roots, principal)}
    acts = _by(
        _within(IncidentAct.objects.filter(incident_id__in=roots), principal)
        .filter(received_at__lte=at)
        .select_related("actor", "place"),
        "incident_id",
    )
    named = {meal for report in reports.values() for meal in report.hold.meal_ids}
    meals = {
        str(meal.id): meal
        for meal in Meal.objects.filter(id__in=named)
        .select_related("place")
        .prefetch_related("dishes")
    }
    views = []
    for group in groups:
        seen = sorted(
            (reports[root] for root in group if root in reports),
            key=lambda report: report.first.sequence,
        )
        if seen:
            of_group = sorted((act for root in group for act in acts.get(root, ())), key=_sequence)
            views.append(_view(seen, of_group, meals))
    return views


def _reports(roots: Iterable[UUID], principal: Principal) -> Iterator[Report]:
    rows = Hold.objects.filter(root_id__in=list(roots)).order_by("sequence")
    rows = _within(rows, principal).select_related("actor", "place__organisation", "place__commune")
    released: dict[UUID, HoldRelease] = {}
    releases = HoldRelease.objects.standing().filter(hold_root_id__in=list(roots))
    for release in releases.select_related("actor", "place").order_by("happened_at", "sequence"):
        released.setdefault(release.hold_root_id, release)
    for root, versions in _by(rows, "root_id").items():
        if all(version.kind != HoldKind.SUSPICION for version in versions):
            continue
        last = versions[-1]
        stands = last.superseded_by is None and last.kind == HoldKind.SUSPICION
        yield Report(
            id=root,
            hold=last,
            versions=versions,
            released=released.get(root),
            is_withdrawn=not stands,
        )


def _view(
    reports: Sequence[Report], acts: Sequence[IncidentAct], meals: Mapping[str, Meal]
) -> IncidentView:
    standing = [report for report in reports if not report.is_withdrawn]
    holds = [report.hold for report in standing or reports]
    named = dict.fromkeys(meal for hold in holds for meal in hold.meal_ids)
    counts = _counts(acts)
    counted = [act.body for act in acts if act.kind == ActKind.INCIDENT_SICK]
    onsets = [hold.first_onset_at for hold in holds]
    onsets += [_instant(body["first_onset_at"]) for body in counted]
    symptoms = [one for hold in holds for one in hold.symptoms]
    symptoms += [one for body in counted for one in body["symptoms"]]
    told = _told_sick(holds)
    return IncidentView(
        id=reports[0].id,
        kitchen=reports[0].hold.place,
        opened_at=min(hold.happened_at for hold in holds),
        opened_by=reports[0].first.actor,
        received_at=min(report.first.received_at for report in standing or reports),
        reports=reports,
        meals=sorted(
            (meals[meal] for meal in named if meal in meals), key=lambda meal: meal.eating_at
        ),
        sick=sum(one.sick for one in counts) if counts else told,
        first_onset_at=min((onset for onset in onsets if onset is not None), default=None),
        symptoms=list(dict.fromkeys(symptoms)),
        counts=counts,
        log=_log(reports, acts),
        state=_state(reports),
        finding=_finding(reports, acts),
        proposed=_proposed(acts),
    )


def _told_sick(holds: Sequence[Hold]) -> int | None:
    """Of several reports of a kitchen about the same things the newest number counts."""
    newest: dict[tuple[UUID, ...], int] = {}
    for hold in holds:
        if hold.sick is not None:
            newest[(hold.place_id, *sorted(UUID(meal) for meal in hold.meal_ids))] = hold.sick
    return sum(newest.values()) if newest else None


def _state(reports: Sequence[Report]) -> IncidentState:
    if any(report.is_open for report in reports):
        return IncidentState.OPEN
    if all(report.is_withdrawn for report in reports):
        return IncidentState.WITHDRAWN
    return IncidentState.CLOSED


def _counts(acts: Sequence[IncidentAct]) -> list[SickCount]:
    """Of each meal and class the newest; none are left out, also where the newest is nobody."""
    newest: dict[tuple[str, str], int] = {}
    for act in acts:
        if act.kind == ActKind.INCIDENT_SICK:
            for one in act.body["counts"]:
                newest[one["meal_id"], one["class_code"]] = one["sick"]
    return [SickCount(UUID(meal), code, sick) for (meal, code), sick in sorted(newest.items())]


def _finding(reports: Sequence[Report], acts: Sequence[IncidentAct]) -> Finding | None:
    if _state(reports) != IncidentState.CLOSED:
        return None
    closed = [act for act in acts if act.kind == ActKind.INCIDENT_CLOSED]
    releases = [report.released for report in reports if report.released is not None]
    last = max(releases, key=lambda release: release.received_at)
    if closed and closed[-1].received_at >= last.received_at:
        return _found(closed[-1])
    return Finding(code="", words=last.finding, by=last.actor, at=last.happened_at)


def _proposed(acts: Sequence[IncidentAct]) -> Finding | None:
    """The newest proposal that nobody has answered by closing or opening again."""
    wanted = (ActKind.INCIDENT_CLOSING_PROPOSED, ActKind.INCIDENT_CLOSED, ActKind.INCIDENT_REOPENED)
    said = [act for act in acts if act.kind in wanted]
    if not said or said[-1].kind != ActKind.INCIDENT_CLOSING_PROPOSED:
        return None
    return _found(said[-1])


def _found(act: IncidentAct) -> Finding:
    words = str(act.body["words"])
    return Finding(code=act.body["finding"], words=words, by=act.actor, at=act.happened_at)


def _log(reports: Sequence[Report], acts: Sequence[IncidentAct]) -> list[LogEntry]:
    entries = [_entry(act, act.kind, str(act.body["words"]), act.body) for act in acts]
    for report in reports:
        for version in report.versions:
            kind = "reported" if version.supersedes is None else "report_corrected"
            entries.append(_entry(version, kind, version.cause, _told(version)))
        if report.released is not None:
            entries.append(_entry(report.released, "released", report.released.finding, {}))
    return sorted(entries, key=_sequence)


def _entry(
    act: Hold | HoldRelease | IncidentAct, kind: str, words: str, body: Mapping[str, Any]
) -> LogEntry:
    return LogEntry(
        record_id=act.record_id,
        sequence=act.sequence,
        kind=kind,
        place=act.place,
        actor=act.actor,
        happened_at=act.happened_at,
        entered_at=act.entered_at,
        received_at=act.received_at,
        words=words,
        body=body,
    )


def _told(hold: Hold) -> dict[str, Any]:
    onset = hold.first_onset_at
    return {
        "sick": hold.sick,
        "first_onset_at": onset.isoformat() if onset else None,
        "symptoms": list(hold.symptoms),
        "reason": hold.reason,
    }


def _instant(said: str | None) -> datetime | None:
    return None if said is None else datetime.fromisoformat(said)


def _sequence(row: LogEntry | IncidentAct) -> int:
    return row.sequence


def _by(rows: Iterable[M], name: str) -> dict[UUID, list[M]]:
    grouped: dict[UUID, list[M]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, name)].append(row)
    return dict(grouped)
