"""Who speaks for an organisation sees, grants and ends what partners see; nobody else does."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from nguon.base import clock
from nguon.food.trace.models import SharingRule
from nguon.food.trace.operations import share_events
from nguon.food.trace.rules.sharing import SharingTerms
from nguon.ground.people.choices import Role
from nguon.ground.people.operations import assign_role
from tests.food.trace.conftest import MONDAY, Cast


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MONDAY)


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page_of(cast: Cast, tail: str = "") -> str:
    return f"/trao-doi/chia-se/{cast.cooperative.organisation.pk}/{tail}"


def test_a_rule_is_granted_told_and_ended(cast: Cast) -> None:
    client = signed_in(cast.cooperative.person)
    said = {
        "partner_name": "người ngoài",
        "biz_steps": ["shipping", "receiving"],
        "places": [cast.cooperative.place.identifier],
        "things": "https://id.gs1.org/01/08930000000019\nurn:epc:id:sgtin:0614141.107346.2017",
        "first_day": "2026-11-01",
        "last_day": "2026-11-30",
        "hidden": ["quantity", "sourceList"],
        "hidden_names": "https://rieng.example/",
        "shares_master_data": "on",
    }
    answer = client.post(page_of(cast, "moi/"), said)
    assert (answer.status_code, answer.headers.get("Location")) == (302, page_of(cast))
    rule = SharingRule.objects.get()
    assert (rule.owner, rule.partner) == (
        cast.cooperative.organisation,
        cast.outsider.organisation,
    )
    assert rule.hidden_members == ["quantity", "sourceList", "https://rieng.example/"]
    assert rule.things == [
        "https://id.gs1.org/01/08930000000019",
        "https://id.gs1.org/01/10614141073464/21/2017",
    ]
    assert [clock.local_day(at) for at in (rule.since, rule.until)] == [  # type: ignore[arg-type]
        date(2026, 11, 1),
        date(2026, 12, 1),
    ]
    shown = client.get(page_of(cast)).content.decode()
    assert "01/11/2026 – 30/11/2026" in shown
    assert "số lượng, nhận từ ai, https://rieng.example/" in shown
    answer = client.post(page_of(cast, f"{rule.pk}/ket-thuc/"))
    assert SharingRule.objects.get().end.ended_by == cast.cooperative.person
    assert "Đã kết thúc" in client.get(page_of(cast)).content.decode()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"partner_name": ""}, "partner_name"),
        ({"partner_name": "Không Ai Biết"}, "partner_name"),
        ({"partner_name": "HTX Thanh Xương"}, "partner_name"),
        ({"partner_role": "cook"}, "partner_role"),
        ({"partner_role": "manager", "things": "rau cải"}, "things"),
        ({"partner_role": "manager", "hidden_names": "giá"}, "hidden_names"),
        ({"partner_role": "manager", "hidden": ["ilmd"], "may_trace": "on"}, "may_trace"),
        (
            {"partner_role": "manager", "first_day": "2026-11-02", "last_day": "2026-11-01"},
            "last_day",
        ),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_at_its_field(said: dict[str, Any], field: str, cast: Cast) -> None:
    answer = signed_in(cast.cooperative.person).post(page_of(cast, "moi/"), said)
    assert list(answer.context["form"].errors) == [field]
    assert not SharingRule.objects.exists()


@pytest.mark.parametrize("who", ["kitchen", "outsider", "admin"])
@pytest.mark.parametrize("tail", ["", "moi/"])
def test_the_page_of_another_organisation_is_not_there(who: str, tail: str, cast: Cast) -> None:
    person = cast.admin if who == "admin" else getattr(cast, who).person
    client = signed_in(person)
    assert client.get(page_of(cast, tail)).status_code == 404
    assert client.post(page_of(cast, "moi/"), {"partner_role": "manager"}).status_code == 404
    assert not SharingRule.objects.exists()


def test_the_partner_sees_what_it_was_given(cast: Cast) -> None:
    share_events(
        cast.cooperative.organisation,
        SharingTerms(partner=cast.outsider.organisation, biz_steps=["shipping"]),
        by=cast.cooperative.person,
    )
    own = f"/trao-doi/chia-se/{cast.outsider.organisation.pk}/"
    client = signed_in(cast.outsider.person)
    assert "HTX Thanh Xương" in client.get(own).content.decode()
    assert client.get("/trao-doi/chia-se/").headers["Location"] == own


def test_who_speaks_for_several_is_asked_for_which(cast: Cast) -> None:
    assign_role(
        cast.outsider.person,
        role=Role.SUPPLIER,
        organisation=cast.cooperative.organisation,
        by=cast.admin,
        on=date(2026, 9, 1),
        at=MONDAY,
    )
    shown = signed_in(cast.outsider.person).get("/trao-doi/chia-se/").content.decode()
    assert [name in shown for name in ("Người Ngoài", "HTX Thanh Xương", "Trường")] == [
        True,
        True,
        False,
    ]


def test_who_speaks_for_nobody_is_told_so(cast: Cast) -> None:
    answer = signed_in(cast.admin).get("/trao-doi/chia-se/")
    assert "không đại diện cho đơn vị nào" in answer.content.decode()
