from django.db import models
from django.db.models.functions import Left

from nguon.food.trace.models.exact_decimal_field import ExactDecimalField
from nguon.food.trace.models.vocabulary_element import VocabularyElement


class VocabularyAttribute(models.Model):
    """One value of one attribute of an element as it now stands. Derived.

    `name` is the full URI. An attribute that is said several times in one statement has several
    values. `num` and `moment` are filled where the value is a number or an instant, for
    comparing; an object has its JSON as `value`.
    """

    pk = models.CompositePrimaryKey("element_id", "name", "position")
    element = models.ForeignKey(
        VocabularyElement,
        on_delete=models.DO_NOTHING,
        related_name="attributes",
        db_constraint=False,
        db_index=False,
    )
    name = models.TextField(db_collation="C")
    position = models.IntegerField()
    value = models.TextField()
    num = ExactDecimalField(null=True)
    moment = models.DateTimeField(null=True)

    class Meta:
        db_table = "trace_vocabulary_attribute"
        indexes = [
            models.Index("name", Left("value", 200), name="trace_vocabulary_value"),
            models.Index("name", "num", name="trace_vocabulary_num"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
