"""A try to pair a phone with a code that did not work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EnrolmentAttempt(models.Model):
    """Counted, so that codes cannot be guessed; forgotten after a day."""

    address = models.CharField(_("address"), max_length=64)
    space = models.CharField(_("first characters"), max_length=2, default="")
    attempted_at = models.DateTimeField(_("attempted at"), db_index=True)

    class Meta:
        verbose_name = _("attempt to pair")
        verbose_name_plural = _("attempts to pair")
        ordering = ("attempted_at", "id")
        indexes = (models.Index("space", "attempted_at", name="attempt_by_space"),)

    def __str__(self) -> str:
        return f"{self.address} · {self.attempted_at:%d/%m/%Y %H:%M}"
