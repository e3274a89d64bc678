"""A recall from the first notice to the release: told, held, reminded, answered, freed."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from nguon.base.errors import Conflict, InputInvalid, Missing, Refused
from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.models import CookingCheck, Hold, HoldRelease, ReceivedLine
from nguon.food.kitchen.queries.holds import open_holds_of_place
from nguon.food.kitchen.rules.kit.stops import stop_list_of
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.models import RecallAct
from nguon.food.oversight.operations.rebuild_acts import rebuild_acts, row_of
from nguon.food.oversight.operations.say_act import Said, say_act
from nguon.food.oversight.operations.settle_recall import Settled, settle_recall
from nguon.food.oversight.queries.recalls import recalls_to_settle
from nguon.food.oversight.rules.recall_bodies import FoundLot
from nguon.ground.journal.models import Record, RecordConflict
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Assignment
from nguon.ground.people.operations import assign_role, end_assignment
from tests.food.kitchen.incidents import lived, lot_of, place_hold
from tests.food.oversight.recalled import FINDING, Desk, day_of, found, manager, pork_in, started


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk.now(cast)


def holds_at(desk: Desk, kitchen: int) -> list[str]:
    """What is held there on the authority's word."""
    place = desk.cast.kitchens[kitchen].place
    return sorted(
        uri
        for one in open_holds_of_place(place.pk)
        if one.hold.kind == HoldKind.AUTHORITY
        for uri in one.hold.lot_uris
    )


def dishes_with(pork: str, *, kitchen: int, desk: Desk) -> set[str]:
    place = desk.cast.kitchens[kitchen].place
    checks = CookingCheck.objects.filter(place=place, ingredients__lot_uri=pork)
    return set(checks.values_list("dish__lot_uri", flat=True))


def test_every_kitchen_and_the_seller_are_told_and_every_kitchen_holds(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0, 1)
    done = desk.recall(started(pork))
    recall = desk.view(done.recall_id)
    assert [one.place for one in recall.kitchens] == sorted(
        (k.place for k in desk.cast.kitchens[:2]), key=lambda place: place.name
    )
    assert [one.organisation for one in recall.organisations] == [
        desk.cast.suppliers["thit"].organisation
    ]
    for kitchen in (0, 1):
        assert holds_at(desk, kitchen) == sorted(
            {pork} | dishes_with(pork, kitchen=kitchen, desk=desk)
        )
    assert holds_at(desk, 2) == []
    assert (done.settled.told, done.settled.refused) == (3, ())
    assert done.settled.held == len(Hold.objects.all())


def test_the_notice_says_what_came_and_what_is_left(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    recall = desk.view(desk.recall(started(pork)).recall_id)
    (notice,) = recall.kitchens
    lot = next(one for one in notice.lots if one.uri == pork)
    line = ReceivedLine.objects.standing().get(lot_uri=pork)
    assert (lot.came, lot.uom, lot.is_dish) == (line.accepted_amount, "KGM", False)
    assert {one.uri for one in notice.lots if one.is_dish} == dishes_with(
        pork, kitchen=0, desk=desk
    )


def test_the_phone_refuses_the_lot_by_its_stop_list(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    place = desk.cast.pilot.place
    before = stop_list_of(place, at=desk.at)
    desk.recall(started(pork))
    after = stop_list_of(place, at=desk.at)
    assert after["version"] != before["version"]
    (stop,) = [one for one in after["stops"] if one["of"] == pork]
    assert "Thịt lợn nạc vai lô 0107" in stop["reason"]


def test_sending_the_same_form_twice_changes_nothing(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0, 1)
    id_ = uuid4()
    desk.recall(started(pork), id_=id_)
    records = Record.objects.count()
    again = desk.later(3).recall(started(pork), id_=id_)
    assert again.is_repeated
    assert again.settled == Settled()
    assert (Record.objects.count(), RecordConflict.objects.count()) == (records, 0)


def test_the_same_form_with_other_words_is_refused(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    id_ = uuid4()
    desk.recall(started(pork), id_=id_)
    with pytest.raises(Conflict):
        desk.recall(replace(started(pork), reason="Lý do khác"), id_=id_)
    assert desk.view(id_).reason == "Nghi nhiễm khuẩn"


def test_a_power_cut_in_the_middle_is_made_up_for_by_the_next_round(desk: Desk) -> None:
    """As if the process had died after the first record: no notice, no hold."""
    pork = pork_in(desk.cast, 0)
    id_ = uuid4()
    body = started(pork).as_json()
    say_act(
        Said(record_id=id_, kind=ActKind.RECALL_STARTED, book=id_, body=body),
        by=desk.inspector,
        at=desk.at,
    )
    assert desk.view(id_).notices == []
    settled = settle_recall(id_, at=desk.later(1).at)
    assert (settled.told, settled.held) == (2, len(holds_at(desk, 0)))
    assert settle_recall(id_, at=desk.later(2).at) == Settled()


def test_a_kitchen_whose_delivery_arrives_late_joins_and_holds(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    assert lot_of(day_of(desk.cast, 3), "lon") == pork
    settled = settle_recall(recall_id, at=desk.later(20).at)
    assert settled.told == 1
    assert pork in holds_at(desk, 3)
    notice = desk.view(recall_id).notice_to(desk.cast.kitchens[3].place.pk)
    assert notice is not None
    assert notice.told_at == desk.later(20).at


def test_more_of_the_goods_ask_a_kitchen_again_that_has_answered(desk: Desk) -> None:
    """All of a trader's goods: the next delivery has a lot of its own."""
    cast = desk.cast
    trader = cast.suppliers["thuong_lai"].organisation
    day = lived(cast, 1, kitchen=0, dishes=1, eaten=False)
    since = desk.at - timedelta(days=5)
    said = started(supplier_id=trader.pk, since=since, until=desk.at + timedelta(days=1))
    recall_id = desk.recall(said).recall_id
    key = day.kitchen.place.pk
    desk.later(5).answer(recall_id, key, manager(day.kitchen))
    first = desk.view(recall_id).notice_to(key)
    assert first is not None
    lived(cast, 0, kitchen=0, dishes=1, eaten=False)
    settle_recall(recall_id, at=desk.later(10).at)
    again = desk.view(recall_id).notice_to(key)
    assert again is not None
    assert again.told_at == desk.later(10).at
    assert len(again.lots) > len(first.lots)
    assert again.answered_at == desk.later(5).at


def test_reminders_and_escalations_are_written_once_in_their_time(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork, minutes=60)).recall_id
    kitchen = desk.cast.pilot
    desk.later(10).answer(recall_id, desk.cast.suppliers["thit"].organisation.pk, supplier(desk))

    def round_at(minutes: float) -> tuple[int, int]:
        settled = settle_recall(recall_id, at=desk.later(minutes).at)
        return settled.reminded, settled.escalated

    assert [round_at(m) for m in (29, 31, 32, 61, 62, 125)] == [
        (0, 0),
        (1, 0),
        (0, 0),
        (1, 1),
        (0, 0),
        (1, 1),
    ]
    notice = desk.view(recall_id).notice_to(kitchen.place.pk)
    assert notice is not None
    assert sorted(notice.reminders) == [1, 2, 3]
    assert sorted(notice.escalations) == [1, 2]
    desk.later(130).answer(recall_id, kitchen.place.pk, manager(kitchen))
    assert round_at(500) == (0, 0)


def supplier(desk: Desk) -> object:
    """Somebody who acts for the processor; the cast has only the cooperative's person."""
    person = desk.cast.people["outsider"]
    assign_role(
        person,
        role=Role.SUPPLIER,
        by=desk.cast.administrator,
        on=desk.at.date(),
        organisation=desk.cast.suppliers["thit"].organisation,
    )
    return person


def test_an_answer_says_who_when_and_how_much_was_found_and_set_aside(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    place, cook = desk.cast.pilot.place, desk.cast.pilot.cooks[0]
    desk.later(7).answer(recall_id, place.pk, cook, [found(pork, "4", "3.5")], "Trong tủ đông")
    desk.later(9).answer(recall_id, place.pk, manager(desk.cast.pilot), [found(pork, "5")])
    notice = desk.view(recall_id).notice_to(place.pk)
    assert notice is not None
    assert [(one.by, one.at) for one in notice.answers] == [
        (cook, desk.later(7).at),
        (manager(desk.cast.pilot), desk.later(9).at),
    ]
    assert notice.answered_at == desk.later(7).at
    assert (notice.found[pork].found, notice.found[pork].set_aside) == (5, 5)
    assert notice.words == "Trong tủ đông"


def test_more_set_aside_than_found_is_refused(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    with pytest.raises(InputInvalid):
        desk.answer(
            recall_id, desk.cast.pilot.place.pk, desk.cast.pilot.cooks[0], [found(pork, "1", "2")]
        )


def test_only_lots_that_one_was_told_of_can_be_answered(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    other = FoundLot(uri="https://id.nguon.example/class/la", uom="KGM", found=None, set_aside=None)
    with pytest.raises(InputInvalid):
        desk.answer(recall_id, desk.cast.pilot.place.pk, desk.cast.pilot.cooks[0], [other])


def test_releasing_the_whole_frees_what_the_recall_held_and_nothing_else(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    day = day_of(desk.cast, 1)
    own = place_hold(day, kind="other", cause="Bếp tự giữ", lot_uris=[pork])
    recall_id = desk.recall(started(pork)).recall_id
    other = desk.recall(started(pork)).recall_id
    before = {len(holds_at(desk, number)) for number in (0, 1)}
    done = desk.later(60).release(recall_id)
    assert done.settled.released == sum(1 for _ in HoldRelease.objects.all())
    assert {release.finding for release in HoldRelease.objects.all()} == {FINDING}
    assert {2 * len(holds_at(desk, number)) for number in (0, 1)} == before
    standing = {one.hold.root_id for one in open_holds_of_place(day.kitchen.place.pk)}
    assert own in standing
    assert not desk.view(recall_id).is_open
    assert desk.view(other).is_open
    desk.later(70).release(other)
    assert [holds_at(desk, number) for number in (0, 1)] == [[], []]


def test_releasing_one_lot_leaves_the_others_held(desk: Desk) -> None:
    day = day_of(desk.cast, 0)
    pork, rice = lot_of(day, "lon"), lot_of(day, "gao")
    recall_id = desk.recall(started(pork, rice)).recall_id
    desk.later(30).release(recall_id, pork)
    recall = desk.view(recall_id)
    assert (recall.is_open, recall.released_lots) == (True, {pork})
    held = holds_at(desk, 0)
    assert rice in held
    assert pork not in held
    # A dish of the pork alone is free again; rice was cooked for itself.
    assert not set(held) & dishes_with(pork, kitchen=0, desk=desk)
    assert settle_recall(recall_id, at=desk.later(31).at) == Settled()


def test_a_released_recall_tells_and_reminds_nobody_any_more(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    desk.later(5).release(recall_id)
    day_of(desk.cast, 2)
    assert settle_recall(recall_id, at=desk.later(600).at) == Settled()
    assert recalls_to_settle(at=desk.later(60).at) == [recall_id]
    assert recalls_to_settle(at=desk.later(2 * 24 * 60).at) == []
    with pytest.raises(Refused) as refused:
        desk.later(6).release(recall_id)
    assert refused.value.decision.code == "is_released"


@pytest.mark.parametrize("who", ["province", "supplier", "parent", "outsider", "manager", "cook"])
def test_only_an_inspector_of_the_province_recalls(desk: Desk, who: str) -> None:
    pork = pork_in(desk.cast, 0)
    pilot = desk.cast.pilot
    people = {**desk.cast.people, "manager": manager(pilot), "cook": pilot.cooks[0]}
    with pytest.raises(Refused):
        desk.recall(started(pork), by=people[who])
    assert (RecallAct.objects.count(), Hold.objects.count()) == (0, 0)


def commune_inspector(desk: Desk, kitchen: int) -> object:
    person = desk.cast.people["outsider"]
    assign_role(
        person,
        role=Role.INSPECTOR,
        by=desk.cast.administrator,
        on=desk.at.date(),
        commune=desk.cast.kitchens[kitchen].place.commune,
    )
    return person


def test_an_inspector_of_a_commune_sees_its_kitchens_and_recalls_nothing(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0, 1)
    recall_id = desk.recall(started(pork)).recall_id
    person = commune_inspector(desk, 1)
    with pytest.raises(Refused) as refused:
        desk.recall(started(pork), by=person)  # type: ignore[arg-type]
    assert refused.value.decision.code == "out_of_reach"
    seen = desk.view(recall_id, person)  # type: ignore[arg-type]
    assert [one.place for one in seen.notices] == [desk.cast.kitchens[1].place]
    assert not seen.sees_all


@pytest.mark.parametrize("who", ["parent", "outsider", "manager of another kitchen"])
def test_whom_nobody_told_a_recall_does_not_exist(desk: Desk, who: str) -> None:
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    person = desk.cast.people.get(who) or manager(desk.cast.kitchens[2])
    with pytest.raises(Missing):
        desk.view(recall_id, person)
    with pytest.raises(Missing):
        desk.answer(recall_id, desk.cast.pilot.place.pk, person)
    with pytest.raises(Missing):
        desk.release(recall_id, by=person)


def test_a_kitchen_and_a_supplier_see_their_own_notice_only(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0, 1)
    recall_id = desk.recall(started(pork)).recall_id
    school = desk.view(recall_id, desk.cast.pilot.cooks[0])
    assert [one.place for one in school.notices] == [desk.cast.pilot.place]
    seller = desk.view(recall_id, supplier(desk))  # type: ignore[arg-type]
    assert [one.organisation for one in seller.notices] == [
        desk.cast.suppliers["thit"].organisation
    ]
    with pytest.raises(Refused):
        desk.answer(recall_id, desk.cast.kitchens[1].place.pk, desk.cast.pilot.cooks[0])


def test_nobody_writes_a_notice_or_a_reminder_by_hand(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    place = str(desk.cast.pilot.place.pk)
    body = {"recall": str(recall_id), "place": place, "number": 1}
    said = Said(record_id=uuid4(), kind=ActKind.RECALL_REMINDED, book=recall_id, body=body)
    with pytest.raises(Refused) as refused:
        say_act(said, by=desk.inspector, at=desk.at)
    assert refused.value.decision.code == "not_by_hand"


def test_a_sender_whose_role_has_ended_tells_but_cannot_hold(desk: Desk) -> None:
    """The notice goes out all the same, and the page says which kitchens hold nothing."""
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    role = Assignment.objects.get(person=desk.inspector)
    end_assignment(role, by=desk.cast.administrator, on=desk.at.date())
    day_of(desk.cast, 3)
    settled = settle_recall(recall_id, at=desk.later(24 * 60).at)
    assert settled.told == 1
    assert set(settled.refused) == {desk.cast.kitchens[3].place.name}
    assert holds_at(desk, 3) == []


def test_the_rows_can_be_made_again_from_the_records(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    desk.later(5).answer(recall_id, desk.cast.pilot.place.pk, desk.cast.pilot.cooks[0])
    desk.later(40).release(recall_id, pork)
    settle_recall(recall_id, at=desk.later(90).at)
    rows = {row.pk: row for row in RecallAct.objects.all()}
    for pk, row in rows.items():
        fresh = row_of(Record.objects.get(pk=pk))
        assert {f.attname: getattr(fresh, f.attname) for f in fresh._meta.concrete_fields} == {
            f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields
        }
    assert rebuild_acts().differing == []
