from nguon.food.kitchen.models import EatingStart
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import EatingStarted


def project(filing: Filing, body: EatingStarted, table: Worktable) -> None:
    row = EatingStart(
        **filing.act_fields(body.started_at, body.note), meal=table.meals[body.meal_id]
    )
    table.add(row)
