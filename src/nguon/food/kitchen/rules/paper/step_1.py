"""Mẫu số 1, both parts: goods as they came in."""

from collections.abc import Mapping

from nguon.base.paper.form import FormRow
from nguon.food.kitchen.choices import DeliveryDecision, QuickTest
from nguon.food.kitchen.models import ReceivedLine
from nguon.food.kitchen.queries.paper import PaperDay
from nguon.food.kitchen.rules.paper.tracing import Tracing, amount, joined, moment, ticks
from nguon.ground.products.choices import ProductGroup, Storage

_STORAGE = {
    Storage.AMBIENT: "Nhiệt độ thường",
    Storage.CHILLED: "Lạnh",
    Storage.FROZEN: "Đông lạnh",
}


def fresh_rows(day: PaperDay, tracing: Tracing) -> list[FormRow]:
    return [
        tracing.row(chain, _fresh)
        for chain in day.lines
        if chain.now.group == ProductGroup.FRESH_FROZEN
    ]


def dry_rows(day: PaperDay, tracing: Tracing) -> list[FormRow]:
    return [
        tracing.row(chain, _dry)
        for chain in day.lines
        if chain.now.group == ProductGroup.DRY_PACKAGED
    ]


def _common(line: ReceivedLine) -> dict[str, str]:
    return {
        "product": line.product_name,
        "received_at": moment(line.happened_at),
        "amount": amount(line.amount, line.uom),
        "supplier": line.source_name if line.registered else f"{line.source_name} (chưa đăng ký)",
        "supplier_contact": joined([line.source_address, line.source_phone], by=", "),
        "deliverer": line.deliverer,
        "invoice": line.invoice,
        **ticks("sensory", line.sensory),
        "action": _action(line),
    }


def _fresh(line: ReceivedLine) -> Mapping[str, str]:
    tested = "" if line.quick_test == QuickTest.NOT_DONE else line.quick_test
    return _common(line) | {
        "veterinary_registration": line.veterinary_registration,
        "quarantine_certificate": line.quarantine_certificate,
        **(ticks("quick_test", tested) if tested else _NOT_TESTED),
    }


_NOT_TESTED = {"quick_test_pass": "", "quick_test_fail": ""}


def _dry(line: ReceivedLine) -> Mapping[str, str]:
    return _common(line) | {
        "maker": line.maker_name,
        "maker_address": line.maker_address,
        "expiry_date": f"{line.expiry_date:%d/%m/%Y}" if line.expiry_date else "",
        "storage": _STORAGE[Storage(line.storage)] if line.storage else "",
    }


def _action(line: ReceivedLine) -> str:
    returned = amount(line.returned_amount, line.uom)
    decided = {
        DeliveryDecision.REJECTED: f"Trả lại toàn bộ {returned}",
        DeliveryDecision.PARTLY: f"Trả lại {returned}",
    }.get(DeliveryDecision(line.decision), "")
    outside = "Ngoài hợp đồng" if not line.in_contract else ""
    return joined([decided, line.rejection_reason, outside, line.note])
