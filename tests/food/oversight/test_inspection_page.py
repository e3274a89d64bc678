"""Thirty seconds at the kitchen's door: who sees it, what it says, and what it never says."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nguon.base import clock
from nguon.base.pace import Pace
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.models import Hold
from nguon.food.kitchen.queries.day import day_seal
from nguon.food.oversight.pages import inspection as pages
from nguon.food.oversight.rules.day_mark import Mark
from nguon.food.oversight.rules.inspection import SealState, inspection
from nguon.ground.people.models import InspectionPass, Person, Place
from nguon.ground.people.operations import (
    deactivate_person,
    end_inspection_pass,
    issue_inspection_pass,
)
from nguon.ground.people.queries import code_of_pass
from tests.food.kitchen.incidents import CAUSE, lived, place_hold, send_back

HALF_AN_HOUR = timedelta(minutes=30)


def wall_of(place: Place) -> str:
    return f"/kiem-tra/{place.pk}/"


def opened(url: str, person: Person | None = None) -> HttpResponse:
    client = Client()
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(url)  # type: ignore[return-value]


def text_of(response: HttpResponse) -> str:
    body = response.content.decode().partition("<body")[2]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def is_the_view(response: HttpResponse) -> bool:
    return response.status_code == 200 and 'class="inspection"' in response.content.decode()


def given(cast: Cast, kitchen: int = 0, *, ago: timedelta = timedelta(0)) -> tuple[str, object]:
    """The address on the manager's screen, and the pass."""
    one = cast.kitchens[kitchen]
    row, code = issue_inspection_pass(one.place, by=one.people["manager"], at=clock.now() - ago)
    return reverse("oversight:with_pass", args=[code]), row


@pytest.fixture(autouse=True)
def rested(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has knocked yet."""
    for name in ("GUESSES", "LOOKS"):
        one: Pace = getattr(pages, name)
        monkeypatch.setattr(pages, name, Pace(one.burst, one.every))


SEEING = ["inspector", "province", "manager", "health_officer", "cook_1", "parent"]
NOT_SEEING = ["supplier", "outsider", "manager of another school"]


@pytest.mark.parametrize("role", SEEING)
def test_the_code_on_the_wall_shows_the_day_to_who_may_see_the_kitchen(
    cast: Cast, role: str
) -> None:
    person = cast.people.get(role) or cast.pilot.people[role]
    assert is_the_view(opened(wall_of(cast.pilot.place), person))


@pytest.mark.parametrize("role", [*NOT_SEEING, "nobody"])
def test_to_others_it_shows_the_door_and_nothing_of_the_day(cast: Cast, role: str) -> None:
    day = lived(cast, eaten=False)
    other = cast.kitchens[1].people["manager"] if role == "manager of another school" else None
    person = None if role == "nobody" else other or cast.people[role]
    answer = opened(wall_of(cast.pilot.place), person)
    assert answer.status_code == 200
    assert not is_the_view(answer)
    said = text_of(answer)
    assert [dish.name for dish in day.menu if dish.name in said] == []
    assert ("Tài khoản của bạn không được xem bếp này." in said) == (role != "nobody")


def test_there_is_no_wall_without_a_kitchen(cast: Cast) -> None:
    other = Place.objects.exclude(kind="kitchen").first()
    assert other is not None
    for place_id in (other.pk, uuid4()):
        assert opened(f"/kiem-tra/{place_id}/").status_code == 404


def test_a_pass_opens_its_kitchen_for_who_is_not_signed_in(cast: Cast) -> None:
    lived(cast, eaten=False)
    url, row = given(cast)
    answer = opened(url)
    assert is_the_view(answer)
    assert cast.pilot.place.organisation.display_name in text_of(answer)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    opened(url)
    assert isinstance(row, InspectionPass)
    row.refresh_from_db()
    assert row.openings == 2


def test_a_pass_opens_nothing_else(cast: Cast) -> None:
    url, _row = given(cast)
    client = Client()
    client.get(url)
    place = cast.pilot.place
    for path in (f"/bep/{place.pk}/", "/cac-bep/", f"/cac-bep/{place.pk}/cho-xem/", "/su-co/"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers.get("Location", "")[:24]) == (
            302,
            "/tai-khoan/dang-nhap/?ne",
        ), path
    assert not is_the_view(client.get(wall_of(place)))  # type: ignore[arg-type]
    assert client.post(url).status_code == 405


def test_a_pass_ends_after_half_an_hour(cast: Cast) -> None:
    almost, _row = given(cast, ago=HALF_AN_HOUR - timedelta(minutes=1))
    assert is_the_view(opened(almost))
    over, _row = given(cast, ago=HALF_AN_HOUR)
    answer = opened(over)
    assert answer.status_code == 403
    assert "Mã xem này đã hết hiệu lực." in text_of(answer)


def test_a_pass_that_was_ended_or_whose_giver_left_opens_nothing(cast: Cast) -> None:
    url, row = given(cast)
    assert isinstance(row, InspectionPass)
    end_inspection_pass(row, by=cast.pilot.people["manager"])
    assert opened(url).status_code == 403
    second, _row = given(cast)
    deactivate_person(cast.pilot.people["manager"], by=cast.administrator)
    assert opened(second).status_code == 403


def tampered(code: str) -> list[str]:
    body, stamp, signature = code.split(":")
    other = signing.TimestampSigner(salt="something else").sign(body)
    unsigned = signing.TimestampSigner(key="another key", salt="x").sign(body)
    return [
        f"{body}:{stamp}:{'A' * len(signature)}",
        f"{body[:-2]}AA:{stamp}:{signature}",
        f"{body}:zzzzzz:{signature}",
        body,
        other,
        unsigned,
        "a" * 300,
        "%00",
        str(uuid4()).replace("-", ""),
    ]


def test_a_forged_code_opens_nothing(cast: Cast) -> None:
    url, _row = given(cast)
    code = url.split("/")[2]
    for forged in tampered(code):
        answer = opened(f"/kiem-tra/{forged}/")
        assert (answer.status_code, is_the_view(answer)) == (404, False), forged


def test_a_code_signed_by_us_for_a_pass_that_never_was_opens_nothing(cast: Cast) -> None:
    code = code_of_pass(InspectionPass(id=uuid4()))
    assert opened(reverse("oversight:with_pass", args=[code])).status_code == 404


def test_who_tries_codes_without_end_has_to_wait_and_real_passes_still_open(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "GUESSES", Pace(pages.GUESSES.burst, timedelta(hours=1)))
    url, _row = given(cast)
    tries = [opened(f"/kiem-tra/{'x' * number}/").status_code for number in range(1, 25)]
    assert tries == [404] * 20 + [429] * 4
    assert is_the_view(opened(url))


def test_one_pass_is_not_for_asking_without_end(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "LOOKS", Pace(2, timedelta(hours=1)))
    (url, _row), (other, _other) = given(cast), given(cast)
    assert [opened(url).status_code for _ in range(4)] == [200, 200, 429, 429]
    assert opened(other).status_code == 200


def test_with_a_pass_nobody_is_named_and_no_number_is_told(cast: Cast) -> None:
    """Not even what somebody typed about why food is held: it may name a child."""
    day = lived(cast, eaten=False)
    place_hold(day, meal_ids=[str(day.meal_id)])
    url, _row = given(cast)
    said = opened(url).content.decode()
    assert [one.full_name for one in Person.objects.all() if one.full_name in said] == []
    phones = [one.phone for one in Person.objects.exclude(phone="")]
    phones += [name.phone for actor in cast.suppliers.values() for name in actor.names]
    assert [phone for phone in phones if phone and phone in said] == []
    assert CAUSE not in said
    assert "4A" not in said
    signed_in = opened(wall_of(cast.pilot.place), cast.people["inspector"]).content.decode()
    assert cast.pilot.people["health_officer"].full_name in signed_in
    assert CAUSE not in signed_in


def test_it_tells_the_three_steps_with_their_times_and_what_is_kept(cast: Cast) -> None:
    day = lived(cast)
    shown = inspection(cast.pilot.place, at=day.at(12, 0))
    (meal,) = shown.meals
    dishes = len(day.menu)
    assert [(step.duty.value, step.done, step.owed, step.late) for step in meal.steps] == [
        ("step_1", dishes, dishes, 0),
        ("step_2", dishes, dishes, 0),
        ("step_3", dishes, dishes, 0),
        ("sample", dishes, dishes, 0),
    ]
    first = meal.steps[1]
    assert first.first_at == day.at(9, 30)
    assert (shown.shelf.kept, shown.shelf.held, shown.shelf.due) == (dishes, 0, 0)
    assert [band.readings for band in shown.fridges] == [1, 1, 1]
    assert shown.strip[-1].mark == Mark.OK
    assert {one.mark for one in shown.strip[:-1]} == {Mark.NONE}


def test_what_is_held_and_suspected_stands_on_top(cast: Cast) -> None:
    day = lived(cast)
    place_hold(day, meal_ids=[str(day.meal_id)])
    shown = inspection(cast.pilot.place, at=day.at(15, 0))
    assert shown.row.state.standing.value == "alarm"
    assert [hold.kind for hold in shown.holds] == ["suspicion"]
    assert shown.shelf.held == shown.shelf.kept == len(day.menu)


def test_who_pressed_the_red_button_wrote_something_today(cast: Cast) -> None:
    """In a kitchen where nobody did anything else on that day."""
    yesterday = lived(cast, 1, dishes=1)
    manager = yesterday.kitchen.people["manager"]
    place, at = yesterday.kitchen.place, clock.now()
    before = [list(one.people) for one in inspection(place, at=at).on_duty]
    place_hold(yesterday, meal_ids=[str(yesterday.meal_id)])
    of_yesterday = [list(one.people) for one in inspection(place, at=at).on_duty]
    Hold.objects.update(happened_at=at)
    of_today = [list(one.people) for one in inspection(place, at=at).on_duty]
    assert (before, of_yesterday) == ([[], [], []], [[], [], []])
    assert of_today == [[manager], [], []]


def test_thirty_days_show_the_worst_of_each(cast: Cast) -> None:
    for ago in (5, 4, 3, 2, 1):
        on = lived(cast, ago, dishes=2)
        if ago == 3:
            on.menu = lived(cast, 6).menu
            on.plan(instead_of="Thêm món")
        if ago == 2:
            on.read_fridges(14)
            send_back(on, "lon")
    now = clock.now()
    marks = {one.day: one.mark for one in inspection(cast.pilot.place, at=now).strip}
    days = {ago: clock.today() - timedelta(days=ago) for ago in range(30)}
    assert marks[days[5]] == marks[days[2]] == marks[days[1]] == Mark.OK
    assert marks[days[3]] == Mark.MISSING
    assert marks[days[20]] == Mark.NONE
    assert len(marks) == 30


@pytest.mark.parametrize(
    ("what", "state", "added"),
    [("nothing more", SealState.HOLDS, 0), ("a record more", SealState.ADDED, 3)],
)
def test_the_seal_of_a_signed_day_holds_or_says_what_came_after(
    cast: Cast, what: str, state: SealState, added: int
) -> None:
    day = lived(cast, 1)
    day.countersign(day_seal(day.kitchen.place, day.day))
    if what != "nothing more":
        day.read_fridges(18)
    seal = inspection(cast.pilot.place, at=clock.now()).seal
    assert seal is not None
    assert (seal.state, seal.added, seal.day) == (state, added, day.day)
    assert seal.covered > 20


def test_a_seal_that_fits_no_beginning_of_the_day_is_broken(cast: Cast) -> None:
    day = lived(cast, 1)
    day.countersign("0" * 64)
    seal = inspection(cast.pilot.place, at=clock.now()).seal
    assert seal is not None
    assert seal.state == SealState.BROKEN
    url, _row = given(cast)
    assert "VỠ" in text_of(opened(url))


def test_an_empty_kitchen_says_that_nothing_is_known(cast: Cast) -> None:
    said = text_of(opened(wall_of(cast.pilot.place), cast.people["inspector"]))
    for words in ("Mất tin", "chưa có dữ liệu", "30 ngày qua chưa ký ngày nào"):
        assert words in said
    assert "✓" not in said


def test_it_is_one_small_page_without_a_script(cast: Cast) -> None:
    lived(cast)
    body = opened(wall_of(cast.pilot.place), cast.people["inspector"]).content.decode()
    assert re.findall(r"<(?:script|form|iframe|img)\b|\sstyle=", body) == []
    assert len(body.encode()) < 40_000
