"""The manager's page of the kitchen's phones: pair, see, revoke. Nobody else's, and no other's."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image, ImageDraw

from nguon.base import clock
from nguon.base.ui.qr import qr_drawing
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.ground.people.models import Device, EnrolmentCode
from nguon.ground.people.operations import (
    enrol_device,
    issue_enrolment_code,
    note_device_contact,
    set_pin,
)
from tests.food.kitchen.pages.conftest import Browser, text_of


def address(cast: Cast, page: str, *args: object, kitchen: int = 0) -> str:
    return reverse(f"kitchen:{page}", args=[cast.kitchens[kitchen].place.pk, *args])


def paired(cast: Cast, name: str = "Máy xanh", *, kitchen: int = 0) -> Device:
    place, manager = cast.kitchens[kitchen].place, cast.kitchens[kitchen].people["manager"]
    code = issue_enrolment_code(place, by=manager)[1]
    return enrol_device(code, name=name, at=clock.now())[0]


def read_qr(drawn: str, view_box: str) -> str:
    """What a camera reads from the path of a drawing."""
    edge, size = (int(view_box.split()[n]) for n in (0, 2))
    scale = 4
    picture = Image.new("L", (size * scale, size * scale), 255)
    pen = ImageDraw.Draw(picture)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", drawn):
        left, top = (int(x) - edge) * scale, (int(y) - edge) * scale
        pen.rectangle((left, top, left + int(width) * scale - 1, top + scale - 1), fill=0)
    kept = BytesIO()
    picture.save(kept, "PNG")
    found = zxingcpp.read_barcodes(Image.open(kept))
    assert len(found) == 1
    return str(found[0].text)


def test_a_drawn_code_is_read_by_a_camera() -> None:
    text = "https://nguon.example/dien-thoai/#ghep=7K3M9QTXA"
    drawing = qr_drawing(text)
    assert read_qr(drawing.path, drawing.view_box) == drawing.text == text


def test_the_new_code_pairs_a_phone_typed_scanned_or_tapped(cast: Cast, manager: Client) -> None:
    answer = manager.post(address(cast, "new_phone"))
    code = answer.context["code"].replace("-", "")
    link = f"/dien-thoai/#ghep={code}"
    scanned = read_qr(answer.context["qr"].path, answer.context["qr"].view_box)
    assert scanned == f"{settings.PUBLIC_URL}{link}"
    assert f'href="{link}"' in answer.content.decode()
    device, _token = enrol_device(answer.context["code"], name="Máy", at=clock.now())
    assert (device.place, device.enrolled_by) == (cast.pilot.place, cast.pilot.people["manager"])


def test_the_code_is_in_this_one_answer_only(cast: Cast, manager: Client) -> None:
    answer = manager.post(address(cast, "new_phone"))
    assert "no-store" in answer["Cache-Control"]
    code = answer.context["code"]
    assert code in answer.content.decode()
    later = manager.get(address(cast, "phones")).content.decode()
    assert (code in later, code in str(dict(manager.session))) == (False, False)


def test_looking_issues_no_code(cast: Cast, manager: Client) -> None:
    assert manager.get(address(cast, "new_phone")).status_code == 405
    manager.get(address(cast, "phones"))
    assert EnrolmentCode.objects.count() == 0


def test_the_page_says_when_each_phone_was_heard_from_and_what_it_keeps(
    cast: Cast, manager: Client
) -> None:
    fresh, silent = paired(cast, "Máy xanh"), paired(cast, "Máy đỏ")
    note_device_contact(fresh, at=clock.now(), build="2026.11.1", unsent=3)
    note_device_contact(silent, at=clock.now() - timedelta(hours=25))
    shown = text_of(manager.get(address(cast, "phones")))
    assert ("Máy xanh" in shown, "Máy đỏ" in shown, "3 bản ghi" in shown) == (True, True, True)
    assert shown.count("Hơn một ngày không liên lạc") == 1


def test_a_phone_is_revoked_after_a_question_and_stays_listed(cast: Cast, manager: Client) -> None:
    device = paired(cast)
    path = address(cast, "revoke_phone", device.pk)
    assert "Thu hồi điện thoại «Máy xanh»?" in text_of(manager.get(path))
    assert Device.objects.get().revoked_at is None
    assert manager.post(path)["Location"] == address(cast, "phones")
    assert Device.objects.get().revoked_by == cast.pilot.people["manager"]
    shown = manager.get(address(cast, "phones"))
    assert [row.device for row in shown.context["revoked"]] == [device]
    assert shown.context["phones"] == []


def test_the_phone_of_another_school_is_not_found_through_the_own(
    cast: Cast, manager: Client
) -> None:
    other = paired(cast, "Máy Nà Tấu", kitchen=1)
    assert "Máy Nà Tấu" not in text_of(manager.get(address(cast, "phones")))
    assert manager.post(address(cast, "revoke_phone", other.pk)).status_code == 404
    for path in ("phones", "new_phone"):
        ask = manager.get if path == "phones" else manager.post
        assert ask(address(cast, path, kitchen=1)).status_code == 404
    theirs = address(cast, "revoke_phone", other.pk, kitchen=1)
    assert manager.post(theirs).status_code == 404
    assert (Device.objects.get().revoked_at, EnrolmentCode.objects.count()) == (None, 1)


@pytest.mark.parametrize("who", ["cook", "health_officer", "inspector", "province", "parent"])
def test_nobody_but_the_manager_opens_it(cast: Cast, sign_in: Browser, who: str) -> None:
    device = paired(cast)
    people = {"cook": cast.pilot.cooks[0], **cast.pilot.people, **cast.people}
    browser = sign_in(people[who])
    answers = [
        browser.get(address(cast, "phones")),
        browser.post(address(cast, "new_phone")),
        browser.post(address(cast, "revoke_phone", device.pk)),
    ]
    assert [one.status_code for one in answers] == [403, 403, 403]
    assert (Device.objects.get().revoked_at, EnrolmentCode.objects.count()) == (None, 1)


def test_everybody_who_works_here_is_listed_with_their_pin(cast: Cast, manager: Client) -> None:
    cook = cast.pilot.cooks[0]
    before = {
        row.person: row.has_pin for row in manager.get(address(cast, "phones")).context["people"]
    }
    assert set(before) == set(cast.pilot.people.values())
    set_pin(cook, "4071", by=cook)
    rows = manager.get(address(cast, "phones")).context["people"]
    assert {row.person: row.has_pin for row in rows} == before | {cook: True}


def test_the_page_asks_as_much_for_one_phone_as_for_three(cast: Cast, manager: Client) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            manager.get(address(cast, "phones"))
        return len(asked)

    paired(cast)
    questions()
    one = questions()
    paired(cast, "Máy hai")
    paired(cast, "Máy ba")
    assert questions() == one
