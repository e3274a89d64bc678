from nguon.food.kitchen.models import RetainedSample
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import SampleTaken
from nguon.food.kitchen.rules.lots import own_object


def project(filing: Filing, body: SampleTaken, table: Worktable) -> None:
    box = own_object(filing.root_id, "sample")
    row = RetainedSample(
        **filing.act_fields(body.taken_at, body.note),
        dish=table.dishes[body.dish_id],
        amount=body.amount,
        uom=body.uom,
        container=body.container,
        sealed=body.sealed,
        seal=body.seal,
        fridge=table.fridges[body.fridge_id] if body.fridge_id else None,
        container_uri=body.box,
        box_uri=box.uri,
        box_code=box.code,
    )
    table.add(row)
