from nguon.food.kitchen.models import FridgeReading
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.rules.bodies import FridgeRead


def project(filing: Filing, body: FridgeRead) -> None:
    FridgeReading.objects.create(
        **filing.act_fields(body.read_at, body.note),
        fridge_id=body.fridge_id,
        celsius=body.celsius,
    )
