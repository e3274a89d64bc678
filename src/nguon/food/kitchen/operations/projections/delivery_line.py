from typing import Any

from nguon.base.folded_phone import folded_phone
from nguon.base.folded_text import folded
from nguon.food.kitchen.models import ReceivedLine
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import DeliveryLine
from nguon.food.kitchen.rules.lots import lot_of_delivery
from nguon.ground.people.models import OrganisationName


def project(filing: Filing, body: DeliveryLine, table: Worktable) -> None:
    name = table.names[body.source.name_id] if body.source.name_id else None
    gtin = table.gtin(body.product_id)
    lot = lot_of_delivery(filing.root_id, lot_code=body.lot_code, gtin=gtin)
    supplier = name.organisation if name else None
    line = ReceivedLine(
        **filing.act_fields(body.received_at, body.note),
        group=body.group,
        product_id=body.product_id,
        product_name=body.product_name,
        amount=body.amount,
        uom=body.uom,
        returned_amount=body.returned_amount,
        supplier=supplier,
        supplier_name=name,
        **_source_fields(body, name),
        in_contract=table.is_in_contract(supplier.pk if supplier else None, on=body.received_at),
        deliverer=body.deliverer,
        maker_name=body.maker_name,
        maker_address=body.maker_address,
        expiry_date=body.expiry_date,
        storage=body.storage,
        invoice=body.invoice,
        veterinary_registration=body.veterinary_registration,
        quarantine_certificate=body.quarantine_certificate,
        sensory=body.sensory,
        quick_test=body.quick_test,
        decision=body.decision,
        rejection_reason=body.rejection_reason,
        lot_uri=lot.uri,
        lot_code=lot.code,
        lot_is_suppliers=lot.is_suppliers,
        label_uri=body.label,
        share=body.share,
    )
    table.add(line)


def _source_fields(body: DeliveryLine, name: OrganisationName | None) -> dict[str, Any]:
    """As registered, where it is; the cook's own words fill what is not."""
    legal_name = name.legal_name if name else body.source.name
    phone = body.source.phone or (name.phone if name else "")
    return {
        "source_name": legal_name,
        "source_key": folded(legal_name)[:200],
        "source_address": body.source.address or (name.address if name else ""),
        "source_phone": phone,
        "source_phone_key": folded_phone(phone),
    }
