"""PINs on pages: one's own on the account, a colleague's by the manager, nobody else's."""

import pytest

from nguon.ground.people.choices import Role
from nguon.ground.people.models import Pin
from nguon.ground.people.operations import assign_role, set_pin
from tests.ground.conftest import AT
from tests.ground.people.test_pins import opens
from tests.ground.people.test_staff_pages import SINCE, signed_in

OWN = "/tai-khoan/ma-pin/"


def page_of(person, *, back="") -> str:
    return f"/tai-khoan/nhan-vien/{person.pk}/ma-pin/" + (f"?ve={back}" if back else "")


@pytest.fixture
def manager(cast):
    person = cast.register("quanly")
    assign_role(person, role=Role.MANAGER, place=cast.kitchen, by=cast.admin, on=SINCE)
    return person


@pytest.fixture
def cook(cast):
    person = cast.register("bep")
    assign_role(person, role=Role.COOK, place=cast.kitchen, by=cast.admin, on=SINCE)
    return person


def test_everybody_sets_their_own(client, cook):
    signed_in(client, cook)
    assert "chưa có mã PIN" in client.get("/tai-khoan/").content.decode()
    assert client.post(OWN, {"pin": "4071"})["Location"] == "/tai-khoan/"
    assert (opens(Pin.objects.get(), "4071"), Pin.objects.get().set_by) == (True, cook)
    assert "chưa có mã PIN" not in client.get("/tai-khoan/").content.decode()


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        ("1234", "Mã PIN này quá dễ đoán. Hãy chọn mã khác."),
        ("40a1", "Mã PIN chỉ gồm chữ số."),
        ("", "Mục này chưa điền."),
    ],
)
def test_a_bad_one_is_told_at_the_field(client, cook, pin, said):
    answer = signed_in(client, cook).post(OWN, {"pin": pin})
    assert (answer.status_code, Pin.objects.count()) == (200, 0)
    assert answer.context["form"].errors["pin"][0].startswith(said)


def test_a_manager_sets_that_of_a_cook_and_comes_back(client, manager, cook):
    signed_in(client, manager)
    answer = client.post(page_of(cook, back="/bep/x/dien-thoai/"), {"pin": "4071"})
    assert answer["Location"] == "/bep/x/dien-thoai/"
    assert Pin.objects.get().set_by == manager
    shown = client.get(page_of(cook)).content.decode()
    assert manager.full_name in shown
    assert "4071" not in shown


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:x", "x"])
def test_coming_back_is_to_our_own_pages_only(client, manager, cook, back):
    answer = signed_in(client, manager).post(page_of(cook, back=back), {"pin": "4071"})
    assert answer["Location"] == f"/tai-khoan/nhan-vien/{cook.pk}/"


def test_nobody_sets_that_of_a_person_they_may_not_see_or_not_take_over(
    client, cast, manager, cook
):
    stranger = cast.register("xa")
    assign_role(stranger, role=Role.COOK, place=cast.other_kitchen, by=cast.admin, on=SINCE)
    both = cast.register("haibep")
    for place in (cast.kitchen, cast.other_kitchen):
        assign_role(both, role=Role.COOK, place=place, by=cast.admin, on=SINCE)
    signed_in(client, manager)
    asked = {who.username: client.post(page_of(who), {"pin": "4071"}) for who in (stranger, both)}
    assert {who: one.status_code for who, one in asked.items()} == {"xa": 404, "haibep": 403}
    signed_in(client, cook)
    assert client.post(page_of(manager), {"pin": "4071"}).status_code == 404
    assert Pin.objects.count() == 0


def test_a_signed_out_browser_sets_nothing(client, cook):
    set_pin(cook, "9027", by=cook, at=AT)
    for path in (OWN, page_of(cook)):
        assert client.post(path, {"pin": "4071"}).status_code == 302
    assert opens(Pin.objects.get(), "9027")
