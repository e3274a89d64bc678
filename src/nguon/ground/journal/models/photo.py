"""A photo that records name by the hash of its bytes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Photo(models.Model):
    """`sha256` is that of the bytes as sent, by which records name the photo.

    What is kept is a JPEG made anew (`body`, hash `body_sha256`): at most 1280 px, without EXIF,
    so that no photo tells where a cook lives. `place_id` is the first place that sent it.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    content_type = models.CharField(max_length=32)
    body = models.BinaryField()
    body_sha256 = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField(_("width"))
    height = models.PositiveSmallIntegerField(_("height"))
    received_at = models.DateTimeField(_("time received"))
    place_id = models.UUIDField(_("place"))

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("received_at", "sha256")

    def __str__(self) -> str:
        return f"{self.sha256[:12]}… {self.width}×{self.height}"
