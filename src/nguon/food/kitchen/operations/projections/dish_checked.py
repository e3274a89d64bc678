from nguon.food.kitchen.models import ServingCheck
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import DishChecked


def project(filing: Filing, body: DishChecked, table: Worktable) -> None:
    row = ServingCheck(
        **filing.act_fields(body.portioned_at, body.note),
        dish=table.dishes[body.dish_id],
        portions=body.portions,
        portioned_at=body.portioned_at,
        utensils=body.utensils,
        utensils_note=body.utensils_note,
        sensory=body.sensory,
        decision=body.decision,
    )
    table.add(row)
