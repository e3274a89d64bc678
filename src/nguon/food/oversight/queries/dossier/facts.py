"""Gathers a dossier in a fixed number of questions, each starting from what the asker may see."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.food.kitchen.models import Countersignature, Meal
from nguon.food.kitchen.queries.day import day_seal
from nguon.food.kitchen.queries.paper import paper_day
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.models import RecallAct
from nguon.food.oversight.queries.dossier.acts import acts_concerned, dishes_concerned, doers_of
from nguon.food.oversight.queries.dossier.events import events_naming, lines_of, used_in
from nguon.food.oversight.queries.dossier.photos import photos_named
from nguon.food.oversight.queries.dossier.value import (
    DossierFacts,
    LeftOut,
    SealOfDay,
    ToldAct,
)
from nguon.food.oversight.queries.four_answers import four_answers
from nguon.food.oversight.queries.four_answers_value import FourAnswers
from nguon.food.oversight.queries.incident_samples import samples_of_incident
from nguon.food.oversight.queries.incident_value import IncidentView
from nguon.food.oversight.queries.recall_value import RecallView
from nguon.food.oversight.queries.recalls import RecallReach, recalls_of
from nguon.food.oversight.queries.suspicion import (
    MealStart,
    SickCount,
    SickStart,
    Start,
    ThingStart,
)
from nguon.food.oversight.queries.who_knew import Warned, WhoKnew, who_knew
from nguon.food.trace.queries.scope import scope_of
from nguon.ground.journal.models import Record
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import Organisation, Place
from nguon.ground.people.queries import Principal

FORMS_PRINTED = 3
"""Kitchen days whose five forms stand in the PDF; those of forty kitchens would hide all else."""

MOST_SUPPLIERS = 5
DAYS_BEFORE = 30
_HOLDS = frozenset({"holding", "storing"})
_MADE = ActKind.INCIDENT_DOSSIER_MADE
"""That a dossier was made is in the log; in the next dossier it would make each differ."""


def dossier_facts(
    incident: IncidentView, *, principal: Principal, reach: RecallReach, at: datetime
) -> DossierFacts:
    """`principal` is one who may print forms; `incident` is as that person sees it."""
    incident = replace(incident, log=[one for one in incident.log if one.kind != _MADE])
    answers = _answers(incident, principal, at)
    places = _places(principal)
    own = None if principal.sees_everything else {place.pk for place in places}
    things = _things(answers)
    lots = [link.thing for link in answers.lots if not link.is_dish] if answers else []
    own_places = [place.pk for place in places]
    dishes = dishes_concerned(_suspected(answers), [meal.id for meal in incident.meals], own_places)
    acts = acts_concerned(dishes, lots, own_places)
    days = _days(incident.meals, own)
    named = things | {dish.lot_uri for dish in dishes}
    events, has_all_events = events_naming(named, scope=scope_of(principal))
    recalls = _recalls(incident, reach)
    records = _records(acts, incident, _acts_of(recalls, reach))
    return DossierFacts(
        incident=incident,
        answers=answers,
        kitchens_reached=_kitchens_reached(answers),
        acts=acts,
        places=sorted({told.act.place for told in acts}, key=lambda one: (one.name, one.pk)),
        doers=doers_of(acts),
        forms=[paper_day(place, day) for place, day in days[:FORMS_PRINTED]],
        other_days=days[FORMS_PRINTED:],
        seals=[_seal(place, day, is_over=clock.local_day(at) > day) for place, day in days],
        knew=_knew(answers, incident, principal, at),
        recalls=recalls,
        kept=samples_of_incident(incident, principal, at),
        photos=photos_named(acts),
        events=events,
        lines=lines_of(events),
        edges=used_in(things),
        book_at=max(record.received_at for record in records),
        seal=_seal_over(records),
        records=len(records),
        left_out=_left_out(answers, own, has_all_events=has_all_events),
    )


def start_of(incident: IncidentView) -> Start | None:
    """What the four answers are asked about: the sick by meal if all are counted, else the meals.

    A meal that nobody counted by class has the number of the report that names only this meal.
    """
    counts = [one for one in incident.counts if one.sick > 0]
    counted = {one.meal_id for one in incident.counts}
    for report in incident.reports:
        meals = [UUID(meal) for meal in report.hold.meal_ids]
        if len(meals) == 1 and meals[0] not in counted and report.hold.sick:
            counts.append(SickCount(meals[0], "", report.hold.sick))
            counted.add(meals[0])
    suspected = tuple(meal.id for meal in incident.meals)
    if counts and counted.issuperset(suspected):
        return SickStart(tuple(counts))
    if suspected:
        return MealStart(suspected)
    lots = [uri for report in incident.reports for uri in report.hold.lot_uris]
    return ThingStart(lots[0]) if lots else None


def _answers(incident: IncidentView, principal: Principal, at: datetime) -> FourAnswers | None:
    start = start_of(incident)
    if start is None:
        return None
    try:
        return four_answers(start, principal=principal, at=at)
    except Missing:
        return None


def _kitchens_reached(answers: FourAnswers | None) -> int:
    if answers is None:
        return 0
    lots = {link.thing for link in answers.lots if not link.is_dish}
    came = (one for one in answers.received if one.is_suspected or one.thing in lots)
    uris = {one.place.uri for one in came}
    return Place.objects.filter(kind=PlaceKind.KITCHEN, identifier__in=uris).count()


def _recalls(incident: IncidentView, reach: RecallReach) -> list[RecallView]:
    reports = {report.id for report in incident.reports}
    return [one for one in recalls_of(reach, drills=False) if one.incident_id in reports]


def _acts_of(recalls: Sequence[RecallView], reach: RecallReach) -> set[UUID]:
    """The records that the asker's view of the recalls is made of."""
    to_nobody = Q(place=None, organisation=None)
    told = RecallAct.objects.filter(reach.told | to_nobody, recall_id__in=[r.id for r in recalls])
    return set(told.values_list("record_id", flat=True))


def _places(principal: Principal) -> list[Place]:
    """Whose book the principal may read."""
    if principal.sees_everything:
        return list(Place.objects.all())
    return list(Place.objects.filter(pk__in=principal.place_ids))


def _things(answers: FourAnswers | None) -> set[str]:
    if answers is None:
        return set()
    return {
        *(link.thing for link in answers.lots),
        *(dish.uri for meal in answers.served for dish in meal.dishes),
        *(sample.uri for sample in answers.samples),
        *(one.thing for one in answers.stoppable),
    }


def _suspected(answers: FourAnswers | None) -> set[str]:
    if answers is None:
        return set()
    dishes = (dish for meal in answers.served for dish in meal.dishes)
    return {dish.uri for dish in dishes if dish.is_suspected}


def _days(meals: Iterable[Meal], own: Collection[UUID] | None) -> list[tuple[Place, date]]:
    """Of the reported meals, in the order of time; only at places whose forms the asker prints."""
    days = {
        (meal.place_id, meal.date): (meal.place, meal.date)
        for meal in meals
        if own is None or meal.place_id in own
    }
    return list(days.values())


def _seal(place: Place, day: date, *, is_over: bool) -> SealOfDay:
    """Of today there is none yet: each record changes it, also that a dossier was made."""
    signed = Countersignature.objects.standing().filter(place=place, date=day)
    last = signed.select_related("actor").last()
    return SealOfDay(
        place=place,
        date=day,
        seal=day_seal(place, day) if is_over else "",
        signed=last.day_hash if last else "",
        signed_by=last.actor.full_name if last else "",
    )


def _knew(
    answers: FourAnswers | None, incident: IncidentView, principal: Principal, at: datetime
) -> list[WhoKnew]:
    """Of the suppliers ranked first, as far as they are registered and the asker had their goods.

    From thirty days before the incident was opened until now, so that days that pass while the
    incident is open push nothing out.
    """
    since = incident.opened_at - timedelta(days=DAYS_BEFORE)
    days = (at - since).days + 1
    links = answers.suppliers[:MOST_SUPPLIERS] if answers else []
    known = Organisation.objects.filter(identifier__in=[link.party.uri for link in links])
    by_uri = {one.identifier: one for one in known}
    found = []
    for link in links:
        if link.party.uri not in by_uri:
            continue
        try:
            knew = who_knew(
                by_uri[link.party.uri].pk,
                principal=principal,
                at=at,
                days=days,
                after=incident.opened_at,
            )
        except Missing:
            continue
        before = [one for one in knew.warned if since <= one.at and _warns(one, incident)]
        later = [one for one in knew.afterwards if one.biz_step not in _HOLDS]
        found.append(replace(knew, since=since, warned=before, afterwards=later))
    return found


def _warns(one: Warned, incident: IncidentView) -> bool:
    """The reports of the incident itself are holds as well, and no warning."""
    return one.kind == "returned" or one.at < incident.opened_at


def _records(
    acts: Sequence[ToldAct], incident: IncidentView, recalled: Collection[UUID]
) -> list[Record]:
    named = {*recalled, *(told.act.record_id for told in acts)}
    named |= {told.withdrawn_by.pk for told in acts if told.withdrawn_by is not None}
    named |= {entry.record_id for entry in incident.log}
    return list(Record.objects.filter(pk__in=named).order_by("sequence"))


def _seal_over(records: Iterable[Record]) -> str:
    """As the seal of a day is made: one line for each record, in the order of the book."""
    seal = hashlib.sha256()
    for one in records:
        at = one.received_at.astimezone(UTC).isoformat(timespec="microseconds")
        seal.update(f"{one.pk} {one.sha256} {one.actor_id} {at}\n".encode("ascii"))
    return seal.hexdigest()


def _left_out(
    answers: FourAnswers | None, own: Collection[UUID] | None, *, has_all_events: bool
) -> list[LeftOut]:
    found = [LeftOut(code="words_about_sick")]
    if own is not None:
        received = answers.received if answers else []
        others = {one.place.uri for one in received if not one.is_own}
        found.append(LeftOut(code="other_kitchens", count=len(others)))
    if answers is not None and not answers.is_complete:
        found.append(LeftOut(code="walk_ended"))
    if not has_all_events:
        found.append(LeftOut(code="events_cut"))
    return found
