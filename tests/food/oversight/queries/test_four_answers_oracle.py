"""The four answers against the storyteller, on networks with every kind of muddle."""

import uuid
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nguon.base.errors import Missing
from nguon.core.epcis import ErrorDeclaration, Event
from nguon.food.oversight.queries.four_answers import four_answers
from nguon.food.oversight.queries.four_answers_value import FourAnswers
from nguon.food.oversight.queries.ranking import HEATED_WEIGHT
from nguon.food.oversight.queries.suspicion import SupplierStart, ThingStart
from nguon.food.trace.operations import capture_events
from nguon.ground.people.choices import OrganisationKind
from nguon.ground.people.models import Organisation
from nguon.ground.people.queries import Principal
from tests.food.oversight.network import (
    CORE,
    CRATES,
    DISHES,
    HOST,
    LOTS,
    START,
    TRADERS,
    Seen,
    Storyteller,
    Told,
    made_of,
    networks,
    packed,
    seen_by_step,
    served,
)

TENANT = uuid.UUID(int=1)
EVERYBODY = Principal(None, frozenset(), frozenset(), True, "oracle")
NOW = START + timedelta(hours=2)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # a failure shows itself, unshrunk, at once
MUDDLES = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES
)


def captured(told: list[Told], order: list[int]) -> None:
    """In any order, each event by itself; then its declaration of error and what was right."""
    for place in order:
        one = told[place]
        event = recorded(one.event, one, place)
        if one.is_wrong:
            ids = (str(one.instead.event_id),) if one.instead else ()
            declaration = ErrorDeclaration(
                declaration_time=NOW, reason="did_not_occur", corrective_event_ids=ids
            )
            wrong = replace(event, error_declaration=declaration)
            capture_events([wrong], tenant_id=TENANT, received_at=NOW)
        if one.instead:
            recorded(one.instead, one, place + 500)


def recorded(event: Event, told: Told, number: int) -> Event:
    """As a person of a kitchen would have it, with the reading if there is one."""
    said = {"nguon:claimedAt": event.event_time.isoformat()}
    if told.is_hot:
        said["nguon:coreCelsius"] = str(CORE)
    event = replace(event, extensions=said)
    record_id = uuid.UUID(int=1000 + number)
    capture_events([event], tenant_id=TENANT, received_at=NOW, record_id=record_id)
    return event


class FourAnswersOfANetwork(TestCase):
    @MUDDLES
    @given(data=st.data(), told=networks(), start=st.sampled_from([*LOTS, *DISHES]))
    def test_are_the_storytellers_whatever_lot_or_dish_they_start_from(
        self, data: st.DataObject, told: list[Told], start: str
    ) -> None:
        captured(told, data.draw(st.permutations(range(len(told)))))
        story = Storyteller().hear(told)
        try:
            answers = four_answers(ThingStart(start), principal=EVERYBODY, at=NOW)
        except Missing:
            assert start not in story.after(thing for thing, _ in story.edges)
            assert start not in {one.thing for one in story.seen}
            return
        agree(answers, story, {start})

    @MUDDLES
    @given(told=networks(), trader=st.sampled_from(TRADERS))
    def test_are_the_storytellers_for_all_that_a_supplier_handed_over(
        self, told: list[Told], trader: str
    ) -> None:
        Organisation.objects.filter(identifier=trader).delete()
        organisation = Organisation.objects.create(
            kind=OrganisationKind.TRADER, identifier=trader, display_name="Người buôn"
        )
        captured(told, list(range(len(told))))
        story = Storyteller().hear(told)
        starts = {
            one.thing
            for one in seen_by_step(story)["receiving"]
            if trader in {source.source for source in one.event.source_list}
        }
        try:
            answers = four_answers(SupplierStart(organisation.pk), principal=EVERYBODY, at=NOW)
        except Missing:
            assert starts == set()
            return
        agree(answers, story, starts)


def agree(answers: FourAnswers, story: Storyteller, starts: set[str]) -> None:
    """Nothing lost, nothing invented: every list is compared whole."""
    behind, suspected = story.before(starts), story.after(starts)
    walked = behind | suspected | story.after(behind)
    assert answers.is_complete
    assert who_ate(answers) == ate(story, walked, suspected)
    assert kept(answers) == samples(story, walked, suspected)
    assert ranked(answers) == ranks(story, behind, suspected)
    assert sold(answers) == sellers(story, behind)
    left, going = rests(story, walked), story.on_the_way(walked)
    assert at_hand(answers) == left
    assert under_way(answers) == going
    assert holds(answers) == held_of(answers, story)
    assert stops(answers) == stopped(story, {*left, *going})
    got = {(one.thing, one.place.uri, one.received_at) for one in answers.received}
    receipts = seen_by_step(story)["receiving"]
    assert got == {(s.thing, s.place, s.event.event_time) for s in receipts if s.thing in walked}


def who_ate(answers: FourAnswers) -> set[tuple[object, ...]]:
    return {
        (meal.place.uri, meal.served_at, dish.uri, dish.portions, dish.is_suspected)
        for meal in answers.served
        for dish in meal.dishes
    }


def ate(story: Storyteller, walked: set[str], suspected: set[str]) -> set[tuple[object, ...]]:
    return {
        (one.place, one.event.event_time, one.thing, one.quantity, one.thing in suspected)
        for one in seen_by_step(story)["dispensing"]
        if one.thing in walked
    }


def kept(answers: FourAnswers) -> set[tuple[object, ...]]:
    return {(one.uri, one.is_suspected, one.destroyed_at is not None) for one in answers.samples}


def samples(story: Storyteller, walked: set[str], suspected: set[str]) -> set[tuple[object, ...]]:
    taken = {
        event.output_epc_list[0]: event
        for event in story.made.values()
        if event.biz_step == "sampling"
    }
    destroyed = {one.thing for one in seen_by_step(story)["destroying"]}
    return {(uri, uri in suspected, uri in destroyed) for uri in taken if uri in walked}


def ranked(answers: FourAnswers) -> dict[str, tuple[int, Fraction, Fraction, Fraction]]:
    return {
        lot.thing: (
            lot.standing.reached,
            rounded(lot.standing.share),
            rounded(lot.standing.heated_share),
            rounded(lot.standing.score),
        )
        for lot in answers.lots
    }


def ranks(
    story: Storyteller, behind: set[str], suspected: set[str]
) -> dict[str, tuple[int, Fraction, Fraction, Fraction]]:
    """Every thing behind against every sick meal, one walk each."""
    meals: dict[object, list[Seen]] = defaultdict(list)
    for one in seen_by_step(story)["dispensing"]:
        meals[one.event.event_id].append(one)
    cases = []
    for eaten in meals.values():
        goals = {one.thing for one in eaten if one.thing in suspected}
        portions = [one.quantity for one in eaten if one.thing in story.after(behind) | suspected]
        known = [amount for amount in portions if amount is not None]
        if goals:
            cases.append((goals, max(known) if known else None))
    if any(weight is None for _, weight in cases):
        cases = [(goals, Decimal(1)) for goals, _ in cases]
    total = Fraction(sum((weight or Decimal(0) for _, weight in cases), Decimal(0)))
    found = {}
    for thing in behind:
        if thing.startswith("urn:") or "/obj/mau-" in thing:
            continue
        hit = [(g, Fraction(w or 0)) for g, w in cases if story.reaches(thing, g, raw=False)]
        cooked = sum((w for g, w in hit if not story.reaches(thing, g, raw=True)), Fraction(0))
        reached = sum((w for _, w in hit), Fraction(0))
        score = reached - cooked + cooked * Fraction(HEATED_WEIGHT)
        shares = (reached, cooked, score)
        found[thing] = (len(hit), *(rounded(w / total if total else 0) for w in shares))
    return found


def rounded(value: Decimal | Fraction | int) -> Fraction:
    return round(Fraction(value), 12)


def sold(answers: FourAnswers) -> set[tuple[str, str]]:
    traders = [one for one in answers.suppliers if one.party.uri in TRADERS]
    return {(one.party.uri, thing) for one in traders for thing in one.things}


def sellers(story: Storyteller, behind: set[str]) -> set[tuple[str, str]]:
    return {
        (source.source, one.thing)
        for one in seen_by_step(story)["receiving"]
        if one.thing in behind
        for source in one.event.source_list
    }


def at_hand(answers: FourAnswers) -> dict[tuple[str, str], tuple[object, ...]]:
    """What is left of goods by weight, where somebody can tell, and where nobody can."""
    return {
        (one.thing, one.holder.uri): (one.rest, bool(one.why_not))
        for one in answers.on_hand
        if one.thing in LOTS and not one.is_on_the_way
    }


def under_way(answers: FourAnswers) -> dict[tuple[str, str], Decimal | None]:
    going = [one for one in answers.on_hand if one.is_on_the_way]
    assert {one.why_not for one in going if one.rest is None} <= {"amount_missing"}
    return {(one.thing, one.holder.uri): one.rest for one in going}


def holds(answers: FourAnswers) -> dict[tuple[str, str], bool]:
    """Of everything that is shown as being somewhere, whether it is held there."""
    held = {(one.thing, one.holder.uri): one.is_held for one in answers.on_hand}
    return held | {(one.uri, one.place.uri): one.is_held for one in answers.samples}


def held_of(answers: FourAnswers, story: Storyteller) -> dict[tuple[str, str], bool]:
    told = story.held()
    return {key: key in told for key in holds(answers)}


def stops(answers: FourAnswers) -> dict[str, tuple[frozenset[str], bool]]:
    return {
        one.thing: (frozenset(party.uri for party in one.holders), one.is_held)
        for one in answers.stoppable
        if one.thing in LOTS
    }


def stopped(
    story: Storyteller, somewhere: set[tuple[str, str]]
) -> dict[str, tuple[frozenset[str], bool]]:
    """Every lot that may be anywhere, with all its holders; held only if each of them holds it."""
    held = story.held()
    return {
        lot: (frozenset(places), all((lot, place) in held for place in places))
        for lot in LOTS
        if (places := {place for thing, place in somewhere if thing == lot})
    }


def rests(  # noqa: C901 by hand, step by step
    story: Storyteller, walked: set[str]
) -> dict[tuple[str, str], tuple[object, ...]]:
    came: dict[tuple[str, str], list[Decimal | None]] = defaultdict(list)
    went: dict[tuple[str, str], list[Decimal | None]] = defaultdict(list)
    ends: dict[tuple[str, str], bool] = {}
    happenings: list[tuple[object, str, tuple[str, str], Decimal | None]] = []
    for one in story.seen:
        key = (one.thing, one.place)
        happenings.append((one.event.event_time, str(one.event.biz_step), key, one.quantity))
    for event in story.made.values():
        place = str(event.biz_location.id) if event.biz_location else ""
        step = str(event.event_id)
        amounts = {q.epc_class: q.quantity for q in event.input_quantity_list}
        for src, dst in story.edges:
            if dst == step:
                happenings.append((event.event_time, "use", (src, place), amounts.get(src)))
        for made in event.output_quantity_list:
            key = (made.epc_class, place)
            happenings.append((event.event_time, "made", key, made.quantity))
    for _, step, key, quantity in sorted(happenings, key=lambda one: (one[0], one[1] == "use")):  # type: ignore[arg-type,return-value]
        if step in ("receiving", "made"):
            came[key].append(quantity)
            ends[key] = False
        elif step in ("use", "shipping"):
            went[key].append(quantity)
        elif step == "dispensing":
            went[key].append(None)
            ends[key] = True
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for key in came.keys() | went.keys():
        if key[0] not in LOTS or key[0] not in walked or ends.get(key):
            continue
        if not came[key] or None in (*came[key], *went[key]):
            found[key] = (None, True)
            continue
        rest = sum(filter(None, came[key]), Decimal(0)) - sum(filter(None, went[key]), Decimal(0))
        if rest:
            found[key] = (rest, rest < 0)
    return found


def test_circles_and_things_made_of_themselves_end(db: None) -> None:
    """Thirty lots in a ring with chords, one made of itself, crates in each other: all is found."""
    ring = [f"{HOST}/class/vong-{n}" for n in range(30)]
    events: list[Event] = [
        made_of([lot], [ring[(n + step) % 30]], minute=n)
        for step in (0, 1, 7)
        for n, lot in enumerate(ring)
    ]
    events += [packed(CRATES[n], CRATES[1 - n], minute=40 + n) for n in (0, 1)]
    events.append(packed(CRATES[0], ring[0], minute=42))
    events.append(served(CRATES[1], ring[3], minute=43))
    for number, event in enumerate(events):
        event = replace(event, event_id=f"urn:uuid:{uuid.UUID(int=number + 1)}")
        capture_events([event], tenant_id=TENANT, received_at=NOW)
    answers = four_answers(ThingStart(ring[5]), principal=EVERYBODY, at=NOW)
    assert answers.is_complete
    assert {lot.thing for lot in answers.lots if lot.thing in ring} == set(ring)
    assert {lot.standing.share for lot in answers.lots if lot.thing in ring} == {Decimal(1)}
    assert answers.cases == 1


def test_the_crates_of_the_network_may_hold_each_other() -> None:
    """Else no circle would be told, and the walks would never meet one."""
    assert len(CRATES) > 1
