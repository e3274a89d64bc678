from django.db import models

from nguon.food.oversight.models.oversight_act import OversightAct
from nguon.ground.people.models import Organisation, Place


class RecallAct(OversightAct):
    """What was done about a recall, a drill among them: told, reminded, answered, released.

    The recall has no row of its own: it is its first act, whose record gives it its id. An act
    names the one kitchen or organisation that it is said to or by, or nobody.
    """

    recall_id = models.UUIDField(db_index=True, help_text="Record id of the act that started it.")
    is_drill = models.BooleanField(help_text="Taken over from the act that started it.")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("sequence",)
        indexes = (
            models.Index(fields=("kind", "received_at"), name="recall_act_of_kind"),
            models.Index(fields=("place", "recall_id"), name="recall_act_of_place"),
            models.Index(fields=("organisation", "recall_id"), name="recall_act_of_organisation"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(place=None) | models.Q(organisation=None),
                name="recall_act_is_to_one",
            ),
        )
