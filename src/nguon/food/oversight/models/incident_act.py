from django.db import models

from nguon.food.oversight.models.oversight_act import OversightAct
from nguon.ground.people.models import Place


class IncidentAct(OversightAct):
    """What somebody did about a suspected poisoning after it was reported.

    The incident itself has no row: it *is* the kitchen's hold (`incident_id` is the root of that
    hold), so that nothing needs to be kept equal.
    """

    incident_id = models.UUIDField(db_index=True, help_text="Root record id of a hold.")
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="+", help_text="Where that hold was placed."
    )

    class Meta:
        ordering = ("sequence",)
        indexes = (models.Index(fields=("place", "received_at"), name="incident_act_of_place"),)
