from nguon.food.kitchen.models import Hold, HoldRelease
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.bodies import HoldPlaced, HoldReleased


def project(filing: Filing, body: HoldPlaced, table: Worktable) -> None:
    row = Hold(
        **filing.act_fields(body.held_at, body.note),
        kind=body.kind,
        cause=body.cause,
        sample_ids=[str(sample) for sample in body.sample_ids],
        lot_uris=list(body.lot_uris),
        meal_ids=[str(meal) for meal in body.meal_ids],
        sick=body.suspected.sick,
        first_onset_at=body.suspected.first_onset_at,
        symptoms=list(body.suspected.symptoms),
    )
    table.add(row)


def project_release(filing: Filing, body: HoldReleased, table: Worktable) -> None:
    row = HoldRelease(
        **filing.act_fields(body.released_at, body.note),
        hold_root_id=table.version(Hold, body.hold_id).root_id,
        finding=body.finding,
    )
    table.add(row)
