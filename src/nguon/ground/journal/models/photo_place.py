"""Every place that sent a photo: two kitchens may get the same picture of one invoice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.ground.journal.models.photo import Photo


class PhotoPlace(models.Model):
    """Who may see a photo follows from this: having sent the very same bytes."""

    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="places")
    place_id = models.UUIDField(_("place"))
    received_at = models.DateTimeField(_("time received"))

    class Meta:
        verbose_name = _("place of a photo")
        verbose_name_plural = _("places of photos")
        ordering = ("id",)
        indexes = (models.Index(fields=("place_id", "received_at"), name="photo_of_place_by_time"),)
        constraints = (
            models.UniqueConstraint(
                fields=("photo", "place_id"), name="photo_is_listed_once_a_place"
            ),
        )

    def __str__(self) -> str:
        return f"{self.photo_id[:12]}… · {self.place_id}"
