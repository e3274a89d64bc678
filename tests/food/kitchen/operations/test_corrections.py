"""Corrections append: both versions stay, the chain learns of the error, the lot stays the same."""

import json
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from nguon.base.errors import InputInvalid, Refused
from nguon.core.epcis import ObjectEvent
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.management.demo.menus import GOODS
from nguon.food.kitchen.models import Act, CookingCheck, ReceivedLine
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.food.trace.queries import events_of_record
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record


def correct(day: KitchenDay, record_id: UUID, *, amount: str, key: str, minute: int = 50) -> UUID:
    at = day.at(6, minute)
    return day.say(
        RecordKind.DELIVERY_LINE,
        day.delivery(GOODS["cai"], Decimal(amount), at=day.at(6, 40)),
        key=key,
        by=day.kitchen.people["health_officer"],
        at=at,
        supersedes=record_id,
        reason="gõ nhầm",
    )


@pytest.fixture
def wrong(monday: KitchenDay) -> UUID:
    return monday.receive_line(GOODS["cai"], Decimal(545), at=monday.at(6, 40))


def test_both_versions_stay_and_one_stands(monday: KitchenDay, wrong: UUID) -> None:
    right = correct(monday, wrong, amount="54.5", key="again")
    rows = ReceivedLine.objects.order_by("sequence").values_list(
        "record_id", "amount", "superseded_by"
    )
    assert list(rows) == [(wrong, Decimal(545), right), (right, Decimal("54.5"), None)]


def test_a_correction_keeps_the_lot(monday: KitchenDay, wrong: UUID) -> None:
    correct(monday, wrong, amount="54.5", key="again")
    assert ReceivedLine.objects.values("lot_uri").distinct().count() == 1


def test_of_two_who_correct_one_version_online_the_second_is_told(
    monday: KitchenDay, wrong: UUID
) -> None:
    first = correct(monday, wrong, amount="54.5", key="one")
    with pytest.raises(Refused) as refused:
        correct(monday, wrong, amount="55", key="two")
    standing = ReceivedLine.objects.standing().values_list("record_id", flat=True)
    assert (refused.value.decision.code, list(standing)) == ("superseded", [first])


def test_of_two_phones_that_correct_one_version_the_last_word_stands(
    monday: KitchenDay, wrong: UUID
) -> None:
    """They were offline; all three versions stay readable."""
    correct(monday, wrong, amount="54.5", key="one")
    first = json.loads(bytes(Record.objects.get(supersedes=wrong).raw))
    last = first | {"id": str(uuid4()), "body": first["body"] | {"amount": "55"}}
    sent = submit_record(
        json.dumps(last).encode(),
        by=monday.kitchen.people["health_officer"],
        channel=Channel.PHONE,
        received_at=monday.at(6, 59),
    )
    standing = ReceivedLine.objects.standing().values_list("record_id", flat=True)
    assert (list(standing), ReceivedLine.objects.count()) == ([sent.record.id], 3)


def test_the_earlier_events_are_declared_erroneous_and_name_their_successors(
    monday: KitchenDay, wrong: UUID
) -> None:
    right = correct(monday, wrong, amount="54.5", key="again")
    declared = [event for event in events_of_record(right) if event.error_declaration]
    fresh = [event for event in events_of_record(right) if not event.error_declaration]
    named = {
        event_id
        for event in declared
        if event.error_declaration
        for event_id in event.error_declaration.corrective_event_ids
    }
    before = {event.event_id for event in events_of_record(wrong)}
    assert {event.event_id for event in declared} == before
    assert named == {event.event_id for event in fresh}


def test_the_original_events_are_untouched(monday: KitchenDay, wrong: UUID) -> None:
    before = [event.to_json() for event in events_of_record(wrong)]
    correct(monday, wrong, amount="54.5", key="again")
    assert [event.to_json() for event in events_of_record(wrong)] == before


def test_the_corrected_amount_is_what_the_chain_sees(monday: KitchenDay, wrong: UUID) -> None:
    right = correct(monday, wrong, amount="54.5", key="again")
    received = [
        event
        for event in events_of_record(right)
        if isinstance(event, ObjectEvent)
        and event.biz_step == "receiving"
        and event.error_declaration is None
    ]
    assert [str(event.quantity_list[0].quantity) for event in received] == ["54.5"]


def test_a_dish_cooked_from_the_wrong_line_keeps_its_lot(monday: KitchenDay) -> None:
    monday.receive()
    dish = next(dish for dish in monday.menu if "cai" in dish.grams)
    monday.cook_dish(dish, 0)
    correct(monday, monday.said["line:cai"], amount="50", key="again")
    used = CookingCheck.objects.get().ingredients.get(name="Rau cải ngọt")
    assert used.lot_uri == ReceivedLine.objects.standing().get(product_name="Rau cải ngọt").lot_uri


def test_a_withdrawn_record_stands_no_more_and_stays_readable(
    monday: KitchenDay, wrong: UUID
) -> None:
    monday.say(
        RecordKind.WITHDRAWN,
        {},
        key="withdrawn",
        by=monday.kitchen.people["health_officer"],
        at=monday.at(6, 50),
        supersedes=wrong,
        reason="ghi hai lần",
    )
    assert ReceivedLine.objects.standing().count() == 0
    assert Record.objects.filter(id=wrong).exists()


def test_a_correction_must_be_of_the_same_kind(monday: KitchenDay, wrong: UUID) -> None:
    with pytest.raises(InputInvalid) as caught:
        monday.say(
            RecordKind.EATING_STARTED,
            {"meal_id": str(monday.meal_id), "started_at": monday.at(6, 45).isoformat()},
            key="eating",
            by=monday.kitchen.people["health_officer"],
            at=monday.at(6, 50),
            supersedes=wrong,
            reason="thử",
        )
    assert [error.path for error in caught.value.errors] == ["type"]


def test_another_kitchens_record_cannot_be_corrected(monday: KitchenDay, wrong: UUID) -> None:
    sister = KitchenDay(monday.cast, monday.cast.kitchens[1], 0, monday.day, monday.random)
    with pytest.raises(InputInvalid) as caught:
        correct(sister, wrong, amount="1", key="mine now")
    assert [error.path for error in caught.value.errors] == ["supersedes"]


def test_lateness_is_kept_with_the_row(monday: KitchenDay, wrong: UUID) -> None:
    row: Act = ReceivedLine.objects.get(record_id=wrong)
    assert row.entry_delay == timedelta(minutes=1)
