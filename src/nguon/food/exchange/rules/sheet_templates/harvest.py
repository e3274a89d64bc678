"""What came off the field: a lot comes into being (EPCIS ObjectEvent ADD, commissioning)."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from nguon.core.epcis import BusinessEvent, ObjectEvent
from nguon.food.exchange.rules import columns
from nguon.food.exchange.rules.column import Column, Kind, Values
from nguon.food.exchange.rules.speaker import Speaker, quantity
from nguon.food.exchange.rules.template import Template

LOT = Column(
    key="lot",
    kind=Kind.LOT_MADE,
    title=_("Lot number"),
    help=_("Your own number for what was harvested together, for example day and field."),
    example="2111-R2",
    other_titles=("Lot", "Số lô", "Mã lô", "Lô"),
    width=18,
)


def event(rows: Sequence[Values], speaker: Speaker) -> BusinessEvent:
    (row,) = rows
    ilmd = {"cbvmda:lotNumber": row["lot"].number}
    if "expiry" in row:
        ilmd["cbvmda:itemExpirationDate"] = row["expiry"].isoformat()
    return ObjectEvent(
        **speaker.members(row, {"nguon:name": row["goods"].name}),
        action="ADD",
        biz_step="commissioning",
        disposition="active",
        quantity_list=(quantity(row),),
        ilmd=ilmd,
    )


TEMPLATE = Template(
    key="harvest",
    order=1,
    icon="farm",
    title=_("Harvest"),
    purpose=_("What came off the field, out of the pond or the stable: a new lot begins."),
    columns=(
        columns.DAY,
        columns.HOUR,
        columns.PLACE,
        columns.GOODS,
        LOT,
        columns.AMOUNT,
        columns.UNIT,
        columns.EXPIRY,
        columns.NOTE,
    ),
    event=event,
    examples=(
        ("21/11/2026", "05:30", "Ruộng số 2", "Cải ngọt", "2111-R2", "45,5", "kg", "", ""),
        ("21/11/2026", "06:15", "Ruộng số 3", "Rau muống", "2111-R3", "120", "bó", "", ""),
    ),
)
