"""The code that pairs one phone with one kitchen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.ground.people.models.device import Device
from nguon.ground.people.models.person import Person
from nguon.ground.people.models.place import Place


class EnrolmentCode(models.Model):
    """Works once, for half an hour. Short enough to be typed, so it is kept under a keyed hash.

    `used_at` is taken by whoever comes first; `device` is what came of it.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    device = models.OneToOneField(Device, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("pairing code")
        verbose_name_plural = _("pairing codes")
        ordering = ("issued_at", "id")

    def __str__(self) -> str:
        return f"{self.place} · {self.issued_at:%d/%m/%Y %H:%M}"
