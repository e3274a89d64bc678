"""Lots used up, lots made: washing, milling, packing (EPCIS TransformationEvent)."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nguon.core.epcis import BusinessEvent, TransformationEvent
from nguon.food.exchange.rules import columns
from nguon.food.exchange.rules.column import Column, Kind, Values
from nguon.food.exchange.rules.fault import CellFault
from nguon.food.exchange.rules.speaker import Speaker, quantity
from nguon.food.exchange.rules.template import Template

BATCH = Column(
    key="batch",
    kind=Kind.TEXT,
    title=_("Run no."),
    help=_("The same number on every row of one run; rows below may leave it empty."),
    example="M-07",
    other_titles=("Run", "Batch", "Mẻ", "Số mẻ"),
    width=10,
)
USED_LOT = Column(
    key="used_lot",
    kind=Kind.LOT_HELD,
    title=_("Used: lot number"),
    help=_("The lot that was used up."),
    required=False,
    side="used",
    goods="used_goods",
    example="2111-R2",
    other_titles=("Lô nguyên liệu", "Số lô nguyên liệu"),
    width=20,
)
MADE_LOT = Column(
    key="made_lot",
    kind=Kind.LOT_MADE,
    title=_("Made: lot number"),
    help=_("Your number for what came out of the run."),
    required=False,
    side="made",
    goods="made_goods",
    example="G-2111",
    other_titles=("Lô thành phẩm", "Số lô thành phẩm"),
    width=20,
)


def _of_side(column: Column, side: str, **words: object) -> Column:
    return replace(column, key=f"{side}_{column.key}", side=side, required=False, **words)  # type: ignore[arg-type]


COLUMNS = (
    BATCH,
    columns.DAY,
    columns.HOUR,
    columns.PLACE,
    _of_side(columns.GOODS, "used", title=_("Used: product"), other_titles=("Nguyên liệu",)),
    USED_LOT,
    _of_side(columns.AMOUNT, "used", title=_("Used: amount"), other_titles=()),
    _of_side(columns.UNIT, "used", title=_("Used: unit"), amount="used_amount", other_titles=()),
    _of_side(columns.GOODS, "made", title=_("Made: product"), other_titles=("Thành phẩm",)),
    MADE_LOT,
    _of_side(columns.AMOUNT, "made", title=_("Made: amount"), other_titles=()),
    _of_side(columns.UNIT, "made", title=_("Made: unit"), amount="made_amount", other_titles=()),
    replace(columns.EXPIRY, title=_("Made: use by")),
    columns.NOTE,
)


def event(rows: Sequence[Values], speaker: Speaker) -> BusinessEvent:
    used = [row for row in rows if "used_lot" in row]
    made = [row for row in rows if "made_lot" in row]
    if not used or not made:
        raise CellFault(
            gettext("This run has nothing used.")
            if not used
            else gettext("This run has nothing made."),
            expected=gettext("at least one lot used and one lot made"),
            todo=gettext("Complete the run, or use the template “Harvest” if a lot simply begins."),
        )
    head = rows[0]
    notes = "; ".join(dict.fromkeys(row["note"] for row in rows if "note" in row))
    names = {row["made_goods"].name for row in made}
    said = {"nguon:name": names.pop() if len(names) == 1 else ""}
    return TransformationEvent(
        **speaker.members(head | {"note": notes}, said),
        biz_step="creating_class_instance",
        disposition="active",
        biz_transaction_list=(
            speaker.document("prodorder", head["batch"], issuer=speaker.party.identifier),
        ),
        input_quantity_list=tuple(
            quantity(row, lot="used_lot", amount="used_amount") for row in used
        ),
        output_quantity_list=tuple(
            quantity(row, lot="made_lot", amount="made_amount") for row in made
        ),
        ilmd=_master_data(made),
    )


def _master_data(made: Sequence[Values]) -> dict[str, str] | None:
    """One ilmd speaks for all outputs, so it says only what holds for every one of them."""
    ilmd = {"cbvmda:lotNumber": made[0]["made_lot"].number} if len(made) == 1 else {}
    days = {row.get("expiry") for row in made}
    if len(days) == 1 and (day := days.pop()) is not None:
        ilmd["cbvmda:itemExpirationDate"] = day.isoformat()
    return ilmd or None


TEMPLATE = Template(
    key="process",
    order=3,
    icon="cooking",
    title=_("Process"),
    purpose=_("What you made of what: cleaned, milled, smoked, packed. Lots used, lots made."),
    columns=COLUMNS,
    event=event,
    leads=("batch", "day", "hour", "place"),
    examples=(
        (
            "M-07",
            "21/11/2026",
            "14:00",
            "Nhà sơ chế",
            "Thóc nếp",
            "T-1011",
            "500",
            "kg",
            "Gạo nếp",
            "G-2111",
            "340",
            "kg",
            "21/05/2027",
            "",
        ),
        ("", "", "", "", "Thóc nếp", "T-1211", "120", "kg", "", "", "", "", "", ""),
    ),
)
