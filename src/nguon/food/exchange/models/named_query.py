import uuid

from django.db import models
from django.db.models import Q

from nguon.core.epcis.json_text import JsonObject, read_json


class NamedQuery(models.Model):
    """A query that an organisation gave a name, as a view on whatever the asker may see.

    `query` is the POSTed form with canonical values, as text, so that its numbers stay as they
    were written; its prefixes stand in an `@context` of its own. An ended query keeps its row,
    for the log of what was delivered; its name is free again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant_id = models.UUIDField()
    name = models.TextField(db_collation="C")
    query = models.TextField()
    created_at = models.DateTimeField()
    created_by = models.TextField(help_text="The caller, as “key:…” or “person:…”.")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_named_query"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "name"],
                condition=Q(ended_at=None),
                name="exchange_query_name_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def members(self) -> JsonObject:
        members: JsonObject = read_json(self.query.encode())
        return members
