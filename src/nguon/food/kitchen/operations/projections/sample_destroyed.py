from nguon.food.kitchen.models import RetainedSample, SampleDestruction
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import SampleDestroyed


def project(filing: Filing, body: SampleDestroyed, table: Worktable) -> None:
    row = SampleDestruction(
        **filing.act_fields(body.destroyed_at, body.note),
        sample_root_id=table.version(RetainedSample, body.sample_id).root_id,
        condition=body.condition,
    )
    table.add(row)
