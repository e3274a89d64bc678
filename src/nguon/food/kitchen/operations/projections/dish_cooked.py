from nguon.food.kitchen.models import CookingCheck, Ingredient
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.queries.supply import line_standing
from nguon.food.kitchen.rules.bodies import DishCooked


def project(filing: Filing, body: DishCooked) -> None:
    check = CookingCheck.objects.create(
        **filing.act_fields(body.cook_done_at, body.note),
        dish_id=body.dish_id,
        portions=body.portions,
        prep_done_at=body.prep_done_at,
        cook_done_at=body.cook_done_at,
        people=body.people,
        tools=body.tools,
        area=body.area,
        sensory=body.sensory,
        core_celsius=body.core_celsius,
    )
    for position, used in enumerate(body.lots, start=1):
        line = line_standing(used.line_id)
        Ingredient.objects.create(
            check_made=check,
            position=position,
            line_root_id=line.root_id,
            lot_uri=line.lot_uri,
            name=line.product_name,
            amount=used.amount,
            uom=used.uom,
        )
