"""Suppliers with what they usually bring, and the lots that may still be in the kitchen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from nguon.base.folded_text import folded
from nguon.food.kitchen.queries.kit_rows import Goods, is_taken_along
from nguon.food.kitchen.rules.bound_code import scanned_code
from nguon.food.kitchen.rules.kit.values import instant, number
from nguon.ground.people.models import OrganisationName
from nguon.ground.products.models import Product

MOST_GOODS = 12
MOST_AMOUNTS = 4


@dataclass
class _Usual:
    """What one actor brings, the latest first."""

    goods: dict[tuple[object, ...], dict[str, Any]] = field(default_factory=dict)

    def brought(self, line: dict[str, Any]) -> None:
        key = (line["product_id"] or folded(line["product_name"]), line["group"], line["uom"])
        known = self.goods.get(key)
        if known is None:
            if len(self.goods) >= MOST_GOODS:
                return
            known = self.goods[key] = {
                "product": str(line["product_id"]) if line["product_id"] else None,
                "name": line["product_name"],
                "group": line["group"],
                "uom": line["uom"],
                "storage": line["storage"],
                "amounts": [],
            }
        amount = number(line["amount"])
        if amount not in known["amounts"] and len(known["amounts"]) < MOST_AMOUNTS:
            known["amounts"].append(amount)

    def sells(self, product: Product) -> None:
        """An article nobody has received yet: offered without any amount."""
        if len(self.goods) < MOST_GOODS:
            key = (product.pk, product.group, product.default_uom)
            offered = {
                "product": str(product.pk),
                "name": product.name,
                "group": product.group,
                "uom": product.default_uom,
                "storage": product.storage,
                "amounts": [],
            }
            self.goods.setdefault(key, offered)


def kit_suppliers(goods: Goods) -> list[dict[str, Any]]:
    """One entry a legal name; what an actor brings is the same under each of its names."""
    usual: dict[UUID, _Usual] = {}
    for line in goods.lines:
        if line["supplier_id"] is not None:
            usual.setdefault(line["supplier_id"], _Usual()).brought(line)
    for product in goods.products:
        if product.owner_organisation_id is not None:
            usual.setdefault(product.owner_organisation_id, _Usual()).sells(product)
    latest = {name: place for place, name in enumerate(_names_by_delivery(goods))}
    names = sorted(goods.names, key=lambda one: (latest.get(one.pk, len(latest)), one.pk))
    return [_supplier(name, usual, goods.contracted) for name in names]


def _supplier(
    name: OrganisationName, usual: dict[UUID, _Usual], contracted: frozenset[UUID]
) -> dict[str, Any]:
    brings = usual.get(name.organisation_id)
    return {
        "name_id": name.pk,
        "name": name.legal_name,
        "organisation": str(name.organisation_id),
        "address": name.address,
        "phone": name.phone,
        "in_contract": name.organisation_id in contracted,
        "goods": list(brings.goods.values()) if brings else [],
    }


def _names_by_delivery(goods: Goods) -> Iterable[int]:
    """Legal names in the order of their last deliveries, the newest first."""
    return dict.fromkeys(
        line["supplier_name_id"] for line in goods.lines if line["supplier_name_id"] is not None
    )


def kit_lines(goods: Goods, *, on: date) -> list[dict[str, Any]]:
    return [
        {
            "id": str(line["root_id"]),
            "record": str(line["record_id"]),
            "lot_uri": line["lot_uri"],
            "lot_code": line["lot_code"],
            "label": scanned_code(line["label_uri"]) if line["label_uri"] else "",
            "product": str(line["product_id"]) if line["product_id"] else None,
            "name": line["product_name"],
            "group": line["group"],
            "amount": number(line["amount"]),
            "uom": line["uom"],
            "supplier": line["source_name"],
            "supplier_name_id": line["supplier_name_id"],
            "organisation": str(line["supplier_id"]) if line["supplier_id"] else None,
            "received_at": instant(line["happened_at"]),
            "expiry_date": line["expiry_date"].isoformat() if line["expiry_date"] else None,
            "decision": line["decision"],
        }
        for line in goods.lines
        if is_taken_along(line, on=on)
    ]
