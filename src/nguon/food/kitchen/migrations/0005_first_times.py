"""A correction bears the times at which the first version of its chain was saved and received."""

from collections.abc import Iterator

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

ACTS = [
    "cookingcheck",
    "countersignature",
    "eatingstart",
    "fridgereading",
    "hold",
    "holdrelease",
    "mealplanning",
    "receivedline",
    "retainedsample",
    "sampledestruction",
    "servingcheck",
]

FILL = """
    UPDATE kitchen_{act} later
    SET first_entered_at = first.entered_at, first_received_at = first.received_at
    FROM kitchen_{act} first
    WHERE first.record_id = later.root_id AND later.record_id <> later.root_id
"""


def _columns() -> Iterator[Operation]:
    for act in ACTS:
        for name in ("first_entered_at", "first_received_at"):
            yield migrations.AddField(act, name, models.DateTimeField(null=True))


def _contents() -> Iterator[Operation]:
    for act in ACTS:
        yield migrations.RunSQL(FILL.format(act=act), migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("kitchen", "0004_fridge_out_of_use")]
    operations = [*_columns(), *_contents()]
