from nguon.food.kitchen.models import Countersignature
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import DayCountersigned


def project(filing: Filing, body: DayCountersigned, table: Worktable) -> None:
    row = Countersignature(
        **filing.act_fields(body.signed_at, body.note), date=body.date, day_hash=body.day_hash
    )
    table.add(row)
