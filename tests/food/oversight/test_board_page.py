"""The page of all kitchens: who sees which, what renews itself, and what a look costs."""

import re

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.ground.people.models import Person
from tests.food.kitchen.incidents import lived, place_hold


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def board(person: Person, query: str = "", **headers: str) -> HttpResponse:
    return client_of(person).get(f"/cac-bep/{query}", headers=headers)  # type: ignore[return-value]


def kitchens_on(response: HttpResponse) -> set[str]:
    return set(re.findall(r'href="/bep/([0-9a-f-]{36})/"', response.content.decode()))


def counts_on(response: HttpResponse) -> list[int]:
    """All, alarm, late, silent, in order, quiet."""
    page = response.content.decode().partition('class="kitchen-rows"')[0]
    return [int(count) for count in re.findall(r"<b>(\d+)</b>", page)]


def test_the_province_sees_every_kitchen_and_a_manager_the_own_one(cast: Cast) -> None:
    everywhere = {str(kitchen.place.pk) for kitchen in cast.kitchens}
    pilot = cast.pilot
    assert kitchens_on(board(cast.people["province"])) == everywhere
    assert kitchens_on(board(pilot.people["manager"])) == {str(pilot.place.pk)}


def test_who_has_no_kitchen_sees_none(cast: Cast) -> None:
    for role in ("supplier", "outsider"):
        shown = board(cast.people[role])
        assert shown.status_code == 200
        assert kitchens_on(shown) == set()
        assert counts_on(shown) == [0] * 6
    signed_out = Client().get("/cac-bep/")
    assert (signed_out.status_code, signed_out["Location"]) == (
        302,
        "/tai-khoan/dang-nhap/?next=/cac-bep/",
    )


def test_a_hold_puts_the_kitchen_on_top_and_can_be_asked_for(cast: Cast) -> None:
    day = lived(cast, kitchen=2, dishes=1, eaten=False)
    place_hold(day, meal_ids=[str(day.meal_id)])
    province = cast.people["province"]
    assert counts_on(board(province))[1] == 1
    assert kitchens_on(board(province, "?tt=alarm")) == {str(day.kitchen.place.pk)}


def test_the_communes_filter_and_a_wrong_one_shows_none(cast: Cast) -> None:
    province = cast.people["province"]
    commune = cast.pilot.place.commune
    assert commune is not None
    there = {str(one.place.pk) for one in cast.kitchens if one.place.commune == commune}
    assert kitchens_on(board(province, f"?xa={commune.pk}")) == there
    assert kitchens_on(board(province, "?xa=00000")) == set()


def test_a_commune_that_no_database_can_hold_shows_none(cast: Cast) -> None:
    for page in ("", "ban-do/", "in/", "in.pdf"):
        shown = client_of(cast.people["province"]).get(f"/cac-bep/{page}?xa=%00")
        assert (page, shown.status_code) == (page, 200)
    assert kitchens_on(board(cast.people["province"], "?xa=%00")) == set()


def test_the_part_that_renews_itself_is_sent_only_when_something_came_in(cast: Cast) -> None:
    province = cast.people["province"]
    first = board(province, "?phan=bang")
    assert "<html" not in first.content.decode()
    with CaptureQueriesContext(connection) as cheap:
        again = board(province, "?phan=bang", **{"If-None-Match": first["ETag"]})
    lived(cast, dishes=1, eaten=False)
    after = board(province, "?phan=bang", **{"If-None-Match": first["ETag"]})
    # The time is part of what is shown, so the answer is new every minute as well.
    assert again.status_code in (304, 200)
    assert again.status_code == 200 or len(cheap) <= 5
    assert after.status_code == 200


def test_two_people_never_share_an_answer(cast: Cast) -> None:
    ours, theirs = (board(kitchen.people["manager"]) for kitchen in cast.kitchens[:2])
    assert ours["ETag"] != theirs["ETag"]
    assert ours["Cache-Control"] == "private, no-cache"
