from nguon.food.kitchen.models import FridgeReading
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import FridgeRead


def project(filing: Filing, body: FridgeRead, table: Worktable) -> None:
    row = FridgeReading(
        **filing.act_fields(body.read_at, body.note),
        fridge=table.fridges[body.fridge_id],
        celsius=body.celsius,
    )
    table.add(row)
