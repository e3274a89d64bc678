"""What an earlier record was about, found again so that its form can be opened once more."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.errors import Missing
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.models import Fridge, Hold, Meal
from nguon.food.kitchen.pages.desk import Desk
from nguon.food.kitchen.queries.dishes import dish_of_place, sample_of_place
from nguon.ground.people.models import OrganisationName


def subject_of(desk: Desk, kind: RecordKind, body: Mapping[str, Any]) -> Any:
    """The dish, meal, seller, fridge, box or hold; None for a kind that is about none."""
    find = _FINDERS.get(kind)
    if find is None:
        return None
    found = find(desk, body)
    if found is None and kind is not RecordKind.DELIVERY_LINE:
        raise Missing(_("What this record was about is no longer known here."))
    return found


def _dish(desk: Desk, body: Mapping[str, Any]) -> Any:
    return dish_of_place(desk.place, UUID(body["dish_id"]))


def _meal(desk: Desk, body: Mapping[str, Any]) -> Any:
    return Meal.objects.filter(place=desk.place, pk=body["meal_id"]).first()


def _seller(_desk: Desk, body: Mapping[str, Any]) -> Any:
    name_id = (body.get("source") or {}).get("name_id")
    names = OrganisationName.objects.select_related("organisation")
    return names.filter(pk=int(name_id)).first() if name_id else None


def _fridge(desk: Desk, body: Mapping[str, Any]) -> Any:
    return Fridge.objects.filter(place=desk.place, pk=body["fridge_id"]).first()


def _sample(desk: Desk, body: Mapping[str, Any]) -> Any:
    return sample_of_place(desk.place, UUID(body["sample_id"]))


def _hold(desk: Desk, body: Mapping[str, Any]) -> Any:
    return Hold.objects.filter(place=desk.place, record_id=body["hold_id"]).first()


def _day(_desk: Desk, body: Mapping[str, Any]) -> Any:
    return date.fromisoformat(body["date"])


_FINDERS: dict[RecordKind, Callable[[Desk, Mapping[str, Any]], Any]] = {
    RecordKind.MEAL_PLAN: _meal,
    RecordKind.DELIVERY_LINE: _seller,
    RecordKind.DISH_COOKED: _dish,
    RecordKind.DISH_CHECKED: _dish,
    RecordKind.EATING_STARTED: _meal,
    RecordKind.SAMPLE_TAKEN: _dish,
    RecordKind.SAMPLE_DESTROYED: _sample,
    RecordKind.FRIDGE_READING: _fridge,
    RecordKind.HOLD_RELEASED: _hold,
    RecordKind.DAY_COUNTERSIGNED: _day,
}
