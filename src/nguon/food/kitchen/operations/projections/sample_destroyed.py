from nguon.food.kitchen.models import RetainedSample, SampleDestruction
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.rules.bodies import SampleDestroyed


def project(filing: Filing, body: SampleDestroyed) -> None:
    SampleDestruction.objects.create(
        **filing.act_fields(body.destroyed_at, body.note),
        sample_root_id=RetainedSample.objects.get(record_id=body.sample_id).root_id,
        condition=body.condition,
    )
