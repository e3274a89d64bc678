"""The page that explains a refused document."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nguon.food.exchange.rules.explain.explain_document import LONGEST
from nguon.food.trace.models import CaptureJob, Event
from tests.food.exchange.pages.farm import signed_in, text_of
from tests.food.exchange.rules.test_explain import EVENT, document
from tests.food.trace.conftest import Actor, Cast

PAGE = "/trao-doi/xem-loi/"
BROKEN = json.dumps(document(EVENT | {"bizStep": "urn:epcglobal:cbv:bizstep:shipping"}), indent=1)


def refused(by: Actor, text: str = BROKEN) -> CaptureJob:
    """Sent by the organisation's own program, with its key."""
    Client().post(
        "/capture",
        text,
        content_type="application/json",
        headers={"Authorization": f"Bearer {by.key_secret}"},
    )
    return CaptureJob.objects.order_by("-received_at").first()  # type: ignore[return-value]


def test_a_pasted_document_is_explained_and_not_captured(cast: Cast) -> None:
    answer = signed_in(cast.cooperative).post(PAGE, {"text": BROKEN})
    page = text_of(answer.content.decode())
    assert "1 lỗi EPCISDocument có 1 sự kiện." in page
    assert "JSON không viết «urn:epcglobal:cbv:bizstep:shipping»." in page
    assert "Sửa ở đây thành: &quot;shipping&quot;" in page
    assert "Bản đã sửa đã được kiểm tra lại: không còn lỗi nào." in page
    assert not Event.objects.exists()
    assert not CaptureJob.objects.exists()


def test_a_file_is_explained(cast: Cast) -> None:
    file = SimpleUploadedFile("x.json", BROKEN.encode())
    answer = signed_in(cast.cooperative).post(PAGE, {"file": file})
    assert "JSON không viết" in answer.content.decode()


def test_the_mended_document_is_taken_and_captured(cast: Cast) -> None:
    client = signed_in(cast.cooperative)
    answer = client.post(PAGE, {"text": BROKEN, "mend": "1"})
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert json.loads(answer.content) == document(EVENT)
    refused(cast.cooperative, answer.content.decode())
    assert Event.objects.count() == 1


def test_a_right_document_is_told_so(cast: Cast) -> None:
    answer = signed_in(cast.cooperative).post(PAGE, {"text": json.dumps(document(EVENT))})
    assert "Tài liệu này không có lỗi" in answer.content.decode()


def test_a_refused_document_is_chosen_from_the_list(cast: Cast) -> None:
    job = refused(cast.cooperative)
    client = signed_in(cast.cooperative)
    assert f"?lan={job.pk}" in client.get(PAGE).content.decode()
    page = text_of(client.get(PAGE, {"lan": str(job.pk)}).content.decode())
    assert "JSON không viết «urn:epcglobal:cbv:bizstep:shipping»." in page


def test_what_only_the_store_knew_is_told_as_well(cast: Cast) -> None:
    event = EVENT | {"eventID": "urn:uuid:0f7c9a4e-6a0b-4a1e-9d2c-0a4f4d3c2b1a"}
    refused(cast.cooperative, json.dumps(document(event)))
    job = refused(cast.cooperative, json.dumps(document(event | {"bizStep": "receiving"})))
    answer = signed_in(cast.cooperative).get(PAGE, {"lan": str(job.pk)})
    page = text_of(answer.content.decode())
    assert "Khi ghi vào kho" in page
    assert "Có thể gửi vào nguyên như vậy." not in page


def test_the_documents_of_others_are_not_there(cast: Cast) -> None:
    job = refused(cast.cooperative)
    outsider = signed_in(cast.outsider)
    assert outsider.get(PAGE, {"lan": str(job.pk)}).status_code == 404
    assert str(job.pk) not in outsider.get(PAGE).content.decode()


@pytest.mark.parametrize("job", ["6f1c2b7e-0d0a-4f0e-9a51-2f4f8f1f7c11", "x", "' or 1=1"])
def test_there_is_no_job_of_a_made_up_id(cast: Cast, job: str) -> None:
    assert signed_in(cast.cooperative).get(PAGE, {"lan": job}).status_code == 404


def test_who_may_not_send_events_finds_no_door(cast: Cast) -> None:
    assert signed_in(cast.kitchen).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302


def test_nothing_pasted_is_asked_for(cast: Cast) -> None:
    answer = signed_in(cast.cooperative).post(PAGE, {"text": " "})
    assert "Hãy dán tài liệu hoặc chọn tệp." in answer.content.decode()


def test_a_document_that_is_too_large_is_not_read(cast: Cast) -> None:
    file = SimpleUploadedFile("x.json", b" " * (LONGEST + 2))
    answer = signed_in(cast.cooperative).post(PAGE, {"file": file})
    assert "Tài liệu lớn hơn 2 MB." in answer.content.decode()


def test_what_is_pasted_is_shown_and_never_run(cast: Cast) -> None:
    text = json.dumps(document(EVENT | {"bizStep": "<script>alert(1)</script>"}))
    answer = signed_in(cast.cooperative).post(PAGE, {"text": text})
    assert "<script>alert" not in answer.content.decode()


def test_the_page_asks_as_much_for_three_refusals_as_for_one(cast: Cast) -> None:
    client = signed_in(cast.cooperative)

    def asked() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        return len(asked)

    refused(cast.cooperative)
    one = asked()
    refused(cast.cooperative)
    refused(cast.cooperative)
    assert asked() == one
