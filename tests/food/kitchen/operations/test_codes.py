"""Codes printed beforehand: issued, bound by records, seen in the chain as containers."""

import json
from datetime import datetime
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from nguon.base.errors import InputInvalid, Refused
from nguon.core.gs1 import OwnIdentifier, mint_own_identifier
from nguon.food.kitchen.choices import CodePurpose
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import CodeSheet, Hold, IssuedCode, ReceivedLine
from nguon.food.kitchen.operations.issue_codes import MOST, issue_codes
from nguon.food.kitchen.operations.rebuild_projections import rebuild_projections
from nguon.food.kitchen.queries.codes import codes_in_use
from nguon.food.trace.models import Event, Node
from nguon.food.trace.queries import trace
from nguon.food.trace.queries.contents import contents_at
from nguon.food.trace.queries.moment import Moment
from nguon.food.trace.queries.trace_value import Trace
from nguon.ground.people.queries import principal_of
from tests.food.kitchen.conftest import START, Stage
from tests.food.kitchen.incidents import (
    destroy,
    place_hold,
    receive_labelled,
    take_sample,
    withdraw,
)
from tests.food.kitchen.operations.test_rebuild_projections import chain, tables


def sheet(cast: Cast, purpose: CodePurpose = CodePurpose.BOX, count: int = 5) -> list[str]:
    """The URIs of a new sheet."""
    made = issue_codes(
        cast.pilot.place,
        sheet_id=uuid4(),
        purpose=purpose,
        count=count,
        by=cast.pilot.people["manager"],
        at=START,
    )
    return list(made.codes.order_by("number").values_list("uri", flat=True))


def numbers(purpose: CodePurpose) -> list[int]:
    found = IssuedCode.objects.filter(sheet__purpose=purpose).order_by("number")
    return list(found.values_list("number", flat=True))


def test_codes_are_random_well_formed_and_numbered_on(cast: Cast) -> None:
    first, second = sheet(cast), sheet(cast, count=3)
    sheet(cast, CodePurpose.LOT, count=2)
    assert len({*first, *second}) == 8
    assert {OwnIdentifier.parse(uri).kind for uri in first} == {"obj"}
    assert numbers(CodePurpose.BOX) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert numbers(CodePurpose.LOT) == [1, 2]


def test_another_kitchen_counts_for_itself(cast: Cast) -> None:
    sheet(cast)
    other = cast.kitchens[1]
    made = issue_codes(
        other.place,
        sheet_id=uuid4(),
        purpose=CodePurpose.BOX,
        count=1,
        by=other.people["manager"],
        at=START,
    )
    assert made.codes.get().number == 1


def test_the_same_sheet_asked_for_twice_is_issued_once(cast: Cast) -> None:
    sheet_id = uuid4()
    for _ in range(2):
        issue_codes(
            cast.pilot.place,
            sheet_id=sheet_id,
            purpose=CodePurpose.BOX,
            count=4,
            by=cast.pilot.people["manager"],
            at=START,
        )
    assert (CodeSheet.objects.count(), IssuedCode.objects.count()) == (1, 4)


@pytest.mark.parametrize("count", [0, -1, MOST + 1])
def test_a_sheet_has_a_sensible_number_of_codes(cast: Cast, count: int) -> None:
    with pytest.raises(InputInvalid):
        sheet(cast, count=count)


@pytest.mark.parametrize("who", ["cook_1", "health_officer"])
def test_only_who_sets_up_the_kitchen_issues_codes(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        issue_codes(
            cast.pilot.place,
            sheet_id=uuid4(),
            purpose=CodePurpose.BOX,
            count=1,
            by=cast.pilot.people[who],
            at=START,
        )


def inside(uri: str, at: datetime) -> set[str]:
    """What the chain says was in the container at that moment."""
    node = Node.objects.get(uri=uri)
    question = (node.pk, Moment(at, 2**60))
    found = contents_at([question])[question]
    return set(Node.objects.filter(pk__in=found).values_list("uri", flat=True))


def test_a_box_holds_the_sample_that_was_put_into_it(cast: Cast, monday: KitchenDay) -> None:
    box = sheet(cast)[0]
    sample = take_sample(monday, 0, box=OwnIdentifier.parse(box).spoken)
    assert sample.container_uri == box
    assert inside(box, monday.at(9, 0)) == set()
    assert inside(box, monday.at(12, 0)) == {sample.box_uri}


def test_a_trace_from_the_box_finds_the_lots_of_its_dish(cast: Cast, monday: KitchenDay) -> None:
    box = sheet(cast)[0]
    monday.receive()
    monday.cook_dish(monday.menu[0], 0)
    sample = take_sample(monday, 0, box=box)
    uris = {thing.uri for thing in trace_of(cast, box).things}
    used = monday.menu[0].grams.keys()
    lots = {ReceivedLine.objects.get(record_id=monday.line_of(key)).lot_uri for key in used}
    assert {box, sample.box_uri, sample.dish.lot_uri} | lots <= uris


def trace_of(cast: Cast, uri: str) -> Trace:
    return trace(uri, principal=principal_of(cast.pilot.people["manager"]))


def test_a_box_is_used_again_after_its_sample_was_destroyed(stage: Stage, cast: Cast) -> None:
    box = sheet(cast)[0]
    first_day, second_day = stage.day(), stage.day(4)
    first_day.plan()
    second_day.plan()
    first = take_sample(first_day, 0, box=box)
    destroy(second_day, first, second_day.at(9, 0))
    second = take_sample(second_day, 0, box=box)
    assert inside(box, first_day.at(20, 0)) == {first.box_uri}
    assert inside(box, second_day.at(9, 30)) == set()
    assert inside(box, second_day.at(20, 0)) == {second.box_uri}
    things = {thing.uri for thing in trace_of(cast, box).things}
    assert second.box_uri in things
    assert first.box_uri not in things
    assert clashes(cast, box) == [[], []]


def clashes(cast: Cast, code: str) -> list[list[str]]:
    uses = codes_in_use(cast.pilot.place, [code])
    return [[other.name for other in uses.at_once_with(one)] for one in uses.bindings[code]]


def test_a_box_used_for_two_samples_at_once_is_stored_and_seen(
    cast: Cast, monday: KitchenDay
) -> None:
    """The chain follows whoever put something in last; the clash stays to be answered."""
    box = sheet(cast)[0]
    take_sample(monday, 0, box=box)
    second = take_sample(monday, 1, box=box)
    assert inside(box, monday.at(12, 0)) == {second.box_uri}
    assert clashes(cast, box) == [[monday.menu[1].name], [monday.menu[0].name]]


def test_a_code_never_issued_is_accepted(cast: Cast, monday: KitchenDay) -> None:
    own = mint_own_identifier("obj", b"nobodysi", host=settings.NGUON_IDENTIFIER_HOST)
    sample = take_sample(monday, 0, box=own.code)
    uses = codes_in_use(cast.pilot.place, [own.uri])
    assert (sample.container_uri, uses.issued) == (own.uri, frozenset())


def test_a_label_stands_for_the_lot_that_stayed(cast: Cast, monday: KitchenDay) -> None:
    label = sheet(cast, CodePurpose.LOT)[0]
    line = receive_labelled(
        monday, "cai", label, decision="partly", returned_amount="2", rejection_reason="Úa lá"
    )
    packing = Event.objects.get(record_id=line.record_id, biz_step="packing")
    said = json.loads(bytes(packing.raw))
    assert (said["action"], said["parentID"]) == ("ADD", label)
    assert said["childQuantityList"] == [{"epcClass": line.lot_uri, "quantity": 10, "uom": "KGM"}]
    assert line.lot_uri in {thing.uri for thing in trace_of(cast, label).things}


def test_goods_that_went_back_take_their_label_with_them(cast: Cast, monday: KitchenDay) -> None:
    label = sheet(cast, CodePurpose.LOT)[0]
    line = receive_labelled(
        monday, "cai", label, sensory="fail", decision="rejected", rejection_reason="Úa lá"
    )
    assert not Event.objects.filter(record_id=line.record_id, biz_step="packing").exists()
    assert codes_in_use(cast.pilot.place, [label]).bindings == {}


def test_a_corrected_code_moves_the_sample_to_the_other_box(cast: Cast, monday: KitchenDay) -> None:
    wrong, right = sheet(cast)[:2]
    sample = take_sample(monday, 0, box=wrong)
    take_sample(monday, 0, box=right, key="moved", instead_of=sample)
    assert inside(wrong, monday.at(12, 0)) == set()
    assert inside(right, monday.at(12, 0)) == {sample.box_uri}


def test_a_withdrawn_sample_leaves_its_box_to_the_one_before(
    cast: Cast, monday: KitchenDay
) -> None:
    box = sheet(cast)[0]
    first = take_sample(monday, 0, box=box)
    take_sample(monday, 1, box=box, key="second")
    withdraw(monday, "second")
    assert inside(box, monday.at(12, 0)) == {first.box_uri}
    assert clashes(cast, box) == [[]]


def test_a_rebuild_binds_the_same_codes_and_hears_the_same_events(
    cast: Cast, stage: Stage, monday: KitchenDay
) -> None:
    boxes, labels = sheet(cast), sheet(cast, CodePurpose.LOT)
    receive_labelled(monday, "cai", labels[0])
    receive_labelled(monday, "bi", labels[0], at=monday.at(5, 50))
    first = take_sample(monday, 0, box=boxes[0])
    take_sample(monday, 1, box=boxes[0])
    later = stage.day(4)
    later.plan()
    destroy(later, first, later.at(9, 0))
    again = take_sample(later, 0, box=boxes[0])
    take_sample(later, 0, box=boxes[1], key="moved", instead_of=again)
    place_hold(monday, meal_ids=[str(monday.meal_id)], suspected=SUSPECTED)
    before, events = tables(), chain()
    rebuilt = rebuild_projections()
    assert (tables(), chain(), rebuilt.events) == (before, events, 0)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("truncate trace_event, trace_node, trace_edge, trace_containment cascade")
    assert rebuild_projections().events == len(events["events"])
    assert (tables(), chain()) == (before, events)


SUSPECTED = {
    "sick": 12,
    "first_onset_at": "2026-11-23T13:20:00+07:00",
    "symptoms": ["vomiting", "abdominal_pain"],
}


def test_a_suspicion_is_kept_beside_the_hold(monday: KitchenDay) -> None:
    hold = Hold.objects.get(
        record_id=place_hold(monday, meal_ids=[str(monday.meal_id)], suspected=SUSPECTED)
    )
    assert (hold.sick, hold.symptoms) == (12, ["vomiting", "abdominal_pain"])
    assert hold.first_onset_at == monday.at(13, 20)
