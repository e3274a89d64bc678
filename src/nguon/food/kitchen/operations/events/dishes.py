"""Steps 2 and 3 as EPCIS: lots become a dish, the dish is inspected and dispensed."""

from collections.abc import Iterable
from decimal import Decimal

from nguon.core.epcis import Event, ObjectEvent, QuantityElement, TransformationEvent
from nguon.food.kitchen.choices import ServingDecision
from nguon.food.kitchen.models import CookingCheck, Dish, EatingStart, ServingCheck
from nguon.food.kitchen.operations.events.frame import Frame, Things, plain
from nguon.food.kitchen.operations.worktable import Worktable


def events_of_cooking(frame: Frame, check: CookingCheck) -> list[Event]:
    """Without known lots nothing was transformed that we could name: the dish is only created."""
    said = {"nguon:name": check.dish.name, "nguon:note": check.note}
    if check.core_celsius is not None:
        said["nguon:coreCelsius"] = str(check.core_celsius)
    dish = QuantityElement(check.dish.lot_uri, Decimal(check.portions))
    used = frame.table.ingredients[check.pk]
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
    """A dish checked only after the meal had begun is dispensed by its own record.

    Not if somebody else stopped it: the worst check governs.
    """
    stopped = _stops(check)
    inspected = ObjectEvent(
        **frame.members("inspecting", {"nguon:name": check.dish.name, "nguon:note": check.note}),
        action="OBSERVE",
        biz_step="inspecting",
        disposition="non_conformant" if stopped else "conformant",
        quantity_list=(QuantityElement(check.dish.lot_uri, Decimal(check.portions)),),
    )
    begun = frame.table.about(EatingStart, check.dish.meal_id)
    if not begun or any(_stops(one) for one in frame.table.about(ServingCheck, check.dish_id)):
        return [inspected]
    return [inspected, _dispensed(frame, [(check.dish, check.portions)], name=check.dish.name)]


def events_of_eating(frame: Frame, start: EatingStart) -> list[Event]:
    served = list(dishes_going_out(start, frame.table))
    if not served:
        return []
    return [_dispensed(frame, served, name=", ".join(dish.name for dish, _ in served))]


def dishes_going_out(start: EatingStart, table: Worktable) -> Iterable[tuple[Dish, int]]:
    """Every cooked dish of the meal that nobody stopped, checked or not: pupils do eat it."""
    for dish in table.dishes_of([start.meal_id]):
        cooked = table.about(CookingCheck, dish.pk)
        checks = table.about(ServingCheck, dish.pk)
        if any(_stops(check) for check in checks):
            continue
        if checks:
            yield dish, checks[-1].portions
        elif cooked:
            yield dish, cooked[-1].portions


def _stops(check: ServingCheck) -> bool:
    return check.decision == ServingDecision.STOP


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
