"""A small layout with merged heads, and a cast of records: on time, offline, late, corrected."""

import json
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pypdf
import pytest

from nguon.base.paper.form import FormHeader, TracedRecord
from nguon.base.paper.layout import FormSet, read_form_sets

WORDS = {
    "day": "ngày",
    "month": "tháng",
    "year": "năm",
    "hour": "giờ",
    "minute": "phút",
    "empty": "Không có bản ghi.",
    "late": "ghi muộn",
    "offline": "gửi muộn",
    "corrected": "đã sửa",
    "voided": "đã rút",
    "marks": "số bản ghi",
    "origins": "Nguồn gốc",
    "mark": "Số",
    "record": "Mã",
    "person": "Người ghi",
    "claimed_at": "Giờ khai",
    "received_at": "Giờ nhận",
    "remark": "Tình trạng",
    "correction": "Sửa",
    "replaces": "Thay {code}.",
    "page": "Trang {page}/{pages}",
    "day_hash": "Mã băm",
    "printed_at": "In lúc",
    "sign": "Ký",
}

FORM: dict[str, Any] = {
    "id": "one",
    "number": "Mẫu A",
    "title": "Kiểm tra",
    "orientation": "landscape",
    "header_fields": [{"key": "facility", "label": "Cơ sở"}, {"key": "date", "label": "Ngày"}],
    "columns": [
        {"key": "ordinal", "head": "TT", "width": 8},
        {"key": "name", "head": "Tên", "width": 60},
        {
            "head": "Kiểm tra",
            "children": [
                {"key": "sensory_pass", "head": "Đạt", "width": 12, "align": "center"},
                {"key": "sensory_fail", "head": "Không đạt", "width": 14, "align": "center"},
            ],
        },
        {"key": "action", "head": "Xử lý", "width": 60},
    ],
    "signatures": [{"key": "chief", "title": "Thủ trưởng", "hint": "(Ký)"}],
    "blank_rows": 5,
}

BASE = {
    "id": "base",
    "name": "Bộ mẫu",
    "words": WORDS,
    "forms": [FORM],
    "label": {
        "title": "NHÃN",
        "fields": [
            {"key": "sample", "label": "Tên mẫu"},
            {"key": "sampled_at", "label": "Thời gian lấy"},
        ],
    },
}


def local(hour: int, minute: int = 0, day: int = 20) -> datetime:
    """An instant told by its time in Vietnam."""
    return datetime(2026, 11, day, hour - 7, minute, tzinfo=UTC)


PRINTED_AT = local(15, 2)


@pytest.fixture(scope="session")
def forms() -> FormSet:
    return read_form_sets([json.dumps(BASE)])["base"]


@pytest.fixture
def header() -> FormHeader:
    return FormHeader(
        {"facility": "Trường Tiểu học Him Lam"},
        date(2026, 11, 20),
        PRINTED_AT,
        day_hash="9f86d081884c7d65",
        signed={"chief": "Đã ký: Cô Hoài, 14:30"},
    )


@pytest.fixture
def records() -> list[TracedRecord]:
    return [
        TracedRecord("ONTIME", "Lò Thị Mai", local(8), local(8, 1)),
        TracedRecord("OFFLIN", "Lò Thị Mai", local(8), local(11), "neutral", "Gửi muộn 3 giờ."),
        TracedRecord("LATE01", "Quàng Văn Hặc", local(8), local(10), "amber", "Ghi muộn 2 giờ."),
        TracedRecord(
            "FIXED1",
            "Lò Thị Mai",
            local(9),
            local(9, 1),
            corrects="ONTIME",
            reason="Cân lại",
        ),
    ]


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page with single spaces."""
    reader = pypdf.PdfReader(BytesIO(pdf))
    return [" ".join(page.extract_text().split()) for page in reader.pages]
