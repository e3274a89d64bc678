"""Kinds of unit below the province since districts ended on 1/7/2025."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CommuneKind(TextChoices):
    WARD = "phường", _("ward")
    COMMUNE = "xã", _("commune")
