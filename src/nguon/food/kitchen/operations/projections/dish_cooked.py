from decimal import Decimal

from nguon.food.kitchen.models import CookingCheck, Ingredient, ReceivedLine
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import DishCooked

TENTH = Decimal("0.1")


def project(filing: Filing, body: DishCooked, table: Worktable) -> None:
    check = CookingCheck(
        **filing.act_fields(body.cook_done_at, body.note),
        dish=table.dishes[body.dish_id],
        portions=body.portions,
        prep_done_at=body.prep_done_at,
        cook_done_at=body.cook_done_at,
        people=body.people,
        tools=body.tools,
        area=body.area,
        sensory=body.sensory,
        core_celsius=None if body.core_celsius is None else body.core_celsius.quantize(TENTH),
    )
    table.add(check)
    for position, used in enumerate(body.lots, start=1):
        line = table.version(ReceivedLine, used.line_id)
        table.ingredients[check.pk].append(
            Ingredient(
                check_made=check,
                position=position,
                line_root_id=line.root_id,
                lot_uri=line.lot_uri,
                name=line.product_name,
                amount=used.amount,
                uom=used.uom,
            )
        )
