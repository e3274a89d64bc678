"""The parts as they come out of their templates."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from nguon.base.ui import parts
from nguon.base.ui.states import State

DAY = date(2026, 11, 20)
COLUMNS = (parts.Column("2 Nấu"), parts.Column("Mẫu lưu"))


def drawn(template: str, **context: object) -> str:
    with translation.override("vi"):
        html = render_to_string(f"base/{template}.html", context, RequestFactory().get("/?q=a"))
    return re.sub(r"\s+", " ", html)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def at(hour: int, minute: int = 0, *, day: int = 20) -> datetime:
    """In local time, seven hours ahead of UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def test_a_board_says_every_step_of_every_dish_in_words() -> None:
    board = parts.Board(
        COLUMNS,
        rows=(
            parts.Row(
                "Canh rau",
                (parts.Cell(State.DONE, "/a", detail="10:05"), parts.Cell(State.DUE, word="Lấy")),
                note="910 suất",
            ),
            parts.Row("Giò lụa", (parts.Cell(State.FAILED), None)),
        ),
        row_title="Món ăn",
    )
    html = drawn("_board", board=board)
    assert words(html) == (
        "Món ăn 2 Nấu Mẫu lưu "
        "Canh rau 910 suất 2 Nấu Đạt 10:05 Mẫu lưu Lấy "
        "Giò lụa 2 Nấu Không đạt Mẫu lưu không cần"
    )
    assert re.findall(r'class="(cell cell-\w+ tone-\w+)"', html) == [
        "cell cell-done tone-ok",
        "cell cell-due tone-due",
        "cell cell-failed tone-bad",
    ]
    assert html.count("<a ") == 1


def test_a_row_with_too_few_cells_is_a_fault() -> None:
    board = parts.Board(COLUMNS, rows=(parts.Row("Canh", (parts.Cell(State.DUE),)),))
    with pytest.raises(ValueError, match="shorter"):
        drawn("_board", board=board)


def test_a_dish_may_be_named_anything() -> None:
    board = parts.Board(COLUMNS, rows=(parts.Row("<script>alert(1)</script>", (None, None)),))
    assert "<script>" not in drawn("_board", board=board)


def version(person: str, **changes: object) -> parts.Version:
    fields = {"role": "cấp dưỡng", "claimed_at": at(6, 10), "received_at": at(6, 12)} | changes
    return parts.Version(person, **fields)


def test_a_record_shows_who_and_both_times_and_the_delay() -> None:
    record = parts.RecordCard(
        "Nhận hàng",
        State.DONE,
        on=DAY,
        versions=(
            version(
                "Lò Thị Mai",
                received_at=at(7, 0, day=21),
                late=timedelta(hours=24, minutes=50),
                lateness_tone="red",
                pairs=(parts.Pair("Khối lượng", "45,5 kg"),),
            ),
        ),
    )
    assert words(drawn("_record", record=record)) == (
        "Nhận hàng Đạt LM Lò Thị Mai cấp dưỡng Việc lúc 06:10 Máy chủ nhận 21/11/2026 07:00 "
        "Độ muộn ghi muộn 1 ngày Khối lượng 45,5 kg"
    )


def test_a_correction_stands_beside_what_it_corrects() -> None:
    record = parts.RecordCard(
        "Nhận hàng",
        State.DONE,
        on=DAY,
        versions=(
            version("Quàng Văn Thắng", reason="cân lại"),
            version("Lò Thị Mai", reason="gõ nhầm"),
            version("Lò Thị Mai", pairs=(parts.Pair("Khối lượng", "54,5 kg", changed=True),)),
        ),
    )
    html = drawn("_record", record=record)
    text = words(html)
    order = [
        "Bản đang dùng",
        "Lý do sửa: cân lại",
        "Bản sửa trước, đã được sửa tiếp",
        "Lý do sửa: gõ nhầm",
        "Bản ghi đầu, đã được sửa",
        "54,5 kg",
    ]
    assert [text.count(one) for one in order] == [1] * 6
    assert sorted(order, key=text.index) == order
    assert '<s class="changed">54,5 kg</s>' in html


def test_a_single_record_does_not_speak_of_corrections() -> None:
    record = parts.RecordCard("Nhận hàng", State.DONE, versions=(version("Lò Thị Mai"),))
    assert "Bản" not in words(drawn("_record", record=record))


def test_a_flag_says_what_is_wrong_and_where_to_act() -> None:
    flag = parts.Flag("Nguồn chưa đăng ký", "Bà Inh", link=parts.Link("Đăng ký", "/dk"))
    html = drawn("_flag", flag=flag)
    assert words(html) == "Nguồn chưa đăng ký Bà Inh Đăng ký"
    assert 'class="flag tone-warn"' in html
    assert '<a href="/dk">' in html


def test_a_timeline_names_the_day_only_where_it_differs() -> None:
    happenings = [
        parts.Happening(at(5, 50), "Nhận hàng", "Lò Thị Mai"),
        parts.Happening(at(9, 0, day=21), "Hủy mẫu", url="/mau"),
    ]
    html = drawn("_timeline", happenings=happenings, on=DAY)
    assert words(html) == "05:50 Nhận hàng Lò Thị Mai 21/11/2026 09:00 Hủy mẫu"
    assert 'datetime="2026-11-20T05:50:00+07:00"' in html


def test_a_timeline_of_no_day_names_every_day() -> None:
    happenings = [parts.Happening(at(5, 50), "Nhận hàng")]
    assert words(drawn("_timeline", happenings=happenings)) == "20/11/2026 05:50 Nhận hàng"


def test_an_empty_place_says_what_will_stand_there() -> None:
    html = drawn("_empty", empty_title="Chưa có bữa ăn", empty_text="Quản lý lập thực đơn.")
    assert words(html) == "Chưa có bữa ăn Quản lý lập thực đơn."
    assert "#empty-tray" in html


def test_a_stepper_marks_where_one_is() -> None:
    stages = [parts.Stage("Hàng", "done"), parts.Stage("Kiểm tra", "current"), parts.Stage("Ký")]
    html = drawn("_stepper", stages=stages)
    assert words(html) == "Hàng đã xong Kiểm tra Ký"
    assert html.count('aria-current="step"') == 1


@pytest.mark.parametrize(
    ("number", "links"),
    [
        (1, ["?q=a&amp;page=2"]),
        (2, ["?q=a&amp;page=1", "?q=a&amp;page=3"]),
        (3, ["?q=a&amp;page=2"]),
    ],
)
def test_turning_pages_keeps_what_was_searched_for(number, links) -> None:
    html = drawn("_pagination", page=Paginator(range(90), 30).get_page(number))
    assert re.findall(r'<a [^>]*href="([^"]+)"', html) == links
    assert f"Trang {number} / 3" in words(html)


def test_one_page_needs_no_turning() -> None:
    assert drawn("_pagination", page=Paginator(range(3), 30).get_page(1)).strip() == ""


def test_doors_lead_somewhere() -> None:
    html = drawn("_doors", doors=[parts.Link("Bếp", "/bep", "Xã Thanh Nưa", "kitchen")])
    assert words(html) == "Bếp Xã Thanh Nưa"
    assert 'href="/bep"' in html


def test_a_confirm_page_asks_says_what_follows_and_offers_a_way_back() -> None:
    html = drawn(
        "confirm",
        question="Hủy mẫu?",
        consequences=["Không lấy lại được."],
        back_url="/mau",
        confirm_text="Hủy mẫu",
        is_danger=True,
    )
    text = words(html)
    assert "Điều sẽ xảy ra Không lấy lại được." in text
    assert text.endswith("Không, quay lại Hủy mẫu")
    assert '<button class="button button-danger" form="confirm">' in html
    assert 'id="confirm"' in html


def test_a_page_without_an_action_has_an_empty_action_row() -> None:
    html = drawn("page")
    assert '<div class="sticky"><div class="sticky-row"></div></div>' in html
    assert '<html lang="vi">' in html
