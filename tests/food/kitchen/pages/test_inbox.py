"""What phones handed in and the book does not take by itself: the manager admits or refuses it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nguon.base import clock
from nguon.food.kitchen.choices import FridgeKind, ParkedOutcome, RecordKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import FridgeReading, ParkedDecision, ParkedRecord
from nguon.food.kitchen.pages.inbox import SOME
from nguon.ground.journal.models import Record
from nguon.ground.people.models import Person
from nguon.ground.people.operations import revoke_device
from tests.food.kitchen.handset import Handset, text_of
from tests.food.kitchen.pages.conftest import Browser, fill
from tests.food.kitchen.pages.conftest import text_of as page_of

HOUR = timedelta(hours=1)


@pytest.fixture
def handset(cast: Cast) -> Handset:
    manager = cast.pilot.people["manager"]
    return Handset.of(cast.pilot.place, manager=manager, at=clock.now() - 48 * HOUR)


def address(cast: Cast, page: str, *args: object, kitchen: int = 0) -> str:
    return reverse(f"kitchen:{page}", args=[cast.kitchens[kitchen].place.pk, *args])


def reading(cast: Cast, handset: Handset, by: Any, celsius: str = "4.5", **more: Any) -> bytes:
    """A fridge read an hour ago; whoever `by` is."""
    at = clock.now() - HOUR
    body = {
        "fridge_id": str(cast.pilot.fridges[FridgeKind.SAMPLE].pk),
        "celsius": celsius,
        "read_at": at.isoformat(),
    }
    return handset.record(RecordKind.FRIDGE_READING, body, by=by, at=at, **more)


def parked(cast: Cast, handset: Handset, by: Any) -> ParkedRecord:
    raw = reading(cast, handset, by)
    (answer,) = handset.hand_in([raw], at=clock.now())
    assert answer.result == "parked", answer
    return ParkedRecord.objects.get(record_id=answer.id)


@pytest.fixture
def stranger(cast: Cast) -> Person:
    """Registered, but without any role here."""
    return cast.people["outsider"]


def test_the_list_says_who_what_when_and_why(
    cast: Cast, handset: Handset, stranger: Person, manager: Client
) -> None:
    one = parked(cast, handset, stranger)
    shown = page_of(manager.get(address(cast, "inbox")))
    for said in (stranger.full_name, "Máy bếp", "Hôm đó người này không có vai trò"):
        assert said in shown
    detail = page_of(manager.get(address(cast, "parked", one.pk)))
    assert "4,5" in detail
    assert cast.pilot.fridges[FridgeKind.SAMPLE].name in detail


def test_many_that_settle_by_themselves_hide_nobody_who_waits(
    cast: Cast, handset: Handset, stranger: Person, manager: Client
) -> None:
    by = cast.pilot.people["manager"]
    early = {"by": by, "supersedes": str(uuid4()), "reason": "x"}
    handset.hand_in([reading(cast, handset, **early) for _ in range(SOME)], at=clock.now() - HOUR)
    parked(cast, handset, stranger)
    assert stranger.full_name in page_of(manager.get(address(cast, "inbox")))


def test_somebody_nobody_knows_is_called_that(
    cast: Cast, handset: Handset, manager: Client
) -> None:
    one = parked(cast, handset, uuid4())
    shown = page_of(manager.get(address(cast, "parked", one.pk)))
    assert "Không ai đăng ký ở đây dưới số này." in shown


def test_what_a_revoked_phone_hands_in_waits_and_says_so(
    cast: Cast, handset: Handset, manager: Client
) -> None:
    revoke_device(handset.device, by=cast.pilot.people["manager"], at=clock.now() - 2 * HOUR)
    handset.device.refresh_from_db()
    one = parked(cast, handset, cast.pilot.cooks[0])
    shown = page_of(manager.get(address(cast, "parked", one.pk)))
    assert "«Máy bếp» đã bị thu hồi" in shown


def test_admitted_it_is_in_the_book_with_its_own_times(
    cast: Cast, handset: Handset, stranger: Person, manager: Client
) -> None:
    one = parked(cast, handset, stranger)
    done = manager.post(address(cast, "admit", one.pk))
    assert done["Location"] == address(cast, "inbox")
    record = Record.objects.get(pk=one.record_id)
    assert bytes(record.raw) == bytes(one.raw)
    assert (record.actor_id, record.received_at) == (stranger.pk, one.received_at)
    assert FridgeReading.objects.get().record_id == record.pk
    decision = ParkedDecision.objects.get()
    manager_person = cast.pilot.people["manager"]
    assert (decision.outcome, decision.by) == (ParkedOutcome.ADMITTED, manager_person)
    assert stranger.full_name not in page_of(manager.get(address(cast, "inbox")))


def test_refused_it_stays_outside_with_the_reason_and_the_phone_is_told(
    cast: Cast, handset: Handset, stranger: Person, manager: Client
) -> None:
    one = parked(cast, handset, stranger)
    path = address(cast, "refuse", one.pk)
    assert manager.post(path, {"reason": ""}).status_code == 200
    assert ParkedDecision.objects.count() == 0
    assert manager.post(path, {"reason": "Người lạ nghịch máy"}).status_code == 302
    assert (Record.objects.count(), ParkedDecision.objects.get().reason) == (
        0,
        "Người lạ nghịch máy",
    )
    (again,) = handset.hand_in([bytes(one.raw)], at=clock.now())
    assert (again.result, again.code, again.text) == ("invalid", "refused", "Người lạ nghịch máy")


def test_decided_once_it_is_no_longer_there(
    cast: Cast, handset: Handset, stranger: Person, manager: Client
) -> None:
    one = parked(cast, handset, stranger)
    manager.post(address(cast, "admit", one.pk))
    paths = [address(cast, page, one.pk) for page in ("parked", "admit", "refuse")]
    answers = [manager.get(paths[0]), manager.post(paths[1]), manager.post(paths[2])]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert ParkedDecision.objects.count() == 1


def test_what_waits_for_another_record_is_not_admitted_by_hand(
    cast: Cast, handset: Handset, manager: Client
) -> None:
    body = {
        "sample_id": str(uuid4()),
        "destroyed_at": (clock.now() - HOUR).isoformat(),
        "condition": "normal",
    }
    cook = cast.pilot.cooks[0]
    raw = handset.record(RecordKind.SAMPLE_DESTROYED, body, by=cook, at=clock.now() - HOUR)
    (answer,) = handset.hand_in([raw], at=clock.now())
    assert (answer.result, answer.code) == ("parked", "unknown_reference"), answer
    shown = manager.get(address(cast, "inbox"))
    assert (shown.context["for_me"], len(shown.context["by_themselves"])) == ([], 1)
    detail = page_of(
        manager.get(address(cast, "parked", shown.context["by_themselves"][0].parked.pk))
    )
    assert "Nhận vào sổ" not in detail


def test_two_contents_under_one_number_stand_side_by_side(
    cast: Cast, handset: Handset, manager: Client
) -> None:
    cook, number = cast.pilot.cooks[0], str(uuid4())
    first = reading(cast, handset, cook, "4.5", id=number)
    second = reading(cast, handset, cook, "9.5", id=number)
    answers = handset.hand_in([first], at=clock.now()) + handset.hand_in([second], at=clock.now())
    assert [one.result for one in answers] == ["stored", "conflict"]
    page = manager.get(address(cast, "inbox"))
    (pair,) = page.context["twins"]
    told = [
        [one.value for one in card.versions[0].pairs if one.name.endswith("(khác)")]
        for card in pair.cards
    ]
    assert [[value.split()[0] for value in values] for values in told] == [["4,5"], ["9,5"]]


def test_a_number_that_another_kitchen_uses_is_told_and_what_stands_there_is_not(
    cast: Cast, handset: Handset, manager: Client, sign_in: Browser
) -> None:
    sister = cast.kitchens[1]
    theirs = Handset.of(sister.place, manager=sister.people["manager"])
    number, at = str(uuid4()), clock.now() - HOUR
    body = {"fridge_id": str(sister.fridges[FridgeKind.SAMPLE].pk), "celsius": "-7.5"}
    first = theirs.record(
        RecordKind.FRIDGE_READING,
        body | {"read_at": at.isoformat(), "note": "chữ của bếp khác"},
        by=sister.cooks[0],
        at=at,
        id=number,
    )
    second = reading(cast, handset, cast.pilot.cooks[0], "9.5", id=number)
    told = theirs.hand_in([first], at=clock.now()) + handset.hand_in([second], at=clock.now())
    assert [one.result for one in told] == ["stored", "conflict"]
    page = manager.get(address(cast, "inbox"))
    (card,) = page.context["strays"]
    assert [pair.value for pair in card.versions[0].pairs if "9,5" in pair.value] == [
        "9,5\N{NO-BREAK SPACE}°C"
    ]
    shown = page_of(page)
    assert "Số đã có nơi khác dùng" in shown
    for secret in ("7,5", "chữ của bếp khác", sister.place.name, sister.cooks[0].full_name):
        assert secret not in shown
    other = sign_in(sister.people["manager"]).get(address(cast, "inbox", kitchen=1))
    assert (other.context["strays"], "9,5" in page_of(other)) == ([], False)


def test_a_conflict_of_unreadable_content_is_shown_as_it_came(
    cast: Cast, handset: Handset, manager: Client
) -> None:
    cook, number = cast.pilot.cooks[0], str(uuid4())
    handset.hand_in([reading(cast, handset, cook, id=number)], at=clock.now())
    odd = handset.envelope("hold", {"kind": 7, "x": [1]}, by=cook, at=clock.now(), id=number)
    (answer,) = handset.hand_in([text_of(odd)], at=clock.now())
    assert answer.result in ("conflict", "invalid")
    assert manager.get(address(cast, "inbox")).status_code == 200


def test_two_checks_that_disagree_stand_beside_each_other_until_one_is_corrected(
    cast: Cast, handset: Handset, yesterday: KitchenDay, manager: Client
) -> None:
    dish = yesterday.dish_id(yesterday.menu[0])
    other = yesterday.at(10, 40)
    body = {
        "dish_id": str(dish),
        "portions": 910,
        "portioned_at": other.isoformat(),
        "utensils": "pass",
        "sensory": "fail",
        "sensory_note": "có mùi lạ",
        "decision": "stop",
        "note": "Bỏ món, thay trứng luộc",
    }
    cook = cast.pilot.cooks[0]
    raw = handset.record(RecordKind.DISH_CHECKED, body, by=cook, at=other)
    (answer,) = handset.hand_in([raw], at=clock.now())
    assert answer.result == "stored", answer
    page = manager.get(address(cast, "inbox"))
    (one,) = page.context["disagreements"]
    assert one.dish.pk == dish
    assert [card.versions[0].person for card in one.cards] == [
        cast.pilot.people["health_officer"].full_name,
        cook.full_name,
    ]
    assert one.cards[1].correct_url == address(cast, "correction", answer.id)
    board = page_of(manager.get(address(cast, "day", yesterday.day)))
    assert f"{address(cast, 'inbox')}#khac-nhau" in board
    fill(manager, address(cast, "withdrawal", answer.id), reason="Nhầm món")
    assert manager.get(address(cast, "inbox")).context["disagreements"] == []


def test_the_board_tells_the_manager_how_many_wait_and_nobody_else(
    cast: Cast, handset: Handset, stranger: Person, manager: Client, cook: Client
) -> None:
    today = address(cast, "today")
    assert address(cast, "inbox") not in page_of(manager.get(today))
    for _number in range(2):
        parked(cast, handset, stranger)
    shown = page_of(manager.get(today))
    assert address(cast, "inbox") in shown
    assert "2 bản ghi từ điện thoại chờ bạn xem" in shown
    assert address(cast, "inbox") not in page_of(cook.get(today))


@pytest.mark.parametrize("who", ["cook", "health_officer", "inspector", "province", "parent"])
def test_nobody_but_the_manager_judges(
    cast: Cast, handset: Handset, stranger: Person, sign_in: Browser, who: str
) -> None:
    one = parked(cast, handset, stranger)
    people = {"cook": cast.pilot.cooks[0], **cast.pilot.people, **cast.people}
    browser = sign_in(people[who])
    answers = [
        browser.get(address(cast, "inbox")),
        browser.get(address(cast, "parked", one.pk)),
        browser.post(address(cast, "admit", one.pk)),
        browser.post(address(cast, "refuse", one.pk), {"reason": "x"}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert ParkedDecision.objects.count() == 0


def test_the_manager_of_another_school_sees_and_decides_nothing(
    cast: Cast, handset: Handset, stranger: Person, sign_in: Browser
) -> None:
    one = parked(cast, handset, stranger)
    browser = sign_in(cast.kitchens[1].people["manager"])
    assert stranger.full_name not in page_of(browser.get(address(cast, "inbox", kitchen=1)))
    for kitchen in (0, 1):
        answers = [
            browser.get(address(cast, "parked", one.pk, kitchen=kitchen)),
            browser.post(address(cast, "admit", one.pk, kitchen=kitchen)),
            browser.post(address(cast, "refuse", one.pk, kitchen=kitchen), {"reason": "x"}),
        ]
        assert [answer.status_code for answer in answers] == [404] * 3
    assert browser.get(address(cast, "inbox")).status_code == 404
    assert ParkedDecision.objects.count() == 0


def test_the_list_asks_as_much_for_one_as_for_three(
    cast: Cast, handset: Handset, stranger: Person, manager: Client
) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            manager.get(address(cast, "inbox"))
        return len(asked)

    parked(cast, handset, stranger)
    questions()
    one = questions()
    parked(cast, handset, stranger)
    parked(cast, handset, cast.people["parent"])
    assert questions() == one
