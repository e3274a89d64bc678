"""Errors at the edge: problem+json for programs, a page for people, in the reader's language."""

import json

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_protect

from nguon.base.decision import Decision
from nguon.base.errors import Conflict, FieldError, InputInvalid, Missing, Refused, Unidentified
from nguon.base.problems import is_for_programs, problem_response

RAISED = {
    "refused": Refused(Decision(allowed=False, code="on_hold", reason="Lô đang bị giữ.")),
    "invalid": InputInvalid(
        [FieldError("$.epcisBody.eventList[0].eventTime", "Sai <b>giờ</b>", "ISO 8601", "hôm qua")]
    ),
    "missing": Missing("Không có lô này."),
    "conflict": Conflict("Đã có."),
    "unidentified": Unidentified("Chưa đăng nhập."),
    "gone": Http404("secret table"),
    "denied": PermissionDenied("secret rule"),
    "suspicious": SuspiciousOperation("secret header"),
    "fault": RuntimeError("secret password"),
}


@login_not_required
def raising(request, what):
    raise RAISED[what]


@login_not_required
def answering(request):
    return HttpResponse("<p>fine</p>")


@login_not_required
def own_problem(request):
    return JsonResponse({"own": 1}, status=422)


@login_not_required
def only_post(request):
    return HttpResponseNotAllowed(["POST"])


@login_not_required
def too_many(request):
    return HttpResponse("slow down", status=429, headers={"Retry-After": "30"})


urlpatterns = [
    path("api/raise/<str:what>", raising),
    path("trang/<str:what>", raising),
    path("trang/<str:what>/graph.json", raising),
    path("api/fine", answering),
    path("api/own", own_problem),
    path("capture", only_post),
    path("events", too_many),
    path("api/form", csrf_protect(answering)),
    path("", include("nguon.config.urls")),  # the page shell links to them
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


PROBLEMS = [
    (
        "refused",
        {
            "type": "epcisException:SecurityException",
            "title": "You may not do this",
            "status": 403,
            "detail": "Lô đang bị giữ.",
            "code": "on_hold",
        },
    ),
    (
        "invalid",
        {
            "type": "epcisException:ValidationException",
            "title": "What was sent cannot be accepted",
            "status": 400,
            "detail": "$.epcisBody.eventList[0].eventTime: Sai <b>giờ</b>",
            "errors": [
                {
                    "path": "$.epcisBody.eventList[0].eventTime",
                    "message": "Sai <b>giờ</b>",
                    "expected": "ISO 8601",
                    "got": "hôm qua",
                }
            ],
        },
    ),
    (
        "missing",
        {
            "type": "epcisException:NoSuchNameException",
            "title": "There is nothing here",
            "status": 404,
            "detail": "Không có lô này.",
        },
    ),
    (
        "conflict",
        {
            "type": "epcisException:ResourceAlreadyExistsException",
            "title": "It exists already with another content",
            "status": 409,
            "detail": "Đã có.",
        },
    ),
    (
        "unidentified",
        {
            "type": "epcisException:SecurityException",
            "title": "Please sign in",
            "status": 401,
            "detail": "Chưa đăng nhập.",
        },
    ),
    (
        "gone",
        {
            "type": "epcisException:NoSuchNameException",
            "title": "There is nothing here",
            "status": 404,
        },
    ),
    (
        "denied",
        {
            "type": "epcisException:SecurityException",
            "title": "You may not do this",
            "status": 403,
        },
    ),
    (
        "suspicious",
        {
            "type": "epcisException:ValidationException",
            "title": "What was sent cannot be accepted",
            "status": 400,
        },
    ),
    (
        "fault",
        {
            "type": "epcisException:ImplementationException",
            "title": "Something went wrong on our side",
            "status": 500,
        },
    ),
]


@pytest.mark.parametrize(("what", "problem"), PROBLEMS, ids=[row[0] for row in PROBLEMS])
@pytest.mark.parametrize("path", ["/api/raise/{}", "/trang/{}/graph.json"])
def test_a_program_gets_a_problem_document(client, path, what, problem):
    client.cookies["django_language"] = "en"
    response = client.get(path.format(what))
    assert response["Content-Type"] == "application/problem+json"
    assert (response.status_code, json.loads(response.content)) == (problem["status"], problem)
    assert ("WWW-Authenticate" in response) is (response.status_code == 401)


def test_a_wrong_address_is_a_problem_document_as_well(client):
    response = client.get("/api/no/such/thing")
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["status"] == 404


def test_what_django_refuses_by_itself_keeps_its_headers(client):
    assert client.get("/capture")["Allow"] == "POST"
    assert json.loads(client.get("/capture").content)["type"] == "about:blank"
    assert client.get("/events")["Retry-After"] == "30"


def test_a_missing_csrf_token_is_a_problem_document(client):
    client.handler.enforce_csrf_checks = True
    response = client.post("/api/form")
    assert json.loads(response.content)["status"] == 403


def test_good_answers_and_own_problems_pass_unchanged(client):
    assert client.get("/api/fine").content == b"<p>fine</p>"
    assert json.loads(client.get("/api/own").content) == {"own": 1}


PAGES = [
    ("refused", 403, ["Lô đang bị giữ."]),
    ("invalid", 400, ["Sai &lt;b&gt;giờ&lt;/b&gt;", "ISO 8601", "hôm qua"]),
    ("missing", 404, ["Không có lô này."]),
    ("conflict", 409, ["Đã có."]),
    ("unidentified", 401, ["Chưa đăng nhập."]),
]


@pytest.mark.parametrize(("what", "status", "texts"), PAGES, ids=[row[0] for row in PAGES])
@pytest.mark.django_db
def test_a_person_gets_a_page_that_says_what_failed(client, what, status, texts):
    response = client.get(f"/trang/{what}")
    page = response.content.decode()
    assert (response.status_code, response["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert [text for text in texts if text not in page] == []
    assert "<b>giờ</b>" not in page


FOR_PROGRAMS = [
    ("/capture", True),
    ("/capture/123", True),
    ("/events", True),
    ("/events/urn:uuid:1", True),
    ("/api/v1/sync", True),
    ("/bep/truy-xuat.json", True),
    ("/capture-guide", False),
    ("/events.html", False),
    ("/bep/api", False),
    ("/", False),
]


@pytest.mark.parametrize(("path", "answer"), FOR_PROGRAMS)
def test_which_paths_are_for_programs(rf, path, answer):
    assert is_for_programs(rf.get(path)) is answer


def test_a_problem_can_name_its_own_type_and_members():
    response = problem_response(
        409, title="Xung đột", problem_type="https://example.vn/p", extensions={"id": "x"}
    )
    assert json.loads(response.content) == {
        "type": "https://example.vn/p",
        "title": "Xung đột",
        "status": 409,
        "id": "x",
    }
