"""What the suppliers' own software says: EPCIS documents, sent to `POST /capture` with a key.

The cooperative has no GS1 licence and uses own identifiers; the meat plant has a GTIN from the
prefix that GS1 keeps for demonstrations (952). Their events meet the kitchens' by the lot.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from nguon.core.epcis import (
    AggregationEvent,
    BizLocation,
    BizTransaction,
    Destination,
    Event,
    ObjectEvent,
    QuantityElement,
    ReadPoint,
    Source,
    TransformationEvent,
    epcis_document,
)
from nguon.core.gs1.check_digits import check_digit
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen, Supplier, demo_id
from nguon.food.kitchen.management.demo.menus import GOODS, Goods
from nguon.food.kitchen.rules.lots import own_class
from nguon.ground.people.models import Place


@dataclass(frozen=True)
class Wanted:
    """How much of one kind of goods each kitchen gets on a day."""

    goods: Goods
    amounts: Mapping[str, Decimal]
    """By key of the kitchen."""

    @property
    def total(self) -> Decimal:
        return sum(self.amounts.values(), Decimal(0))


class CaptureRefused(Exception):
    """The platform did not take a supplier's document; the demo must not go on without it."""


def packed_lot(goods: Goods, day: date) -> str:
    """The lot that is printed on the crate: a Digital Link, or an own class id."""
    if goods.gtin:
        return f"https://id.gs1.org/01/{goods.gtin}/10/{day:%y%m%d}{goods.key.upper()}"
    return own_class(demo_id("packed", goods.key, day), "lot").uri


def send_supplier_events(cast: Cast, wanted: Iterable[Wanted], *, day: date) -> None:
    """One document a supplier and day, through the public capture API."""
    by_supplier: dict[str, list[Event]] = {}
    for want in wanted:
        supplier = cast.suppliers[want.goods.source]
        if supplier.api_key:
            made = _chain(cast, supplier, want, day=day)
            by_supplier.setdefault(supplier.key, []).extend(made)
    for key, events in by_supplier.items():
        _capture(cast.suppliers[key], events, created_at=_at(day, 4, 45))


def _capture(supplier: Supplier, events: list[Event], *, created_at: datetime) -> None:
    document = epcis_document(
        sorted(events, key=lambda event: event.event_time), created_at=created_at
    )
    answer = Client(SERVER_NAME="localhost").post(
        "/capture",
        data=document.to_json(),
        content_type="application/ld+json",
        headers={"Authorization": f"Bearer {supplier.api_key}"},
    )
    if answer.status_code != 202:
        raise CaptureRefused(f"{supplier.key}: {answer.status_code} {answer.content.decode()}")


def _chain(cast: Cast, supplier: Supplier, want: Wanted, *, day: date) -> list[Event]:
    """From the field to the truck: grown, made ready, packed where it is meat, shipped."""
    origin, plant = supplier.places.values()
    raw = own_class(demo_id("raw", want.goods.key, day), "lot").uri
    packed = packed_lot(want.goods, day)
    grown = ObjectEvent(
        **_members(want, "grown", origin, at=_at(day - timedelta(days=1), 15, 10)),
        action="ADD",
        biz_step="commissioning",
        disposition="active",
        quantity_list=(QuantityElement(raw, want.total * Decimal("1.2"), "KGM"),),
    )
    ready = TransformationEvent(
        **_members(want, "ready", plant, at=_at(day - timedelta(days=1), 19, 30)),
        biz_step="creating_class_instance",
        disposition="active",
        input_quantity_list=(QuantityElement(raw, want.total * Decimal("1.2"), "KGM"),),
        output_quantity_list=(QuantityElement(packed, want.total, "KGM"),),
        ilmd={
            "cbvmda:lotNumber": f"{day:%y%m%d}-{want.goods.key.upper()}",
            "cbvmda:itemExpirationDate": (day + timedelta(days=2)).isoformat(),
        },
    )
    shipped = [
        _shipment(supplier, want, kitchen, plant=plant, day=day)
        for kitchen in cast.kitchens
        if kitchen.key in want.amounts
    ]
    boxes = [_boxed(want, cast.pilot, plant, day=day)] if want.goods.gtin else []
    return [grown, ready, *boxes, *shipped]


def _shipment(
    supplier: Supplier, want: Wanted, kitchen: Kitchen, *, plant: Place, day: date
) -> Event:
    note = f"{settings.NGUON_IDENTIFIER_HOST}:phieu-giao:{supplier.key}:{kitchen.key}:{day}"
    school = kitchen.place.organisation.identifier
    return ObjectEvent(
        **_members(want, f"shipped:{kitchen.key}", plant, at=_at(day, 4, 40)),
        action="OBSERVE",
        biz_step="shipping",
        disposition="in_transit",
        quantity_list=(
            QuantityElement(packed_lot(want.goods, day), want.amounts[kitchen.key], "KGM"),
        ),
        biz_transaction_list=(BizTransaction(f"urn:uuid:{demo_id(note)}", "desadv"),),
        source_list=(Source("possessing_party", supplier.organisation.identifier),),
        destination_list=(
            Destination("possessing_party", school),
            Destination("location", kitchen.place.identifier),
        ),
    )


def _boxed(want: Wanted, kitchen: Kitchen, plant: Place, *, day: date) -> Event:
    """The meat for the biggest kitchen travels in a box with an SSCC of its own."""
    serial = int(f"{day:%m%d}") * 10 + list(GOODS).index(want.goods.key) % 10
    body = f"39524000{serial:09}"
    return AggregationEvent(
        **_members(want, "boxed", plant, at=_at(day, 3, 50)),
        action="ADD",
        biz_step="packing",
        disposition="in_progress",
        parent_id=f"https://id.gs1.org/00/{body}{check_digit(body)}",
        child_quantity_list=(
            QuantityElement(packed_lot(want.goods, day), want.amounts[kitchen.key], "KGM"),
        ),
    )


def _members(want: Wanted, step: str, place: Place, *, at: datetime) -> dict[str, Any]:
    return {
        "event_id": f"urn:uuid:{demo_id('event', want.goods.key, step, at.date())}",
        "event_time": at,
        "context": [{"nguon": f"https://{settings.NGUON_IDENTIFIER_HOST}/voc/"}],
        "read_point": ReadPoint(place.identifier),
        "biz_location": BizLocation(place.identifier),
        "extensions": {"nguon:name": want.goods.name, "nguon:place": place.name},
    }


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_default_timezone())
