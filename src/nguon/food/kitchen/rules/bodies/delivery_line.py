from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.food.kitchen.choices import (
    DeliveryDecision,
    QuickTest,
    Result,
)
from nguon.food.kitchen.rules.bound_code import said_code
from nguon.food.kitchen.rules.reading import Reader
from nguon.ground.products.choices import ProductGroup, Storage

GOODS_UNITS = ("KGM", "GRM", "LTR", "MLT", "H87")


@dataclass(frozen=True)
class Source:
    """Where goods came from: a registered legal name, or the cook's words for somebody else."""

    name_id: int | None
    name: str
    address: str
    phone: str


@dataclass(frozen=True)
class DeliveryLine:
    """One line of Mẫu 1. `lot_code` is what the supplier printed, if anything.

    `label` is a code printed beforehand and stuck on the goods, as a canonical identifier.
    `share` lets a return of these goods warn the kitchens that buy from the same supplier.
    """

    received_at: datetime
    group: str
    product_id: UUID | None
    product_name: str
    amount: Decimal
    uom: str
    source: Source
    deliverer: str
    maker_name: str
    maker_address: str
    expiry_date: date | None
    storage: str
    invoice: str
    veterinary_registration: str
    quarantine_certificate: str
    sensory: str
    quick_test: str
    decision: str
    returned_amount: Decimal
    rejection_reason: str
    lot_code: str
    label: str
    share: bool
    note: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        decision = r.choice("decision", DeliveryDecision)
        amount = r.decimal("amount", low="0.001", high="100000", places=3)
        line = cls(
            received_at=r.instant("received_at"),
            group=r.choice("group", ProductGroup),
            product_id=r.maybe_uuid("product_id"),
            product_name=r.text("product_name"),
            amount=amount,
            uom=_unit(r),
            source=_source(r.inside("source")),
            deliverer=r.text("deliverer", required=False),
            maker_name=r.text("maker_name", required=False),
            maker_address=r.text("maker_address", longest=300, required=False),
            expiry_date=r.maybe_day("expiry_date"),
            storage=r.choice("storage", Storage, required=False),
            invoice=r.text("invoice", longest=120, required=False),
            veterinary_registration=r.text("veterinary_registration", longest=120, required=False),
            quarantine_certificate=r.text("quarantine_certificate", longest=120, required=False),
            sensory=r.choice("sensory", Result),
            quick_test=r.choice("quick_test", QuickTest),
            decision=decision,
            returned_amount=_returned(r, decision=decision, amount=amount),
            rejection_reason=r.text(
                "rejection_reason",
                longest=1000,
                required=decision in (DeliveryDecision.PARTLY, DeliveryDecision.REJECTED),
            ),
            lot_code=r.text("lot_code", longest=300, required=False),
            label=said_code(r, "label", r.text("label", longest=300, required=False)),
            share=r.data.get("share") is None or r.flag("share"),
            note=r.text("note", longest=2000, required=False),
        )
        _require_handling(r, line)
        return line

    @property
    def happened_at(self) -> datetime:
        return self.received_at


def _require_handling(r: Reader, line: DeliveryLine) -> None:
    failed = line.sensory == Result.FAIL or line.quick_test == QuickTest.FAIL
    if failed and line.decision == DeliveryDecision.ACCEPTED and not line.note:
        r.fault(
            "note",
            _("A failed check with accepted goods needs the handling written down."),
            expected=_("what was done (Biện pháp xử lý)"),
            got=None,
        )


def _unit(r: Reader) -> str:
    uom = r.text("uom", longest=3)
    if uom and uom not in GOODS_UNITS:
        r.fault("uom", _("This is not on the list."), expected=", ".join(GOODS_UNITS), got=uom)
    return uom


def _source(r: Reader) -> Source:
    name_id = r.maybe_integer("name_id", low=1, high=2**62)
    return Source(
        name_id=name_id,
        name=r.text("name", required=name_id is None),
        address=r.text("address", longest=300, required=False),
        phone=r.text("phone", longest=40, required=False),
    )


def _returned(r: Reader, *, decision: str, amount: Decimal) -> Decimal:
    """All of it when rejected; some of it, as weighed, when partly returned; else nothing."""
    if decision == DeliveryDecision.REJECTED:
        return amount
    if decision != DeliveryDecision.PARTLY:
        return Decimal(0)
    returned = r.decimal("returned_amount", low="0.001", high="100000", places=3)
    if returned >= amount:
        r.fault(
            "returned_amount",
            _("More was returned than came."),
            expected=_("less than %(amount)s") % {"amount": amount},
            got=returned,
        )
    return returned
