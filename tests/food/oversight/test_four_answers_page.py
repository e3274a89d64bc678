"""The page of the four questions and its programs' twin: who gets what, from every start."""

import html
import re
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.models import Dish, Meal, RetainedSample
from nguon.food.oversight.pages.four_headlines import flags_of
from nguon.food.oversight.queries.four_answers import four_answers
from nguon.food.oversight.queries.four_answers_members import LISTS
from nguon.food.oversight.queries.suspicion import MealStart
from nguon.food.oversight.queries.walk import Limits
from nguon.food.oversight.queries.words import limit_text
from nguon.food.trace.models import Lot
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Organisation, Person
from nguon.ground.people.operations import issue_api_key
from nguon.ground.people.queries import principal_of
from tests.food.kitchen.incidents import lived

PAGE, API = "/bon-cau-hoi/", "/api/v1/four-answers"
NOWHERE = UUID(int=5)


@pytest.fixture
def two_kitchens(cast: Cast) -> Cast:
    lived(cast, 1, kitchen=0)
    lived(cast, 1, kitchen=1)
    return cast


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(person: Person, **given: Any) -> HttpResponse:
    return client_of(person).get(PAGE, given)  # type: ignore[return-value]


def api(person: Person, **given: Any) -> Any:
    return client_of(person).get(API, given)


def text_of(response: HttpResponse) -> str:
    bare = re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2])
    return " ".join(html.unescape(bare).split())


def meal_of(cast: Cast, kitchen: int) -> Meal:
    return Meal.objects.get(place=cast.kitchens[kitchen].place)


def starts_of(cast: Cast, kitchen: int) -> list[dict[str, str]]:
    """Every way to ask about one kitchen's own day."""
    meal = meal_of(cast, kitchen)
    dish = meal.dishes.order_by("position")[0]
    box = RetainedSample.objects.filter(place=meal.place).earliest("happened_at")
    return [
        {"code": dish.lot_uri},
        {"code": box.box_uri},
        {"dish": str(dish.pk)},
        {"meal": str(meal.pk)},
        {"sick": f"{meal.pk},4A,12"},
    ]


def test_every_start_leads_to_the_same_meal(two_kitchens: Cast) -> None:
    province, meal = two_kitchens.people["province"], meal_of(two_kitchens, 0)
    for start in starts_of(two_kitchens, 0):
        shown = page(province, **start)
        assert shown.status_code == 200, start
        assert meal.place.name in text_of(shown)
        answer = api(province, **start).json()
        eaten = {one["meal_id"] for one in answer["served"]["items"] if one["is_suspected"]}
        assert eaten == {str(meal.pk)}, start


def test_a_supplier_is_found_by_part_of_its_name_and_asked_about(two_kitchens: Cast) -> None:
    trader = two_kitchens.suppliers["thuong_lai"].organisation
    province = two_kitchens.people["province"]
    found = page(province, name=trader.names.first().legal_name[:8])  # type: ignore[union-attr]
    assert f"?supplier={trader.pk}" in found.content.decode()
    answer = api(province, supplier=str(trader.pk), days="30").json()
    assert (answer["kitchens"], answer["is_complete"]) == (2, True)
    assert answer["suppliers"]["items"][0]["party"]["uri"] == trader.identifier
    assert trader.display_name in text_of(page(province, supplier=str(trader.pk)))


def test_the_four_answers_stand_first_in_plain_words(two_kitchens: Cast) -> None:
    meal = meal_of(two_kitchens, 0)
    words = text_of(page(two_kitchens.people["province"], sick=f"{meal.pk},4A,12"))
    order = [
        "Đã cho ai ăn",
        f"1 bữa, 1 bếp {meal.place.name}",
        "910 suất",
        "12 người ốm, theo báo cáo",
        "1 bữa khác có chung lô",
        "Còn chặn được gì",
        "Còn gì, ở đâu",
        "Ai đứng sau",
        "100 % số người ốm",
    ]
    places = [words.replace("\u00a0", " ").find(one) for one in order]
    assert -1 not in places, [one for one, at in zip(order, places, strict=True) if at < 0]
    assert places == sorted(places)


def test_a_trace_leads_to_the_four_questions(two_kitchens: Cast) -> None:
    meal = meal_of(two_kitchens, 0)
    dish = meal.dishes.order_by("position")[0]
    client = client_of(two_kitchens.people["province"])
    found = client.get(f"/truy-vet/{quote(dish.lot_uri, safe='')}").content.decode()
    link = re.search(r'href="(/bon-cau-hoi/[^"]+)"', found)
    assert link is not None
    shown = client.get(html.unescape(link[1]))
    assert (shown.status_code, meal.place.name in text_of(shown)) == (200, True)  # type: ignore[arg-type]


def test_what_was_cut_off_is_said_in_words(two_kitchens: Cast) -> None:
    start = MealStart((meal_of(two_kitchens, 0).pk,))
    principal = principal_of(two_kitchens.people["province"])
    few = Limits(walk=8, elsewhere=1)
    answers = four_answers(start, principal=principal, at=clock.now(), limits=few)
    said = [flag.text for flag in flags_of(answers)]
    assert said == [limit_text(code) for code in ("upstream", "downstream", "elsewhere")]


def test_a_list_is_shown_whole_and_in_pages(two_kitchens: Cast) -> None:
    province, meal = two_kitchens.people["province"], meal_of(two_kitchens, 0)
    whole = api(province, meal=str(meal.pk)).json()["lots"]
    assert whole["total"] == len(whole["items"]) > 10
    first = api(province, meal=str(meal.pk), list="lots", size="10").json()["lots"]
    second = client_of(province).get(first["next"]).json()["lots"]
    assert first["items"] + second["items"] == whole["items"][:20]
    shown = page(province, meal=str(meal.pk), list="lots").content.decode()
    assert shown.count("<tr") == whole["total"] + 1
    assert f"?meal={meal.pk}&amp;list=lots" in page(province, meal=str(meal.pk)).content.decode()


def test_a_code_of_several_things_asks_which(two_kitchens: Cast) -> None:
    lots = list(Lot.objects.filter(node__kind="lot").order_by("node_id")[:2])
    Lot.objects.filter(pk__in=[lot.pk for lot in lots]).update(lot_number="TRUNG-1")
    province = two_kitchens.people["province"]
    answer = api(province, code="TRUNG-1")
    choices = {lot.node.uri for lot in lots}
    assert (answer.status_code, set(answer.json()["choices"])) == (300, choices)
    links = re.findall(r'href="(\?code=[^"]+)"', page(province, code="TRUNG-1").content.decode())
    assert len(links) == 2
    for link in links:
        assert client_of(province).get(f"{PAGE}{link}").status_code == 200


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"supplier": "x"}, "supplier"),
        ({"supplier": str(NOWHERE), "days": "0"}, "days"),
        ({"supplier": str(NOWHERE), "days": "đ"}, "days"),
        ({"meal": "x"}, "meal"),
        ({"dish": "x"}, "dish"),
        ({"sick": "x"}, "sick[0]"),
        ({"sick": f"{NOWHERE},Tòng Thị Ngát,3"}, "sick[0]"),
        ({"sick": f"{NOWHERE},4A,ba"}, "sick[0]"),
        ({"sick": f"{NOWHERE},4A,0"}, "counts[0].sick"),
        ({"meal": [str(NOWHERE)] * 201}, "meal"),
        ({"code": ["a", "b"]}, "code"),
        ({}, "code"),
        ({"code": "a", "list": "x"}, "list"),
        ({"code": "a", "page": "0"}, "page"),
        ({"code": "a", "size": "1001"}, "size"),
    ],
)
def test_what_is_asked_wrongly_is_named(cast: Cast, given: dict[str, Any], path: str) -> None:
    answer = api(cast.people["province"], **given)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [one["path"] for one in answer.json()["errors"]] == [path]


def test_a_name_of_a_pupil_never_comes_back(cast: Cast) -> None:
    given = {"sick": f"{NOWHERE},Tòng Thị Ngát,3"}
    answer, shown = (ask(cast.people["province"], **given) for ask in (api, page))
    assert (answer.status_code, shown.status_code) == (400, 400)
    assert "Ngát" not in answer.content.decode() + text_of(shown)


def test_two_ways_at_once_are_refused(cast: Cast) -> None:
    answer = api(cast.people["province"], code="a", meal=str(NOWHERE))
    assert [one["path"] for one in answer.json()["errors"]] == ["code", "meal"]


def test_the_form_of_sick_counts_becomes_a_shareable_address(two_kitchens: Cast) -> None:
    meal = meal_of(two_kitchens, 0)
    rows = {
        "row_meal": [str(meal.pk)] * 3,
        "row_class": ["4a", "", "4B"],
        "row_count": ["12", "", "3"],
    }
    sent = page(two_kitchens.people["province"], **rows)
    assert sent.status_code == 302
    assert sent["Location"] == f"{PAGE}?sick={meal.pk}%2C4a%2C12&sick={meal.pk}%2C4B%2C3"
    shown = client_of(two_kitchens.people["province"]).get(sent["Location"])
    assert "15 người ốm" in text_of(shown)  # type: ignore[arg-type]


def test_the_form_offers_only_what_the_asker_may_see(two_kitchens: Cast) -> None:
    own, other = two_kitchens.kitchens[:2]
    shown = page(own.people["manager"], day=str(meal_of(two_kitchens, 0).date)).content.decode()
    assert str(own.place.pk) in shown
    assert str(other.place.pk) not in shown
    theirs = page(own.people["manager"], kitchen=str(other.place.pk)).content.decode()
    assert str(meal_of(two_kitchens, 1).pk) not in theirs
    assert str(meal_of(two_kitchens, 0).pk) in theirs


def test_a_school_sees_its_own_and_that_others_received(two_kitchens: Cast) -> None:
    own, other = two_kitchens.kitchens[:2]
    meal = meal_of(two_kitchens, 0)
    answer = api(own.people["manager"], sick=f"{meal.pk},4A,2", size="1000").json()
    for name in ("served", "samples"):
        places = {one["place"]["uri"] for one in answer[name]["items"]}
        assert places == {own.place.identifier}, name
    assert {one["holder"]["uri"] for one in answer["on_hand"]["items"]} <= {own.place.identifier}
    elsewhere = [one for one in answer["received"]["items"] if not one["is_own"]]
    assert {one["place"]["uri"] for one in elsewhere} == {other.place.identifier}
    shown = page(own.people["manager"], sick=f"{meal.pk},4A,2").content.decode()
    assert str(other.place.pk) not in shown
    theirs = meal_of(two_kitchens, 1)
    for dish in theirs.dishes.all():
        assert dish.lot_uri not in shown


@pytest.mark.parametrize("who", ["manager", "supplier"])
def test_the_forbidden_answers_like_the_unknown(two_kitchens: Cast, who: str) -> None:
    """The same status and, the asked text itself aside, the same words."""
    people = two_kitchens.people | two_kitchens.kitchens[0].people
    person = people[who]
    unknown = {
        "code": "https://bep.example/class/khong-co",
        "dish": str(NOWHERE),
        "meal": str(NOWHERE),
        "sick": f"{NOWHERE},4A,12",
    }
    for start in starts_of(two_kitchens, 1):
        ((way, said),) = start.items()
        for ask in (api, page):
            forbidden, nothing = ask(person, **start), ask(person, **{way: unknown[way]})
            assert (forbidden.status_code, nothing.status_code) == (404, 404), (ask, start)
            assert shape(forbidden, said) == shape(nothing, unknown[way])


def shape(response: HttpResponse, said: str) -> str:
    text = html.unescape(response.content.decode()).replace(said, "…")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    return re.sub(r"code=[^\"&]*|next=[^\"&]*|value=\"/[^\"]*\"", "", text)


def test_another_supplier_is_like_none(two_kitchens: Cast) -> None:
    person = two_kitchens.people["supplier"]
    others = [
        one.organisation
        for one in two_kitchens.suppliers.values()
        if one.organisation.pk not in organisations_of(person)
    ]
    assert others
    for organisation in others:
        got = api(person, supplier=str(organisation.pk))
        none = api(person, supplier=str(NOWHERE))
        assert (got.status_code, none.status_code) == (404, 404)
        assert shape(got, str(organisation.pk)) == shape(none, str(NOWHERE))
        named = page(person, name=organisation.display_name)
        assert str(organisation.pk) not in named.content.decode()


def organisations_of(person: Person) -> set[UUID | None]:
    return set(person.assignments.values_list("organisation", flat=True))


@pytest.mark.parametrize("who", ["parent", "outsider"])
def test_who_has_no_business_there_is_told_so_whatever_they_ask(
    two_kitchens: Cast, who: str
) -> None:
    person = two_kitchens.people[who]
    refused = page(person)
    assert refused.status_code == 403
    for start in (*starts_of(two_kitchens, 0), {"code": "khong-co"}):
        shown, answer = page(person, **start), api(person, **start)
        assert (shown.status_code, answer.status_code) == (403, 403)
        assert meal_of(two_kitchens, 0).place.name not in shown.content.decode()
        assert answer["Content-Type"] == "application/problem+json"
        assert set(answer.json()) & set(LISTS) == set()


def test_nobody_signed_in_gets_a_form_to_sign_in_and_programs_a_401(db: None) -> None:
    assert Client().get(PAGE)["Location"] == f"/tai-khoan/dang-nhap/?next={PAGE}"
    answer = Client().get(API, {"code": "a"})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_a_key_asks_for_its_own_organisation(two_kitchens: Cast) -> None:
    trader = two_kitchens.suppliers["thuong_lai"].organisation
    other = next(
        s.organisation for s in two_kitchens.suppliers.values() if s.organisation != trader
    )
    secret = key_of(trader, Act.VIEW_TRACE)
    bearer = {"Authorization": f"Bearer {secret}"}
    got = Client().get(API, {"supplier": str(trader.pk)}, headers=bearer)
    assert got.status_code in (200, 404)
    assert Client().get(API, {"supplier": str(other.pk)}, headers=bearer).status_code == 404
    blind = {"Authorization": f"Bearer {key_of(trader, Act.QUERY_EVENTS)}"}
    assert Client().get(API, {"supplier": str(trader.pk)}, headers=blind).status_code == 403


def key_of(organisation: Organisation, scope: Act) -> str:
    by = Person.objects.filter(is_superuser=True)[0]
    _key, secret = issue_api_key(organisation, name=str(scope), scopes=[scope], by=by)
    return secret


def test_one_kitchen_and_two_cost_the_page_the_same_number_of_queries(
    two_kitchens: Cast,
) -> None:
    counts = []
    client = client_of(two_kitchens.people["province"])
    for kitchens in ((0,), (0, 1)):
        meals = [str(meal_of(two_kitchens, number).pk) for number in kitchens]
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE, {"meal": meals}).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 32


def test_dishes_of_the_form_can_be_asked_about(two_kitchens: Cast) -> None:
    meal = meal_of(two_kitchens, 0)
    given = {"kitchen": str(meal.place.pk), "day": str(meal.date)}
    shown = page(two_kitchens.people["province"], **given).content.decode()
    for dish in Dish.objects.filter(meal=meal):
        assert f"?dish={dish.pk}" in shown


def test_a_day_at_the_ends_of_the_calendar_is_today(two_kitchens: Cast) -> None:
    kitchen = str(two_kitchens.pilot.place.pk)
    manager = two_kitchens.pilot.people["manager"]
    whole = [page(manager, kitchen=kitchen, day=day) for day in ("0001-01-01", "9999-12-31", "x")]
    assert [one.status_code for one in whole] == [200] * 3
