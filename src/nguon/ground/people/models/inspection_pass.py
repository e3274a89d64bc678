"""Leave to look at one kitchen for a short while, given on the spot to an inspector at the door."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.ground.people.models.person import Person
from nguon.ground.people.models.place import Place


class InspectionPass(models.Model):
    """The code on the manager's screen is this id, signed; nothing of the code is stored.

    Kept for good: it is the proof of who let somebody look, when, and how often that was used.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("valid until"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    openings = models.PositiveIntegerField(_("times opened"), default=0)
    last_opened_at = models.DateTimeField(_("last opened"), null=True, blank=True)

    class Meta:
        verbose_name = _("inspection pass")
        verbose_name_plural = _("inspection passes")
        ordering = ("-issued_at", "id")
        indexes = (models.Index(fields=("place", "issued_at"), name="inspection_pass_of_place"),)

    def __str__(self) -> str:
        return f"{self.place} · {self.issued_at:%d/%m/%Y %H:%M}"
