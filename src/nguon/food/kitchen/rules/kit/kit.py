"""The kit as a whole."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.core.haccp import Limits
from nguon.food.kitchen.queries.holds import open_holds_of_place
from nguon.food.kitchen.queries.kit_rows import (
    fridges_with_last,
    goods_of,
    menu_of,
    shelf_of,
    starts_of,
)
from nguon.food.kitchen.queries.sister_warnings import SisterWarning, warnings_for
from nguon.food.kitchen.queries.stops import held_elsewhere
from nguon.food.kitchen.rules.kit.goods import kit_lines, kit_suppliers
from nguon.food.kitchen.rules.kit.menu import kit_meals
from nguon.food.kitchen.rules.kit.people import kit_calls, kit_people, staff_of
from nguon.food.kitchen.rules.kit.shelf import kit_fridges, kit_samples
from nguon.food.kitchen.rules.kit.stops import stop_list_of
from nguon.food.kitchen.rules.kit.values import instant, number
from nguon.food.kitchen.rules.kit.version import version_from
from nguon.food.kitchen.rules.limits import limits_on
from nguon.ground.people.models import Device, Place


def kit_text(device: Device, *, at: datetime) -> str:
    """The same bytes for the same facts."""
    return json.dumps(kit_of(device, at=at), ensure_ascii=False, separators=(",", ":"))


def kit_of(device: Device, *, at: datetime) -> dict[str, Any]:
    """Everything of the device's kitchen that its people need without a network; no pupils."""
    place, today = device.place, clock.local_day(at)
    staff = staff_of(place, at)
    people, warnings = kit_people(staff), warnings_for(place, at=at)
    limits, goods = limits_on(today), goods_of(place, on=today)
    boxes = shelf_of(place, on=today)
    starts = starts_of({box.sample.dish.meal_id for box in boxes})
    standing, elsewhere = open_holds_of_place(place.id), held_elsewhere(place, at=at)
    return {
        "version": version_from(place, at=at, staff=people, warnings=warnings, elsewhere=elsewhere),
        "kitchen": _kitchen(place),
        "device": {"id": str(device.pk), "name": device.name},
        "identifier_host": settings.NGUON_IDENTIFIER_HOST,
        "limits": _limits(limits),
        "people": people,
        "meals": kit_meals(menu_of(place, on=today)),
        "suppliers": kit_suppliers(goods),
        "lines": kit_lines(goods, on=today),
        "fridges": kit_fridges(fridges_with_last(place, on=today), limits),
        "samples": kit_samples(boxes, standing, elsewhere, starts=starts, on=today),
        "stop_list": stop_list_of(place, at=at, own=standing, elsewhere=elsewhere),
        "warnings": [_warning(one) for one in warnings],
        "calls": kit_calls(staff),
    }


def supplier_words(warning: SisterWarning) -> str:
    """Named as on the papers; who may only be the same is not accused as if they were."""
    if warning.is_certain:
        return warning.supplier
    return _("%(name)s (may be the same source)") % {"name": warning.supplier}


def _kitchen(place: Place) -> dict[str, str]:
    return {
        "id": str(place.pk),
        "name": place.name,
        "school": place.organisation.display_name,
        "commune": place.commune.name if place.commune else "",
    }


def _limits(limits: Limits) -> dict[str, Any]:
    keep = max(limits.sample_keep, limits.sample_keep_default)
    return {
        "sample_hours": int(keep.total_seconds() // 3600),
        "solid_grams": number(limits.sample_solid_g),
        "liquid_millilitres": number(limits.sample_liquid_ml),
        "core_celsius": number(limits.core_temperature),
        "on_time_minutes": int(limits.on_time.total_seconds() // 60),
    }


def _warning(one: SisterWarning) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "kind": one.kind,
        "organisation": str(one.organisation) if one.organisation else None,
        "supplier": supplier_words(one),
        "names": list(one.names),
        "goods": one.goods,
        "reason": one.reason,
        "at": instant(one.at),
        "kitchen": one.kitchen,
        "commune": one.commune,
    }
