from django.db import models

from nguon.food.trace.models.vocabulary_statement import VocabularyStatement


class VocabularyElement(models.Model):
    """What one organisation now says of one identifier in one vocabulary. Derived.

    Attributes and children are those of the latest statement that gave them. Two organisations
    may say different things of one identifier: each has its own row.
    """

    id = models.BigAutoField(primary_key=True)
    tenant_id = models.UUIDField(help_text="The organisation that says so.")
    type = models.TextField(db_collation="C")
    uri = models.TextField(db_collation="C")
    statement = models.ForeignKey(
        VocabularyStatement,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
        help_text="The latest one.",
    )

    class Meta:
        db_table = "trace_vocabulary_element"
        constraints = [
            models.UniqueConstraint(
                fields=["uri", "type", "tenant_id"], name="trace_vocabulary_element_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uri} ({self.type})"
