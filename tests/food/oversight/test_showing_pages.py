"""What a kitchen shows to the outside: who may print posters, who gives passes and ends them."""

import io
import re

import pytest
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.ground.people.models import InspectionPass, Person, Place


def client_of(person: Person | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def showing(place: Place, rest: str = "") -> str:
    return f"/cac-bep/{place.pk}/cho-xem/{rest}"


def new_pass(cast: Cast, person: Person | None) -> HttpResponse:
    return client_of(person).post(showing(cast.pilot.place, "ma-moi/"))  # type: ignore[return-value]


def who(cast: Cast, role: str) -> Person | None:
    if role == "nobody":
        return None
    if role == "another manager":
        return cast.kitchens[1].people["manager"]
    return cast.people.get(role) or cast.pilot.people[role]


@pytest.mark.parametrize(
    ("role", "page", "gives"),
    [
        ("manager", 200, 200),
        ("health_officer", 200, 403),
        ("cook_1", 200, 403),
        ("inspector", 200, 403),
        ("province", 200, 403),
        ("parent", 200, 403),
        ("another manager", 404, 404),
        ("supplier", 404, 404),
        ("outsider", 404, 404),
        ("nobody", 302, 302),
    ],
)
def test_who_sees_the_kitchen_prints_and_only_its_manager_gives_a_pass(
    cast: Cast, role: str, page: int, gives: int
) -> None:
    person, place = who(cast, role), cast.pilot.place
    assert client_of(person).get(showing(place)).status_code == page
    for kind in ("phu-huynh", "kiem-tra"):
        assert client_of(person).get(showing(place, f"{kind}.pdf")).status_code == page
    assert new_pass(cast, person).status_code == gives
    assert InspectionPass.objects.count() == (1 if gives == 200 else 0)


def test_a_pass_is_shown_once_as_a_code_to_scan(cast: Cast) -> None:
    manager = cast.pilot.people["manager"]
    answer = new_pass(cast, manager)
    assert "<svg" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert client_of(manager).get(showing(cast.pilot.place, "ma-moi/")).status_code == 405
    listed = client_of(manager).get(showing(cast.pilot.place)).content.decode()
    assert "đã mở 0 lần" in listed
    assert re.findall(r"/kiem-tra/[^/\"]{40,}", listed) == []


def test_only_the_manager_ends_a_pass_and_only_one_of_this_kitchen(cast: Cast) -> None:
    manager, place = cast.pilot.people["manager"], cast.pilot.place
    new_pass(cast, manager)
    given = InspectionPass.objects.get()
    end = f"ma/{given.pk}/ket-thuc/"
    assert client_of(cast.people["inspector"]).post(showing(place, end)).status_code == 403
    other = cast.kitchens[1]
    theirs = client_of(other.people["manager"])
    assert theirs.post(showing(place, end)).status_code == 404
    assert theirs.post(showing(other.place, end)).status_code == 404
    given.refresh_from_db()
    assert given.ended_at is None
    assert client_of(manager).post(showing(place, end)).status_code == 302
    given.refresh_from_db()
    assert given.ended_by == manager


def test_the_list_of_passes_is_the_managers_alone(cast: Cast) -> None:
    new_pass(cast, cast.pilot.people["manager"])
    shown = client_of(cast.people["inspector"]).get(showing(cast.pilot.place)).content.decode()
    assert "đã mở" not in shown


@pytest.mark.parametrize("paper", ["a4", "a5"])
@pytest.mark.parametrize(
    ("kind", "title", "path"),
    [
        ("phu-huynh", "Hôm nay các con ăn gì?", "bua-an"),
        ("kiem-tra", "xem bếp trong 30 giây", "kiem-tra"),
    ],
)
def test_a_poster_is_one_page_in_both_languages_with_the_address_in_letters(
    cast: Cast, kind: str, title: str, path: str, paper: str
) -> None:
    name = "Trường Phổ thông Dân tộc Bán trú Tiểu học và Trung học cơ sở Nậm Nhừ, bản Huổi Po"
    place = cast.pilot.place
    place.organisation.display_name = name
    place.organisation.save()
    manager = cast.pilot.people["manager"]
    answer = client_of(manager).get(showing(place, f"{kind}.pdf?kho={paper}"))
    pdf = PdfReader(io.BytesIO(answer.content))
    assert len(pdf.pages) == 1
    width = float(pdf.pages[0].mediabox.width)
    assert round(width) == {"a4": 595, "a5": 420}[paper]
    said = re.sub(r"[\s\u200b]+", " ", pdf.pages[0].extract_text())
    packed = said.replace(" ", "")
    assert title.replace(" ", "") in packed
    assert ("today?" if kind == "phu-huynh" else "30seconds") in packed
    assert f"/{path}/{place.pk}/" in packed
    assert name.replace(" ", "") in packed


@pytest.mark.parametrize("rest", ["khac.pdf", "phu-huynh.pdf?kho=a3"])
def test_there_is_no_other_poster(cast: Cast, rest: str) -> None:
    manager = cast.pilot.people["manager"]
    assert client_of(manager).get(showing(cast.pilot.place, rest)).status_code == 404
