"""Steps 2 and 3 as EPCIS: lots become a dish, the dish is inspected and dispensed."""

from collections.abc import Iterable
from decimal import Decimal

from nguon.core.epcis import Event, ObjectEvent, QuantityElement, TransformationEvent
from nguon.food.kitchen.choices import ServingDecision
from nguon.food.kitchen.models import CookingCheck, Dish, EatingStart, ServingCheck
from nguon.food.kitchen.operations.events.frame import Frame, Things, plain


def events_of_cooking(frame: Frame, check: CookingCheck) -> list[Event]:
    """Without known lots nothing was transformed that we could name: the dish is only created."""
    said = {"nguon:name": check.dish.name, "nguon:note": check.note}
    if check.core_celsius is not None:
        said["nguon:coreCelsius"] = str(check.core_celsius)
    dish = QuantityElement(check.dish.lot_uri, Decimal(check.portions))
    used = list(check.ingredients.all())
    members = frame.members("cooking", said)
    if not used:
        return [
            ObjectEvent(
                **members,
                action="ADD",
                biz_step="creating_class_instance",
                disposition="active",
                quantity_list=(dish,),
            )
        ]
    inputs = Things.of(
        *((one.lot_uri, plain(one.amount) if one.amount else None, one.uom) for one in used)
    )
    return [
        TransformationEvent(
            **members,
            biz_step="creating_class_instance",
            disposition="active",
            input_epc_list=inputs.epcs,
            input_quantity_list=inputs.quantities,
            output_quantity_list=(dish,),
        )
    ]


def events_of_serving_check(frame: Frame, check: ServingCheck) -> list[Event]:
    """A dish checked only after the meal had begun is dispensed by its own record."""
    stopped = check.decision == ServingDecision.STOP
    inspected = ObjectEvent(
        **frame.members("inspecting", {"nguon:name": check.dish.name, "nguon:note": check.note}),
        action="OBSERVE",
        biz_step="inspecting",
        disposition="non_conformant" if stopped else "conformant",
        quantity_list=(QuantityElement(check.dish.lot_uri, Decimal(check.portions)),),
    )
    begun = EatingStart.objects.standing().filter(meal=check.dish.meal_id).exists()
    if stopped or not begun:
        return [inspected]
    return [inspected, _dispensed(frame, [(check.dish, check.portions)], name=check.dish.name)]


def events_of_eating(frame: Frame, start: EatingStart) -> list[Event]:
    served = list(dishes_going_out(start))
    if not served:
        return []
    return [_dispensed(frame, served, name=", ".join(dish.name for dish, _ in served))]


def dishes_going_out(start: EatingStart) -> Iterable[tuple[Dish, int]]:
    """Every cooked dish of the meal that nobody stopped, checked or not: pupils do eat it."""
    for dish in start.meal.dishes.all():
        cooked = dish.cooking_checks.filter(superseded_by=None).last()
        checks = list(dish.serving_checks.filter(superseded_by=None))
        if any(check.decision == ServingDecision.STOP for check in checks):
            continue
        if checks:
            yield dish, checks[-1].portions
        elif cooked is not None:
            yield dish, cooked.portions


def _dispensed(frame: Frame, served: list[tuple[Dish, int]], *, name: str) -> Event:
    return ObjectEvent(
        **frame.members("dispensing", {"nguon:name": name}),
        action="OBSERVE",
        biz_step="dispensing",
        disposition="dispensed",
        quantity_list=tuple(
            QuantityElement(dish.lot_uri, Decimal(portions)) for dish, portions in served
        ),
    )
