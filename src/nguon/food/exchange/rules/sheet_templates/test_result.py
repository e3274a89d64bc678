"""What a laboratory or a quick test found of a lot (EPCIS ObjectEvent OBSERVE, inspecting)."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nguon.core.epcis import (
    BusinessEvent,
    ObjectEvent,
    QuantityElement,
    SensorElement,
    SensorReport,
)
from nguon.core.quantities import QuantityError, Unit, find_word, format_number
from nguon.food.exchange.rules import columns
from nguon.food.exchange.rules.column import Column, Kind, Values
from nguon.food.exchange.rules.fault import CellFault
from nguon.food.exchange.rules.speaker import Speaker
from nguon.food.exchange.rules.template import Template

REPORT = Column(
    key="report",
    kind=Kind.TEXT,
    title=_("Report no."),
    help=_("The number of the test report; the same on every row of one report."),
    example="KQ-1187",
    other_titles=("Report", "Số phiếu kết quả", "Số kết quả"),
    width=14,
)
LABORATORY = Column(
    key="partner",
    kind=Kind.PARTY,
    title=_("Laboratory"),
    help=_("Who tested it, as registered; leave it empty for your own quick test."),
    required=False,
    other_titles=("Lab", "Đơn vị kiểm nghiệm"),
    width=28,
)
LOT = Column(
    key="lot",
    kind=Kind.LOT_HELD,
    title=_("Lot number"),
    help=_("The lot that the sample was taken from."),
    example="2111-R2",
    other_titles=("Lot", "Số lô", "Mã lô", "Lô"),
    width=18,
)
TESTED_FOR = Column(
    key="tested_for",
    kind=Kind.TEXT,
    title=_("Tested for"),
    help=_("As the report calls it: E. coli, pesticide residues, moisture."),
    example="Độ ẩm",
    other_titles=("Parameter", "Tên chỉ tiêu"),
    width=26,
)
VALUE = Column(
    key="value",
    kind=Kind.MEASURED,
    title=_("Result"),
    help=_("The number, or the words of the report: “not detected”, “< 0,01”."),
    example="13,5",
    other_titles=("Value", "Giá trị"),
    width=16,
)
VALUE_UNIT = Column(
    key="value_unit",
    kind=Kind.TEXT,
    title=_("Unit of the result"),
    help=_("As in the report: %, mg/kg, CFU/g."),
    required=False,
    example="%",
    other_titles=("Result unit",),
    width=16,
)
VERDICT = Column(
    key="verdict",
    kind=Kind.VERDICT,
    title=_("Conclusion"),
    help=_("Passed or Failed, of this parameter."),
    example="Đạt",
    other_titles=("Verdict", "Đánh giá"),
    width=14,
)


def event(rows: Sequence[Values], speaker: Speaker) -> BusinessEvent:
    head = rows[0]
    lots = {row["lot"].uri for row in rows}
    if len(lots) > 1:
        raise CellFault(
            gettext("This report speaks of several lots."),
            expected=gettext("one lot in each report"),
            got=" / ".join(row["lot"].number for row in rows),
            todo=gettext("Give each lot its own report number, as “KQ-12/1” and “KQ-12/2”."),
        )
    issuer = head["partner"].identifier if "partner" in head else speaker.party.identifier
    notes = "; ".join(dict.fromkeys(row["note"] for row in rows if "note" in row))
    said = {
        "nguon:name": head["goods"].name,
        "nguon:lotCode": head["lot"].number,
        "nguon:sourceName": head["partner"].name if "partner" in head else "",
    }
    return ObjectEvent(
        **speaker.members(head | {"note": notes}, said),
        action="OBSERVE",
        biz_step="inspecting",
        disposition="conformant" if all(row["verdict"] for row in rows) else "non_conformant",
        quantity_list=(QuantityElement(head["lot"].uri),),
        biz_transaction_list=(speaker.document("testres", head["report"], issuer=issuer),),
        sensor_element_list=(SensorElement(tuple(_report(row, speaker) for row in rows)),),
    )


def _report(row: Values, speaker: Speaker) -> SensorReport:
    """A number with a unit of the standard is written as measured, all else in the report's words.

    What was measured has no URI in a paper report, so its name travels as a member of our own.
    """
    said = {"nguon:testedFor": row["tested_for"], "nguon:passed": row["verdict"]}
    own = f"https://{speaker.host}/voc/TestResult"
    value, named = row["value"], row.get("value_unit", "")
    measure = _unit(named)
    if isinstance(value, Decimal) and not named:
        return SensorReport("Dimensionless", value=value, extensions=said)
    if isinstance(value, Decimal) and measure is not None:
        kind = _TYPES.get(measure.dimension, own)
        return SensorReport(kind, value=value, uom=measure.code, extensions=said)
    number = format_number(value, group=False) if isinstance(value, Decimal) else value
    return SensorReport(own, string_value=f"{number} {named}".strip(), extensions=said)


def _unit(named: str) -> Unit | None:
    try:
        word = find_word(named)
    except QuantityError:
        return None
    return word.unit if word.times == 1 else None


_TYPES = {"temperature": "Temperature", "mass": "Mass", "volume": "Volume", "length": "Length"}

TEMPLATE = Template(
    key="test_result",
    order=5,
    icon="sample",
    title=_("Test result"),
    purpose=_("What a laboratory or your own quick test found of a lot, and whether it passed."),
    columns=(
        REPORT,
        columns.DAY,
        columns.HOUR,
        columns.PLACE,
        LABORATORY,
        columns.GOODS,
        LOT,
        TESTED_FOR,
        VALUE,
        VALUE_UNIT,
        VERDICT,
        columns.NOTE,
    ),
    event=event,
    leads=("report", "day", "hour", "place", "partner", "goods", "lot"),
    examples=(
        (
            "KQ-1187",
            "21/11/2026",
            "09:00",
            "Kho chính",
            "",
            "Gạo nếp",
            "G-2111",
            "Độ ẩm",
            "13,5",
            "%",
            "Đạt",
            "",
        ),
        (
            "KQ-1187",
            "",
            "",
            "",
            "",
            "",
            "",
            "Aflatoxin B1",
            "Không phát hiện",
            "µg/kg",
            "Đạt",
            "",
        ),
    ),
)
