"""The few digits by which a person says on a shared phone that it is them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.ground.people.models.person import Person


class Pin(models.Model):
    """Attribution, not secrecy: the phone carries it and checks it without a network.

    PBKDF2-HMAC-SHA-256. Whoever has the phone can try all 10,000 values of four digits; the
    iterations make that slow, not impossible. `salt` and `digest` are base64.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="pin")
    salt = models.CharField(max_length=24, editable=False)
    iterations = models.PositiveIntegerField(editable=False)
    digest = models.CharField(max_length=44, editable=False)
    set_at = models.DateTimeField(_("set at"))
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("PIN")
        verbose_name_plural = _("PINs")
        ordering = ("id",)

    def __str__(self) -> str:
        return f"PIN · {self.person}"
