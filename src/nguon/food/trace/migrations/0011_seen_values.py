from django.db import migrations, models

_STANDARD = (
    "'ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent',"
    " 'AssociationEvent'"
)
_FILL = f"""
insert into trace_seen_value (viewer, kind, value)
select distinct seen.viewer, said.kind, said.value
from trace_event e
cross join lateral (values
    ('read_point', e.read_point),
    ('biz_location', e.biz_location),
    ('biz_step', case when e.biz_step like '%%:%%' then e.biz_step end),
    ('disposition', case when e.disposition like '%%:%%' then e.disposition end),
    ('type', case when e.type not in ({_STANDARD}) then e.type end)
) said(kind, value)
cross join lateral (
    select '*' union all select e.tenant_id::text union all select e.read_point
    union all select e.biz_location union all
    select n.uri from trace_event_link l join trace_node n on n.id = l.node_id
    where l.event_id = e.id and l.role = 'destination'
) seen(viewer)
where said.value is not null and seen.viewer is not null
"""  # noqa: S608 the texts are this file's own


class Migration(migrations.Migration):
    """What stands in somebody's events, for lists that must not read all events."""

    dependencies = [("trace", "0010_words_of_events")]

    operations = [
        migrations.CreateModel(
            name="SeenValue",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "viewer",
                        "kind",
                        "value",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("viewer", models.TextField(db_collation="C")),
                ("kind", models.CharField(max_length=12)),
                ("value", models.TextField(db_collation="C")),
            ],
            options={"db_table": "trace_seen_value"},
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
    ]
