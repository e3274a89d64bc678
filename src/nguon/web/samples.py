"""Values for the style page: long names, bad days and empty days, as they really happen."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator

from nguon.base.ui import parts
from nguon.base.ui.states import State

DAY = date(2026, 11, 20)
_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def _at(hour: int, minute: int = 0, *, day: int = 20) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=_ZONE)


def everything() -> dict[str, Any]:
    return {
        "place": {"name": "Bếp Trường PTDTBT TH&THCS Thanh Nưa"},
        "role": "cấp dưỡng",
        "day": DAY,
        "states": list(State),
        "board": board(),
        "receiving": receiving(),
        "flags": flags(),
        "records": records(),
        "happenings": happenings(),
        "stages": stages(),
        "trail": [parts.Link("Hôm nay", "#"), parts.Link("Bữa trưa", "#")],
        "doors": doors(),
        "latenesses": latenesses(),
        "deliveries": deliveries(),
        "page_of_lines": Paginator(range(90), 30).get_page(2),
        "pairs": pairs(),
        "question": "Hủy mẫu lưu «Thịt lợn kho trứng»?",
        "consequences": [
            "Hộp số 7 được ghi là đã hủy, không lấy lại được.",
            "Người ghi: Lò Thị Mai, 20/11/2026 11:05.",
        ],
        "back_url": "#",
        "confirm_text": "Hủy mẫu",
        "is_danger": True,
    }


def board() -> parts.Board:
    cell = parts.Cell
    done = cell(State.DONE, "#", detail="10:05 · Lò Thị Mai")
    return parts.Board(
        row_title="Món ăn",
        columns=(
            parts.Column("1 Nhận hàng", "receiving"),
            parts.Column("2 Nấu", "cooking"),
            parts.Column("3 Trước khi ăn", "serving"),
            parts.Column("Mẫu lưu", "sample"),
        ),
        rows=(
            parts.Row(
                "Thịt lợn kho trứng",
                (
                    cell(State.DONE, "#", detail="3/3 dòng hàng"),
                    done,
                    cell(State.DUE, "#", detail="trước 10:45"),
                    cell(State.DUE, "#", word="Cần lấy mẫu", detail="100 g"),
                ),
                note="910 suất",
                url="#",
            ),
            parts.Row(
                "Canh rau cải nấu thịt băm, đậu phụ và nấm hương rừng",
                (
                    cell(State.DONE_LATE, "#", detail="ghi muộn 3 giờ"),
                    cell(State.LATE, "#", detail="quá 25 phút"),
                    cell(State.NOT_DUE),
                    cell(State.NOT_DUE),
                ),
                note="910 suất",
            ),
            parts.Row(
                "Giò lụa",
                (
                    cell(State.FAILED, "#", detail="trả lại 30 kg"),
                    cell(State.FAILED, "#", word="Dừng món", detail="07:40 · Quàng Văn Thắng"),
                    None,
                    None,
                ),
                note="không phục vụ",
            ),
            parts.Row(
                "Rau muống xào tỏi",
                (
                    done,
                    done,
                    cell(State.MISSING, "#", detail="đã qua giờ ăn"),
                    cell(State.HELD, "#", detail="sự cố 20/11"),
                ),
                note="908 suất",
            ),
        ),
    )


def receiving() -> parts.Board:
    cell = parts.Cell
    return parts.Board(
        row_title="Hàng nhập",
        columns=(
            parts.Column("Cảm quan", "eye"),
            parts.Column("Giấy tờ", "paper"),
            parts.Column("Xét nghiệm", "scan"),
        ),
        rows=(
            parts.Row(
                "Thịt lợn mông sấn",
                (cell(State.DONE, "#"), cell(State.DONE, "#", detail="3 ảnh"), None),
                note="45,5 kg · HTX Nông nghiệp Thanh Xương",
            ),
        ),
    )


def flags() -> list[parts.Flag]:
    return [
        parts.Flag(
            "Nguồn hàng chưa đăng ký",
            "Bà Tòng Thị Inh (chợ Noong Bua) không có trong danh sách nhà cung cấp của trường.",
            icon="flag",
            link=parts.Link("Đăng ký nhà cung cấp này", "#"),
        ),
        parts.Flag(
            "Đã trả lại 30 kg giò lụa",
            "Cảm quan không đạt: chảy nhớt, mùi lạ. Ba bếp cùng nhà cung cấp đã được báo.",
            tone="bad",
            icon="return",
        ),
        parts.Flag(
            "Đang tạm giữ: không hủy, không nấu, không chia",
            "Lệnh giữ của Thanh tra ATTP ngày 20/11/2026 lúc 13:05.",
            tone="hold",
            icon="held",
        ),
    ]


def pairs() -> list[parts.Pair]:
    return [
        parts.Pair("Món ăn", "Thịt lợn kho trứng"),
        parts.Pair("Khối lượng mẫu", "120 g"),
        parts.Pair("Nhiệt độ tủ", "4,5 °C"),
        parts.Pair("Người lấy mẫu", "Nguyễn Thị Phương Thảo Nguyên"),
    ]


def records() -> list[parts.RecordCard]:
    corrected = parts.RecordCard(
        "Nhận hàng: thịt lợn mông sấn",
        State.DONE,
        on=DAY,
        correct_url="#",
        versions=(
            parts.Version(
                "Quàng Văn Thắng",
                "bếp trưởng",
                _at(6, 10),
                _at(9, 30),
                pairs=(parts.Pair("Khối lượng", "45,5 kg"), parts.Pair("Cảm quan", "Đạt")),
                late=timedelta(hours=3, minutes=20),
                lateness_tone="amber",
                reason="cân lại, lần đầu đọc nhầm số",
            ),
            parts.Version(
                "Lò Thị Mai",
                "cấp dưỡng",
                _at(6, 10),
                _at(6, 12),
                pairs=(
                    parts.Pair("Khối lượng", "54,5 kg", changed=True),
                    parts.Pair("Cảm quan", "Đạt"),
                ),
                late=timedelta(minutes=2),
            ),
        ),
    )
    failed = parts.RecordCard(
        "Trước khi ăn: giò lụa",
        State.FAILED,
        word="Dừng món",
        on=DAY,
        versions=(
            parts.Version(
                "Nguyễn Thị Phương Thảo Nguyên",
                "nhân viên y tế trường học",
                _at(10, 20),
                _at(7, 0, day=21),
                pairs=(parts.Pair("Mùi vị", "Không đạt"), parts.Pair("Xử lý", "Không chia món")),
                late=timedelta(hours=20, minutes=40),
                lateness_tone="red",
            ),
        ),
    )
    return [corrected, failed]


def happenings() -> list[parts.Happening]:
    happening = parts.Happening
    return [
        happening(_at(5, 50), "Nhận 45,5 kg thịt lợn", "Lò Thị Mai", "ok", "receiving", "#"),
        happening(_at(8, 40), "Nấu xong, 910 suất", "Quàng Văn Thắng · tâm 82 °C", "ok", "cooking"),
        happening(_at(10, 30), "Lấy mẫu 120 g", "Nguyễn Thị Phương Thảo Nguyên", "ok", "sample"),
        happening(_at(13, 5), "Tạm giữ", "Thanh tra ATTP", "hold", "held"),
    ]


def stages() -> list[parts.Stage]:
    return [
        parts.Stage("Hàng", "done"),
        parts.Stage("Giấy tờ", "done"),
        parts.Stage("Kiểm tra", "current"),
        parts.Stage("Ký"),
    ]


def doors() -> list[parts.Link]:
    return [
        parts.Link("Bếp Trường PTDTBT TH&THCS Thanh Nưa", "#", "Xã Thanh Nưa", "kitchen"),
        parts.Link("Bếp Trường Tiểu học Him Lam", "#", "Phường Điện Biên Phủ", "kitchen"),
        parts.Link("Truy xuất", "#", "Từ một mã đến mọi lô, nhà cung cấp và bếp", "trace"),
    ]


def latenesses() -> list[tuple[timedelta, str]]:
    return [
        (timedelta(seconds=20), "ok"),
        (timedelta(minutes=12), "ok"),
        (timedelta(hours=3), "neutral"),
        (timedelta(hours=3, minutes=20), "amber"),
        (timedelta(days=1, hours=2), "red"),
        (timedelta(minutes=-10), "red"),
    ]


def deliveries() -> list[dict[str, Any]]:
    names = ("Thịt lợn mông sấn", "Rau cải ngọt", "Trứng gà ta loại 1, vỉ 30 quả", "Đậu phụ")
    return [
        {
            "name": name,
            "at": _at(5, 50 + number),
            "amount": 45 + number,
            "supplier": "HTX Nông nghiệp và Dịch vụ tổng hợp Thanh Xương",
            "state": State.DONE if number != 2 else State.FAILED,
        }
        for number, name in enumerate(names)
    ]
