from nguon.base.folded_phone import folded_phone
from nguon.base.folded_text import folded
from nguon.food.kitchen.models import ReceivedLine
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.queries.supply import is_in_contract
from nguon.food.kitchen.rules.bodies import DeliveryLine
from nguon.food.kitchen.rules.lots import LotIdentity, lot_of_delivery
from nguon.ground.people.models import OrganisationName
from nguon.ground.products.models import Product


def project(filing: Filing, body: DeliveryLine) -> None:
    name = (
        OrganisationName.objects.select_related("organisation").get(id=body.source.name_id)
        if body.source.name_id
        else None
    )
    lot = _lot(filing, body)
    source_name = name.legal_name if name else body.source.name
    source_phone = body.source.phone or (name.phone if name else "")
    ReceivedLine.objects.create(
        **filing.act_fields(body.received_at, body.note),
        group=body.group,
        product_id=body.product_id,
        product_name=body.product_name,
        amount=body.amount,
        uom=body.uom,
        returned_amount=body.returned_amount,
        supplier_id=name.organisation_id if name else None,
        supplier_name=name,
        source_name=source_name,
        source_key=folded(source_name)[:200],
        source_address=body.source.address or (name.address if name else ""),
        source_phone=source_phone,
        source_phone_key=folded_phone(source_phone),
        in_contract=is_in_contract(
            filing.record.place_id,
            name.organisation_id if name else None,
            on=body.received_at,
        ),
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


def _lot(filing: Filing, body: DeliveryLine) -> LotIdentity:
    gtin = ""
    if body.product_id:
        gtin = Product.objects.values_list("gtin", flat=True).get(id=body.product_id) or ""
    return lot_of_delivery(filing.root_id, lot_code=body.lot_code, gtin=gtin)
