"""What a cook says in each kind of record, as briefly as the server lets her. «@now» is now."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

Body = dict[str, Any]


def reading(fridge: UUID, celsius: str = "4.2") -> Body:
    return {"fridge_id": str(fridge), "celsius": celsius, "read_at": "@now"}


def delivery(name: str, *, name_id: int | None = None, amount: str = "12.5", **more: Any) -> Body:
    source = {"name_id": name_id} if name_id else {"name": "Bà Pánh ở cổng chợ"}
    return {
        "received_at": "@now",
        "group": "fresh_frozen",
        "product_name": name,
        "amount": amount,
        "uom": "KGM",
        "source": source,
        "sensory": "pass",
        "quick_test": "not_done",
        "decision": "accepted",
        **more,
    }


def rejected(name: str, *, name_id: int, reason: str) -> Body:
    return delivery(
        name, name_id=name_id, sensory="fail", decision="rejected", rejection_reason=reason
    )


def cooked(dish: UUID, *, lines: Sequence[str] = (), core: str | None = "88.5") -> Body:
    return {
        "dish_id": str(dish),
        "portions": 150,
        "prep_done_at": "@now",
        "cook_done_at": "@now",
        "people": "pass",
        "tools": "pass",
        "area": "pass",
        "sensory": "pass",
        "core_celsius": core,
        "lots": [{"line_id": line} for line in lines],
    }


def checked(dish: UUID, *, decision: str = "serve", note: str = "") -> Body:
    return {
        "dish_id": str(dish),
        "portions": 150,
        "portioned_at": "@now",
        "utensils": "pass",
        "sensory": "pass" if decision == "serve" else "fail",
        "decision": decision,
        "note": note,
    }


def sample(dish: UUID, fridge: UUID, *, amount: str = "120") -> Body:
    return {
        "dish_id": str(dish),
        "amount": amount,
        "uom": "GRM",
        "container": "Hộp inox có nắp",
        "sealed": True,
        "fridge_id": str(fridge),
        "taken_at": "@now",
    }


def destroyed(sample_id: str, *, note: str = "") -> Body:
    return {
        "sample_id": sample_id,
        "destroyed_at": "@now",
        "condition": "Còn nguyên niêm phong",
        "note": note,
    }


def hold(*, meals: Sequence[UUID] = (), lots: Sequence[str] = (), cause: str = "Nghi ngộ") -> Body:
    return {
        "held_at": "@now",
        "kind": "suspicion",
        "cause": cause,
        "meal_ids": [str(meal) for meal in meals],
        "lot_uris": list(lots),
    }


def without(body: Mapping[str, Any], member: str) -> Body:
    return {name: value for name, value in body.items() if name != member}
