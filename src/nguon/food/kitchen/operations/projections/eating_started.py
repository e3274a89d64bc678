from nguon.food.kitchen.models import EatingStart
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.rules.bodies import EatingStarted


def project(filing: Filing, body: EatingStarted) -> None:
    EatingStart.objects.create(
        **filing.act_fields(body.started_at, body.note), meal_id=body.meal_id
    )
