"""What left for somebody else (EPCIS ObjectEvent OBSERVE, shipping)."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from nguon.core.epcis import BizTransaction, BusinessEvent, Destination, ObjectEvent, Source
from nguon.food.exchange.rules import columns
from nguon.food.exchange.rules.column import Column, Kind, Values
from nguon.food.exchange.rules.speaker import Speaker, quantity
from nguon.food.exchange.rules.template import Template

CUSTOMER = Column(
    key="partner",
    kind=Kind.PARTY,
    title=_("Customer"),
    help=_("Who gets it: legal name, tax code or identifier as registered."),
    example="Trường PTDTBT Tiểu học Nà Tấu",
    other_titles=("Buyer", "Bên nhận", "Người mua"),
    width=30,
)
DESTINATION = Column(
    key="partner_place",
    kind=Kind.PARTY_PLACE,
    title=_("Customer's place"),
    help=_("To which of the customer's kitchens or stores, if it has several."),
    required=False,
    example="Bếp ăn điểm trường chính",
    other_titles=("Deliver to", "Nơi nhận", "Nơi giao đến"),
    width=26,
)
LOT = Column(
    key="lot",
    kind=Kind.LOT_HELD,
    title=_("Lot number"),
    help=_("The lot as you harvested, made or received it."),
    example="2111-R2",
    other_titles=("Lot", "Số lô", "Mã lô", "Lô"),
    width=18,
)


def event(rows: Sequence[Values], speaker: Speaker) -> BusinessEvent:
    (row,) = rows
    ours = speaker.party.identifier
    papers: tuple[BizTransaction, ...] = ()
    if "delivery_note" in row:
        papers = (speaker.document("desadv", row["delivery_note"], issuer=ours),)
    goes_to = [Destination("possessing_party", row["partner"].identifier)]
    if "partner_place" in row:
        goes_to.append(Destination("location", row["partner_place"].identifier))
    said = {"nguon:name": row["goods"].name, "nguon:lotCode": row["lot"].number}
    return ObjectEvent(
        **speaker.members(row, said),
        action="OBSERVE",
        biz_step="shipping",
        disposition="in_transit",
        quantity_list=(quantity(row),),
        biz_transaction_list=papers,
        source_list=(Source("possessing_party", ours),),
        destination_list=tuple(goes_to),
    )


TEMPLATE = Template(
    key="ship",
    order=4,
    icon="shop",
    title=_("Ship"),
    purpose=_("What you sent to a school or a buyer: which lot, how much, to whom."),
    columns=(
        columns.DAY,
        columns.HOUR,
        columns.PLACE,
        CUSTOMER,
        DESTINATION,
        columns.GOODS,
        LOT,
        columns.AMOUNT,
        columns.UNIT,
        columns.DELIVERY_NOTE,
        columns.NOTE,
    ),
    event=event,
    examples=(
        (
            "21/11/2026",
            "04:40",
            "Nhà sơ chế",
            "Trường PTDTBT Tiểu học Nà Tấu",
            "Bếp ăn điểm trường chính",
            "Cải ngọt",
            "2111-R2",
            "12,5",
            "kg",
            "PG-0123",
            "",
        ),
    ),
)
