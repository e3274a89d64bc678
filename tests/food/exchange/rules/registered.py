"""A cooperative, its customer and its goods, as the rules of a sheet see them; and sheets of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from nguon.core.gs1 import mint_own_identifier
from nguon.core.gs1.own_identifier import OwnKind
from nguon.food.exchange.queries.register import Goods, KnownLot, Party, Register, Site
from nguon.food.exchange.rules.find_heading import find_heading
from nguon.food.exchange.rules.read_sheet import Reading, read_sheet
from nguon.food.exchange.rules.sheet_templates import templates
from nguon.food.exchange.rules.sheets.read_tables import read_tables
from nguon.food.exchange.rules.speaker import Speaker
from nguon.food.exchange.rules.write_template import heading

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=ZONE)
HOST = "id.nguon.example"


def own(kind: OwnKind, name: str) -> str:
    """An identifier of the house's own for what the tests call so."""
    return mint_own_identifier(kind, sha256(name.encode()).digest(), host=HOST).uri


FARM = Party(
    own("loc", "farm000001"),
    "HTX Thanh Yên",
    (
        Site(own("loc", "ruong00002"), "Ruộng số 2"),
        Site(own("loc", "kho0000001"), "Kho chính"),
    ),
)
SCHOOL = Party(
    "https://id.gs1.org/417/8930000000019",
    "Trường Nà Tấu",
    (Site("https://id.gs1.org/414/8930000000026", "Bếp chính"),),
)
GREENS = Goods(own("class", "cai0000001"), "Cải ngọt")
SAUCE = Goods("https://id.gs1.org/01/08930000000019", "Nước mắm", gtin="08930000000019")
RICE = Goods(own("class", "gao0000001"), "Gạo nếp")
PADDY = Goods(own("class", "thoc000001"), "Thóc nếp")
KNOWN = KnownLot(own("class", "7n0tse3n41"), "L-KHO", "Cải ngọt")
SPEAKER = Speaker(FARM, HOST, ZONE)
REGISTER = Register(
    own=FARM,
    parties={"Trường Nà Tấu": (SCHOOL,), "5600123456": (SCHOOL,)},
    goods={
        **{one.name: (one,) for one in (GREENS, SAUCE, RICE, PADDY)},
        "8930000000019": (SAUCE,),
    },
    lots={"L-KHO": (KNOWN,)},
    party_names=("Trường Nà Tấu",),
    goods_names=("Cải ngọt", "Nước mắm"),
)
GOOD: Mapping[str, Mapping[str, str]] = {
    "harvest": {
        "day": "21/11/2026",
        "hour": "05:30",
        "place": "Ruộng số 2",
        "goods": "Cải ngọt",
        "lot": "2111-R2",
        "amount": "45,5",
        "unit": "kg",
    },
    "receive": {
        "day": "21/11/2026",
        "hour": "06:45",
        "place": "Kho chính",
        "partner": "Trường Nà Tấu",
        "goods": "Nước mắm",
        "lot": "L0926",
        "amount": "24",
        "unit": "chai",
        "delivery_note": "PG-0123",
        "expiry": "30/09/2027",
    },
    "ship": {
        "day": "21/11/2026",
        "hour": "04:40",
        "place": "Kho chính",
        "partner": "5600123456",
        "partner_place": "Bếp chính",
        "goods": "Cải ngọt",
        "lot": "L-KHO",
        "amount": "12,5",
        "unit": "kg",
    },
    "process": {
        "batch": "M-07",
        "day": "21/11/2026",
        "hour": "14:00",
        "place": "Kho chính",
        "used_goods": "Thóc nếp",
        "used_lot": "T-1011",
        "used_amount": "500",
        "used_unit": "kg",
        "made_goods": "Gạo nếp",
        "made_lot": "G-2111",
        "made_amount": "340",
        "made_unit": "kg",
    },
    "test_result": {
        "report": "KQ-1187",
        "day": "21/11/2026",
        "hour": "09:00",
        "place": "Kho chính",
        "goods": "Gạo nếp",
        "lot": "G-2111",
        "tested_for": "Độ ẩm",
        "value": "13,5",
        "value_unit": "%",
        "verdict": "Đạt",
    },
}
Row = Mapping[str, Any]


def titles(key: str) -> list[str]:
    return [heading(column) for column in templates()[key].columns]


def cells(key: str, row: Row) -> list[Any]:
    return [row.get(column.key, "") for column in templates()[key].columns]


def csv_of(key: str, *rows: Row, delimiter: str = ";") -> bytes:
    lines = [titles(key), *(cells(key, row) for row in rows)]
    quoted = [
        [f'"{text}"' if delimiter in str(text) else str(text) for text in line] for line in lines
    ]
    return "\r\n".join(delimiter.join(line) for line in quoted).encode()


def xlsx_of(lines: Sequence[Sequence[Any]]) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    for line in lines:
        page.append(list(line))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def workbook_of(key: str, *rows: Row) -> bytes:
    return xlsx_of([titles(key), *([value or None for value in cells(key, row)] for row in rows)])


def read(data: bytes, *, register: Register = REGISTER, now: datetime = NOW) -> Reading:
    headed = find_heading(read_tables(data), list(templates().values()))
    return read_sheet(headed, register, SPEAKER, now=now)


def read_rows(key: str, *rows: Row, **words: Any) -> Reading:
    return read(csv_of(key, *rows), **words)


def changed(key: str, **cells: str) -> dict[str, str]:
    return {**GOOD[key], **cells}


def faults(reading: Reading) -> list[tuple[int, str, str]]:
    """Row, column and what is wrong."""
    return [(one.row, one.column, one.fault.what) for one in reading.faults]


def with_lots(**lots: tuple[KnownLot, ...]) -> Register:
    return replace(REGISTER, lots={**REGISTER.lots, **lots})
