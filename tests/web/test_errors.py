"""When something goes wrong, the page says what, and what to do now."""

import re
from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from django.views import defaults

from nguon.base.errors import FieldError, InputInvalid, Missing
from nguon.base.problems import page_of


def words(html: str) -> str:
    main = html.split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", "<main" + main).split())


def bare_request() -> HttpRequest:
    return RequestFactory().get("/bep/")


@pytest.mark.parametrize(
    ("view", "arguments", "status", "sentences"),
    [
        (
            defaults.bad_request,
            (ValueError("secret"),),
            400,
            "Không hiểu được yêu cầu này Địa chỉ hoặc nội dung gửi lên chưa đủ. "
            "Hãy quay lại, xem lại nội dung và gửi lần nữa.",
        ),
        (
            defaults.permission_denied,
            (ValueError("secret"),),
            403,
            "Bạn không được làm việc này "
            "Vai trò của bạn không mở được trang này hoặc không làm được việc này. "
            "Nếu cần, hãy nhờ quản lý của trường giao vai trò cho bạn.",
        ),
        (
            defaults.page_not_found,
            (ValueError("secret"),),
            404,
            "Ở đây không có gì Không có trang này, hoặc trang không mở cho bạn. "
            "Hãy xem lại địa chỉ, hoặc tìm từ trang đầu.",
        ),
        (
            defaults.server_error,
            (),
            500,
            "Hệ thống gặp lỗi Nội dung bạn vừa gửi có thể chưa được ghi. "
            "Hãy xem trang trong ngày đã có chưa; nếu chưa, ghi ra giấy và nhập lại sau.",
        ),
    ],
)
def test_each_refusal_says_what_and_what_now(view, arguments, status, sentences) -> None:
    with translation.override("vi"):
        answer: HttpResponse = view(bare_request(), *arguments)
    page = answer.content.decode()
    assert answer.status_code == status
    assert words(page) == (
        f"{sentences} Mã {status}. Khi cần hỗ trợ, hãy nói mã này và giờ xảy ra."
    )
    assert "secret" not in page


def test_the_page_for_our_own_faults_asks_neither_database_nor_session() -> None:
    """It is drawn without a request: what failed may be what the other pages rely on."""
    assert "Hệ thống gặp lỗi" in render_to_string("500.html")


def test_an_unknown_address_is_answered_in_the_look_of_the_house(client: Client) -> None:
    answer = client.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert "Ở đây không có gì" in answer.content.decode()


def test_a_form_without_its_token_is_refused_kindly() -> None:
    answer = Client(enforce_csrf_checks=True).post("/ngon-ngu/", {"language": "en"})
    assert answer.status_code == 403
    assert "chưa có gì được ghi" in answer.content.decode()


def test_a_locked_out_person_is_told_that_work_goes_on() -> None:
    with translation.override("vi"):
        told = {"cooloff_timedelta": timedelta(minutes=15)}
        page = render_to_string("web/locked_out.html", told, bare_request())
    assert "tạm khóa 15 phút, tính từ lần thử cuối" in words(page)
    assert "ghi ra giấy và nhập sau" in words(page)


def test_invalid_input_lists_each_fault_with_expected_and_got() -> None:
    error = InputInvalid([FieldError("$.type", "Sai loại", expected="ObjectEvent", got="<x>")])
    with translation.override("vi"):
        answer = page_of(bare_request(), error)
    assert answer.status_code == 400
    assert words(answer.content.decode()).startswith(
        "Nội dung gửi lên chưa nhận được Nội dung gửi lên chưa nhận được "
    )
    assert "Sai loại $.type Cần có: ObjectEvent Đã nhận: &lt;x&gt;" in words(
        answer.content.decode()
    )


def test_a_thing_that_is_missing_is_named() -> None:
    with translation.override("vi"):
        page = page_of(bare_request(), Missing("Không có lô ABC.")).content.decode()
    assert "Không có lô ABC." in words(page)
