"""The front door, for everybody who may stand before it."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from nguon.ground.people.choices import Role
from nguon.ground.people.operations import assign_role
from nguon.web.doors import KITCHENS_A_PAGE, SEARCH_FROM, doors_of

QUERIES = 12
"""Session (and its renewal), person, roles for the bar, unanswered recalls, the kitchens and the
trace, counting the kitchens twice, and the kitchens themselves."""


def words(answer) -> str:
    main = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", "<main" + main).split())


def kitchens(answer) -> list[str]:
    return [door.text for door in answer.context["doors"].kitchens]


def kitchens_of(person) -> list[str]:
    return [door.text for door in doors_of(person).kitchens]


def test_a_stranger_is_told_what_this_is_and_can_sign_in(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert words(answer).startswith("Từ ruộng đến khay cơm, có bằng chứng")
    assert answer.content.decode().count(f'href="{reverse("people:login")}"') == 2
    assert "Đăng xuất" not in answer.content.decode()


def test_a_cook_sees_the_name_the_role_and_the_own_kitchen_only(hall, signed_in) -> None:
    hall.new_kitchen("Bếp Thanh Nưa")
    cook = hall.person("Lò Thị Mai", Role.COOK, place=hall.kitchen)
    page = signed_in(cook).get(reverse("people:profile")).content.decode()
    bar = re.sub(r"<[^>]+>", " ", page.split("</header>")[0])
    assert f"Lò Thị Mai · {Role.COOK.label}" in " ".join(bar.split())
    assert kitchens_of(cook) == ["Bếp Him Lam"]


def test_a_cook_with_one_kitchen_is_led_straight_to_its_day(hall, signed_in) -> None:
    cook = hall.person("Lò Thị Mai", Role.COOK, place=hall.kitchen)
    answer = signed_in(cook).get("/")
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("kitchen:today", args=[hall.kitchen.pk]),
    )


def test_who_may_trace_finds_the_door_to_it(hall, signed_in) -> None:
    officer = hall.person("Nguyễn Thị Nguyên", Role.HEALTH_OFFICER, place=hall.kitchen)
    answer = signed_in(officer).get("/")
    names = ["incidents", "recalls", "four_answers"]
    urls = [*(reverse(f"oversight:{name}") for name in names), reverse("trace:search")]
    assert [room.url for room in answer.context["doors"].rooms] == urls
    assert kitchens(answer) == ["Bếp Him Lam"]


def test_a_cook_of_two_kitchens_chooses(hall, signed_in) -> None:
    cook = hall.person("Lò Thị Mai", Role.COOK, place=hall.kitchen)
    second = hall.new_kitchen("Bếp Thanh Nưa")
    assign_role(cook, role=Role.COOK, place=second, by=hall.admin, on=date(2026, 9, 1))
    answer = signed_in(cook).get("/")
    assert kitchens(answer) == ["Bếp Him Lam", "Bếp Thanh Nưa"]
    assert answer.content.decode().count(reverse("kitchen:today", args=[second.pk])) == 1


def test_the_province_sees_every_kitchen_and_can_search(hall, signed_in, settings) -> None:
    for number in range(SEARCH_FROM):
        hall.new_kitchen(f"Bếp số {number}")
    province = signed_in(hall.person("Quàng Văn Thắng", Role.PROVINCE))
    assert len(kitchens(province.get("/"))) == SEARCH_FROM + 1
    assert kitchens(province.get("/", {"tim": "him"})) == ["Bếp Him Lam"]
    nothing = province.get("/", {"tim": "<b>"})
    assert kitchens(nothing) == []
    assert "Không có bếp tên như vậy" in words(nothing)
    assert "<b>" not in nothing.content.decode().split("<main", 1)[1].split("<h2>")[0]


def test_many_kitchens_are_turned_page_by_page(hall, signed_in) -> None:
    for number in range(KITCHENS_A_PAGE):
        hall.new_kitchen(f"Bếp số {number:02}")
    province = signed_in(hall.person("Quàng Văn Thắng", Role.PROVINCE))
    first, second = (kitchens(province.get("/", {"page": n})) for n in (1, 2))
    assert (len(first), len(second)) == (KITCHENS_A_PAGE, 1)
    assert set(first) & set(second) == set()


@pytest.mark.parametrize("others", [1, 3])
def test_the_hall_asks_the_database_the_same_few_questions(
    hall, signed_in, others, django_assert_num_queries
) -> None:
    for number in range(others):
        hall.new_kitchen(f"Bếp số {number}")
    province = signed_in(hall.person("Quàng Văn Thắng", Role.PROVINCE))
    province.get("/")
    with django_assert_num_queries(QUERIES):
        province.get("/")


def test_somebody_without_a_role_is_told_whom_to_ask(hall, signed_in) -> None:
    answer = signed_in(hall.person("Giàng A Sử")).get("/")
    assert "Chưa có nơi nào mở cho bạn" in words(answer)
    assert kitchens(answer) == []


def test_the_home_page_takes_nothing(client: Client) -> None:
    assert client.post("/").status_code == 405


def test_the_language_can_be_changed_and_stays(client: Client) -> None:
    assert 'lang="en">' in client.get("/").content.decode()  # the button that offers it
    changed = client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert (changed.status_code, changed["Location"]) == (302, "/")
    page = client.get("/").content.decode()
    assert '<html lang="en">' in page
    assert "From the field to the lunch tray, with proof" in page
    assert "Tiếng Việt" in page


def test_signing_in_from_a_page_leads_back_to_it(client: Client) -> None:
    page = client.get("/khong-co/?a=1").content.decode()
    assert f'href="{reverse("people:login")}?next=%2Fkhong-co%2F%3Fa%3D1"' in page
