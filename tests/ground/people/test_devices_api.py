"""`POST /api/v1/devices`, as the phone sees it: marks, language, problems, no cookies."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nguon.base import clock
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Device
from nguon.ground.people.operations import issue_enrolment_code
from nguon.ground.people.operations.enrol_device import ATTEMPTS_OF_AN_ADDRESS
from nguon.ground.people.queries import device_of_token

PATH = "/api/v1/devices"


@pytest.fixture
def code(cast) -> str:
    return issue_enrolment_code(cast.kitchen, by=cast.person(Role.MANAGER))[1]


@pytest.fixture
def phone() -> Client:
    """A browser that would stumble over CSRF if cookies counted."""
    return Client(enforce_csrf_checks=True)


def pair(phone, code, name="Điện thoại bếp", **headers):
    body = json.dumps({"code": code, "name": name})
    return phone.post(PATH, body, content_type="application/json", headers=headers)


def test_a_phone_is_told_its_kitchen_and_its_token(cast, phone, code):
    answer = pair(phone, code)
    said = answer.json()
    device = device_of_token(said.pop("token"))
    kitchen = {"id": str(cast.kitchen.pk), "name": cast.kitchen.name}
    assert (answer.status_code, said) == (201, {"device": str(device.pk), "kitchen": kitchen})
    assert (device.name, device.place) == ("Điện thoại bếp", cast.kitchen)
    assert answer["Cache-Control"] == "no-store"
    assert answer.cookies == {}


@pytest.mark.parametrize("path", [PATH, "/api/v1/nowhere"])
def test_every_answer_is_marked_as_ours_and_tells_the_time(db, phone, path):
    for answer in (phone.get(path), phone.post(path, "{", content_type="application/json")):
        assert answer["Nguon-Server"] == "1"
        ours = clock.now().timestamp() * 1000
        assert abs(int(answer["Nguon-Time"]) - ours) < timedelta(minutes=1).total_seconds() * 1000
        assert answer.status_code >= 400
        assert answer["Content-Type"] == "application/problem+json"


def test_pages_for_people_are_not_marked(db, client):
    assert "Nguon-Server" not in client.get("/")


@pytest.mark.parametrize(
    ("asked", "language", "detail"),
    [
        ("", "vi", "Không có mã ghép này. Hãy đọc lại mã."),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi", "Không có mã ghép này. Hãy đọc lại mã."),
        ("en-GB", "en", "There is no such pairing code. Read it once more."),
        ("lo, en;q=0.5", "en", "There is no such pairing code. Read it once more."),
        ("lo", "vi", "Không có mã ghép này. Hãy đọc lại mã."),
    ],
)
def test_an_unknown_code_is_a_problem_in_the_asked_language(db, phone, asked, language, detail):
    answer = pair(phone, "000000000", **({"Accept-Language": asked} if asked else {}))
    assert (answer.status_code, answer["Content-Language"]) == (403, language)
    assert {key: answer.json()[key] for key in ("code", "detail")} == {
        "code": "code_unknown",
        "detail": detail,
    }


def test_a_used_code_is_refused_and_no_second_phone_comes_of_it(phone, code):
    pair(phone, code)
    assert pair(phone, code).json()["code"] == "code_used"
    assert Device.objects.count() == 1


def test_guessing_is_answered_with_how_long_to_wait(db, phone):
    answers = [pair(phone, "000000000") for _guess in range(ATTEMPTS_OF_AN_ADDRESS + 1)]
    statuses = [answer.status_code for answer in answers]
    assert statuses == [403] * ATTEMPTS_OF_AN_ADDRESS + [429]
    assert answers[-1]["Retry-After"] == "900"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b"\xff", 400),
        (b"[" * 4000, 400),
        (b'{"code": 1, "name": "x"}', 400),
        (b'{"code": "000000000", "name": null}', 400),
        (b'{"code": "000000000", "name": ""}', 400),
        (b'{"code": "' + b"0" * 5000 + b'"}', 413),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_no_fault(db, phone, body, status):
    answer = phone.post(PATH, body, content_type="application/json")
    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_pairing_costs_few_questions(phone, code):
    with CaptureQueriesContext(connection) as asked:
        assert pair(phone, code).status_code == 201
    assert len(asked) <= 14
