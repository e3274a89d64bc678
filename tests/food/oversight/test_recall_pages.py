"""The pages of recalls: who sees what, three taps to an answer, and what a drill looks like."""

import re
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.models import Hold, HoldRelease
from nguon.food.kitchen.rules.kit.stops import stop_list_of
from nguon.food.oversight.models import RecallAct
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Person
from nguon.ground.people.operations import assign_role
from tests.food.kitchen.incidents import lived, lot_of, place_hold
from tests.food.oversight.recalled import FINDING, Desk, day_of, manager, pork_in, started

MARK = "DIỄN TẬP"


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk.now(cast)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def get(person: Person, path: str) -> HttpResponse:
    return client_of(person).get(path)  # type: ignore[return-value]


def text_of(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def hidden(response: HttpResponse, name: str) -> str:
    (value,) = re.findall(rf'name="{name}" value="([^"]*)"', response.content.decode())
    return str(value)


def new_url(*lots: str, **more: str) -> str:
    return "/thu-hoi/moi/?" + urlencode([("lo", lot) for lot in lots] + list(more.items()))


def send(person: Person, url: str, mode: str, **changes: str) -> HttpResponse:
    """Open the preview and send its form."""
    shown = get(person, url)
    said = {
        "record_id": hidden(shown, "record_id"),
        "measured": hidden(shown, "measured"),
        "mode": mode,
        "title": "Thịt lợn nạc vai",
        "reason": "Nghi nhiễm khuẩn",
        "instructions": "Niêm phong, để riêng.",
        "within": "60",
        **changes,
    }
    return client_of(person).post(url, said)  # type: ignore[return-value]


def sent_id(response: HttpResponse) -> UUID:
    assert response.status_code == 302, text_of(response)[:2000]
    return UUID(response["Location"].split("/")[2])


def test_the_preview_tells_kitchens_amounts_and_meals_before_anything_is_sent(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0, 1)
    shown = text_of(get(desk.inspector, new_url(pork)))
    for kitchen in desk.cast.kitchens[:2]:
        assert kitchen.place.name in shown
    assert desk.cast.kitchens[2].place.name not in shown
    assert desk.cast.suppliers["thit"].organisation.display_name in shown
    assert (RecallAct.objects.count(), Hold.objects.count()) == (0, 0)


def test_a_recall_is_sent_from_the_preview_and_its_page_shows_everybody(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0, 1)
    recall_id = sent_id(send(desk.inspector, new_url(pork), "real"))
    recall = desk.view(recall_id)
    assert (len(recall.notices), recall.is_drill, recall.within.seconds) == (3, False, 3600)
    assert recall.scope_ms is not None
    assert recall.began_at is not None
    shown = text_of(get(desk.inspector, f"/thu-hoi/{recall_id}/"))
    for kitchen in desk.cast.kitchens[:2]:
        assert kitchen.place.name in shown
    assert MARK not in shown
    assert text_of(get(desk.inspector, "/thu-hoi/")).count("Thịt lợn nạc vai") == 1


def test_a_double_tap_sends_once(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    url = new_url(pork)
    shown = get(desk.inspector, url)
    said = {
        "record_id": hidden(shown, "record_id"),
        "measured": hidden(shown, "measured"),
        "mode": "real",
        "title": "Thịt",
        "reason": "Nghi nhiễm khuẩn",
        "instructions": "Để riêng.",
        "within": "30",
    }
    answers = [client_of(desk.inspector).post(url, said) for _ in range(2)]
    assert {one["Location"] for one in answers} == {f"/thu-hoi/{said['record_id']}/"}
    assert RecallAct.objects.filter(kind="recall_started").count() == 1


def test_neither_real_nor_drill_is_chosen_beforehand(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    refused = send(desk.inspector, new_url(pork), "")
    assert refused.status_code == 422
    assert RecallAct.objects.count() == 0
    shown = get(desk.inspector, new_url(pork)).content.decode()
    assert not re.findall(r'name="mode"[^>]*checked', shown)


def test_the_province_drills_and_cannot_recall_for_real(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    province = desk.cast.people["province"]
    page = get(province, new_url(pork)).content.decode()
    assert re.findall(r'name="mode" value="(\w+)"', page) == ["drill"]
    refused = send(province, new_url(pork), "real")
    assert refused.status_code == 422
    recall_id = sent_id(send(province, new_url(pork), "drill"))
    assert desk.view(recall_id).is_drill


def test_a_drill_holds_nothing_and_says_on_every_page_what_it_is(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    place = desk.cast.pilot.place
    before = stop_list_of(place, at=desk.at)
    recall_id = sent_id(send(desk.inspector, new_url(pork), "drill"))
    assert Hold.objects.count() == 0
    assert stop_list_of(place, at=desk.at) == before
    answer = f"/thu-hoi/{recall_id}/tra-loi/{place.pk}/"
    pages = {
        "inspector": get(desk.inspector, f"/thu-hoi/{recall_id}/"),
        "cook": get(desk.cast.pilot.cooks[0], answer),
        "releasing": get(desk.inspector, f"/thu-hoi/{recall_id}/go/"),
        "list": get(desk.inspector, "/thu-hoi/"),
    }
    for name, page in pages.items():
        assert MARK in text_of(page), name
    for name in ("inspector", "cook"):
        assert 'class="drill-print"' in pages[name].content.decode()
        assert "recall-print.css" in pages[name].content.decode()


def test_a_drill_and_a_recall_never_stand_in_one_list(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    sent_id(send(desk.inspector, new_url(pork), "real", title="THẬT"))
    sent_id(send(desk.inspector, new_url(pork), "drill", title="TẬP"))
    page = get(desk.inspector, "/thu-hoi/").content.decode()
    real, drills = page.split(f"<h2>{MARK}</h2>")
    assert ("THẬT" in real, "TẬP</b>" in real) == (True, False)
    assert ("THẬT" in drills, "TẬP</b>" in drills) == (False, True)


def test_a_form_of_a_drill_sent_again_as_real_stays_the_drill_it_was(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    url = new_url(pork)
    first = send(desk.inspector, url, "drill")
    recall_id = sent_id(first)
    started_ = RecallAct.objects.get(pk=recall_id)
    again = client_of(desk.inspector).post(
        url,
        {
            "record_id": str(recall_id),
            "measured": "",
            "mode": "real",
            "title": started_.body["title"],
            "reason": started_.body["reason"],
            "instructions": started_.body["instructions"],
            "within": "60",
        },
    )
    assert again.status_code == 422
    assert desk.view(recall_id).is_drill
    assert Hold.objects.count() == 0


def test_a_cook_answers_in_three_taps(desk: Desk) -> None:
    """The banner or list, one tile, and «send»: no number is asked for."""
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    place, cook = desk.cast.pilot.place, desk.cast.pilot.cooks[0]
    page = client_of(cook).get(f"/thu-hoi/{recall_id}/", follow=True)
    url = f"/thu-hoi/{recall_id}/tra-loi/{place.pk}/"
    assert page.redirect_chain[-1][0] == url
    assert not re.findall(r'name="how"[^>]*checked', page.content.decode())
    said = {"record_id": hidden(page, "record_id"), "how": "all"}  # type: ignore[arg-type]
    assert client_of(cook).post(url, said).status_code == 302
    notice = desk.view(recall_id).notice_to(place.pk)
    assert notice is not None
    (told,) = [lot for lot in notice.lots if lot.uri == pork]
    assert [one.by for one in notice.answers] == [cook]
    assert notice.found[pork].found == notice.found[pork].set_aside == told.left
    # Sent twice by a nervous thumb: once.
    assert client_of(cook).post(url, said).status_code == 302
    again = desk.view(recall_id).notice_to(place.pk)
    assert again is not None
    assert len(again.answers) == 1


@pytest.mark.parametrize(
    ("said", "status", "found"),
    [
        ({"how": ""}, 422, None),
        ({"how": "none"}, 302, "0"),
        ({"how": "other"}, 422, None),
        ({"how": "other", "found_0": "2,5", "aside_0": "2"}, 302, "2.5"),
        ({"how": "other", "found_0": "2", "aside_0": "3"}, 422, None),
        ({"how": "none", "found_0": "2"}, 422, None),
        ({"how": "other", "found_0": "hai"}, 422, None),
    ],
)
def test_what_an_answer_may_say(
    desk: Desk, said: dict[str, str], status: int, found: str | None
) -> None:
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    place, cook = desk.cast.pilot.place, desk.cast.pilot.cooks[0]
    url = f"/thu-hoi/{recall_id}/tra-loi/{place.pk}/"
    answered = client_of(cook).post(url, {"record_id": str(uuid4()), **said})
    assert answered.status_code == status
    notice = desk.view(recall_id).notice_to(place.pk)
    assert notice is not None
    amounts = {str(one.found.normalize()) for one in notice.found.values() if one.found is not None}
    assert amounts == ({found} if found else set())


def test_releasing_from_the_page_lifts_the_holds(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    url = f"/thu-hoi/{recall_id}/go/"
    page = get(desk.inspector, url)
    said = {"record_id": hidden(page, "record_id"), "finding": FINDING}
    assert client_of(desk.inspector).post(url, said).status_code == 302
    assert HoldRelease.objects.count() == Hold.objects.count() > 0
    assert not desk.view(recall_id).is_open
    # The same form again changes nothing and does not fail.
    assert client_of(desk.inspector).post(url, said).status_code == 302


def test_sending_again_tells_who_joined_since(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    day_of(desk.cast, 2)
    url = f"/thu-hoi/{recall_id}/gui-lai/"
    assert client_of(desk.inspector).get(url).status_code == 405
    assert client_of(desk.inspector).post(url).status_code == 302
    assert len(desk.view(recall_id).kitchens) == 2


def test_all_goods_of_a_supplier_by_days_with_some_left_out(desk: Desk) -> None:
    cast = desk.cast
    day = lived(cast, 0, kitchen=0, dishes=2, eaten=False)
    eggs, oil = lot_of(day, "trung"), lot_of(day, "dau_an")
    supplier = cast.suppliers["thuong_lai"].organisation
    today = desk.at.date().isoformat()
    asked = {"ncc": str(supplier.pk), "tu": today, "den": "2099-01-01", "bo": oil}
    recall_id = sent_id(send(desk.inspector, new_url(**asked), "real"))
    notice = desk.view(recall_id).notice_to(day.kitchen.place.pk)
    assert notice is not None
    uris = {lot.uri for lot in notice.lots}
    assert (eggs in uris, oil in uris) == (True, False)


def test_the_lots_behind_an_incident_can_be_chosen(desk: Desk) -> None:
    day = lived(desk.cast, 0, kitchen=0, dishes=2)
    incident = place_hold(day, meal_ids=[str(day.meal_id)])
    page = get(desk.inspector, f"/thu-hoi/moi/?su-co={incident}")
    assert lot_of(day, "lon") in page.content.decode()
    recall_id = sent_id(
        send(desk.inspector, new_url(lot_of(day, "lon"), **{"su-co": str(incident)}), "real")
    )
    assert desk.view(recall_id).incident_id == incident


def test_searching_finds_lots_by_code_and_suppliers_by_any_name(desk: Desk) -> None:
    pork_in(desk.cast, 0)
    supplier = desk.cast.suppliers["thuong_lai"].organisation
    found = get(desk.inspector, "/thu-hoi/moi/?tim=Minh+Ph%C3%A1t").content.decode()
    assert f"ncc={supplier.pk}" in found
    code = re.findall(
        r"[?&]lo=([^\"&]+)", get(desk.inspector, "/thu-hoi/moi/?tim=zzz").content.decode()
    )
    assert code == []


@pytest.mark.parametrize(
    "query",
    ["lo=", "lo=%00", "lo=khong-co", "ncc=x", "ncc=00000000-0000-0000-0000-000000000000",
     "su-co=x", "tim=%00", "tim='", "lo=a&tu=9999-99-99", "bo=x"],
)  # fmt: skip
def test_a_hostile_address_is_a_page_and_no_fault(desk: Desk, query: str) -> None:
    assert get(desk.inspector, f"/thu-hoi/moi/?{query}").status_code == 200


def test_who_may_not_recall_does_not_see_the_scope(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    pilot = desk.cast.pilot
    for person in (
        manager(pilot),
        pilot.cooks[0],
        *(desk.cast.people[who] for who in ("supplier", "parent", "outsider")),
    ):
        assert get(person, new_url(pork)).status_code == 403
        assert get(person, "/thu-hoi/moi/").status_code == 403
    assert Client().get("/thu-hoi/").status_code == 302


def test_pages_leak_nothing_to_whom_they_do_not_concern(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0, 1)
    recall_id = desk.recall(started(pork)).recall_id
    keys = [desk.cast.kitchens[n].place.pk for n in (0, 1)]
    other = manager(desk.cast.kitchens[2])
    for person in (other, desk.cast.people["parent"], desk.cast.people["outsider"]):
        for path in ("", f"tra-loi/{keys[0]}/", "go/"):
            assert get(person, f"/thu-hoi/{recall_id}/{path}").status_code == 404
        assert "Thịt lợn" not in text_of(get(person, "/thu-hoi/"))
    cook = desk.cast.pilot.cooks[0]
    own = text_of(client_of(cook).get(f"/thu-hoi/{recall_id}/", follow=True))  # type: ignore[arg-type]
    assert desk.cast.kitchens[1].place.name not in own
    assert get(cook, f"/thu-hoi/{recall_id}/tra-loi/{keys[1]}/").status_code == 404
    assert client_of(cook).post(f"/thu-hoi/{recall_id}/gui-lai/").status_code == 403
    assert client_of(cook).post(f"/thu-hoi/{recall_id}/go/", {"finding": "x"}).status_code in (
        403,
        422,
    )
    assert desk.view(recall_id).is_open


def test_a_supplier_sees_its_own_lots_and_no_kitchen(desk: Desk) -> None:
    day = day_of(desk.cast, 0)
    pork, rice = lot_of(day, "lon"), lot_of(day, "gao")
    recall_id = desk.recall(started(pork, rice)).recall_id
    person = desk.cast.people["outsider"]
    organisation = desk.cast.suppliers["thit"].organisation
    assign_role(
        person,
        role=Role.SUPPLIER,
        by=desk.cast.administrator,
        on=desk.at.date(),
        organisation=organisation,
    )
    shown = text_of(client_of(person).get(f"/thu-hoi/{recall_id}/", follow=True))  # type: ignore[arg-type]
    assert "Thịt lợn nạc vai" in shown
    assert "Gạo" not in shown
    assert day.kitchen.place.name not in shown


def test_a_recall_of_many_kitchens_costs_no_more_statements(desk: Desk) -> None:
    costs = []
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    for kitchen in (None, 1, 2):
        if kitchen is not None:
            day_of(desk.cast, kitchen)
            client_of(desk.inspector).post(f"/thu-hoi/{recall_id}/gui-lai/")
        with CaptureQueriesContext(connection) as asked:
            get(desk.inspector, f"/thu-hoi/{recall_id}/")
        costs.append(len(asked))
    assert costs[1] == costs[2]
