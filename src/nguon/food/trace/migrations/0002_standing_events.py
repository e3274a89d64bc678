from django.db import migrations

CREATE = """
create view trace_standing_event as
select * from trace_event event
where event.error_declared_at is null and not exists (
    select from trace_event declaration
    where declaration.tenant_id = event.tenant_id
    and declaration.event_id = event.event_id
    and declaration.error_declared_at is not null)
"""


class Migration(migrations.Migration):
    """Events that nobody has declared erroneous: what the graph and a trace are made of."""

    dependencies = [("trace", "0001_events_and_graph")]

    operations = [migrations.RunSQL(CREATE, "drop view trace_standing_event")]
