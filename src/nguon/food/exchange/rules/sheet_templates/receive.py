"""What was taken in from somebody else (EPCIS ObjectEvent OBSERVE, receiving)."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from nguon.core.epcis import BizTransaction, BusinessEvent, Destination, ObjectEvent, Source
from nguon.food.exchange.rules import columns
from nguon.food.exchange.rules.column import Column, Kind, Values
from nguon.food.exchange.rules.speaker import Speaker, quantity
from nguon.food.exchange.rules.template import Template

SUPPLIER = Column(
    key="partner",
    kind=Kind.PARTY,
    title=_("Supplier"),
    help=_("Who delivered it: legal name, tax code or identifier as registered."),
    example="HTX Rau an toàn Thanh Yên",
    other_titles=("Seller", "Bên giao", "Người bán", "Nơi cung cấp"),
    width=30,
)
LOT = Column(
    key="lot",
    kind=Kind.LOT_GOT,
    title=_("Supplier's lot number"),
    help=_("As it stands on the label or the delivery note, or the whole code."),
    example="2111-R2",
    other_titles=("Lot number", "Lot", "Số lô", "Mã lô", "Lô"),
    width=20,
)


def event(rows: Sequence[Values], speaker: Speaker) -> BusinessEvent:
    (row,) = rows
    said = {
        "nguon:name": row["goods"].name,
        "nguon:lotCode": row["lot"].number,
        "nguon:sourceName": row["partner"].name,
        "nguon:expiryDate": row["expiry"].isoformat() if "expiry" in row else "",
    }
    papers: tuple[BizTransaction, ...] = ()
    if "delivery_note" in row:
        issuer = row["partner"].identifier
        papers = (speaker.document("desadv", row["delivery_note"], issuer=issuer),)
    return ObjectEvent(
        **speaker.members(row, said),
        action="OBSERVE",
        biz_step="receiving",
        disposition="in_progress",
        quantity_list=(quantity(row),),
        biz_transaction_list=papers,
        source_list=(Source("possessing_party", row["partner"].identifier),),
        destination_list=(Destination("owning_party", speaker.party.identifier),),
    )


TEMPLATE = Template(
    key="receive",
    order=2,
    icon="receiving",
    title=_("Receive"),
    purpose=_("What you took in from a supplier: which lot, how much, from whom."),
    columns=(
        columns.DAY,
        columns.HOUR,
        columns.PLACE,
        SUPPLIER,
        columns.GOODS,
        LOT,
        columns.AMOUNT,
        columns.UNIT,
        columns.DELIVERY_NOTE,
        columns.EXPIRY,
        columns.NOTE,
    ),
    event=event,
    examples=(
        (
            "21/11/2026",
            "06:45",
            "Kho chính",
            "HTX Rau an toàn Thanh Yên",
            "Cải ngọt",
            "2111-R2",
            "12,5",
            "kg",
            "PG-0123",
            "",
            "",
        ),
        (
            "21/11/2026",
            "6h50",
            "Kho chính",
            "5600123456",
            "Nước mắm",
            "L0926",
            "24",
            "chai",
            "",
            "30/09/2027",
            "2 thùng",
        ),
    ),
)
