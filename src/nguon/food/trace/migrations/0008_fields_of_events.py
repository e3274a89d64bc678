from typing import Any

from django.db import migrations

from nguon.core.epcis import parse_document, read_event
from nguon.core.epcis.query import event_fields
from nguon.food.trace.operations.copy_fields import copy_fields

_BATCH = 500


def fill(apps: Any, schema_editor: Any) -> None:
    """The fields of the events that were captured before there was a table for them."""
    events = apps.get_model("trace", "Event").objects.only("id", "raw", "context")
    last = 0
    while batch := list(events.filter(id__gt=last).order_by("id")[:_BATCH]):
        rows = []
        for event in batch:
            members = parse_document(bytes(event.raw)).root
            rows.append(
                (event.id, event_fields(read_event(members, document_context=event.context)))
            )
        copy_fields(rows)
        last = batch[-1].id


class Migration(migrations.Migration):
    dependencies = [("trace", "0007_event_fields")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
