from django.db import models

from nguon.food.trace.models.vocabulary_element import VocabularyElement


class VocabularyChild(models.Model):
    """One identifier directly below an element, as it now stands (EPCIS 2.0 §6.5). Derived.

    The child is named by its canonical URI, whether or not anybody says more of it.
    """

    pk = models.CompositePrimaryKey("element_id", "uri")
    element = models.ForeignKey(
        VocabularyElement,
        on_delete=models.DO_NOTHING,
        related_name="children",
        db_constraint=False,
        db_index=False,
    )
    uri = models.TextField(db_collation="C")

    class Meta:
        db_table = "trace_vocabulary_child"
        indexes = [models.Index(fields=["uri"], name="trace_vocabulary_child_uri")]

    def __str__(self) -> str:
        return self.uri
