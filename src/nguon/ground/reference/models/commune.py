"""The 45 wards and communes of Điện Biên (province code 11), codes of QĐ 19/2025/QĐ-TTg."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.ground.reference.choices import CommuneKind


class Commune(models.Model):
    """Joined by code, never by name: Mường Lạn and Chiềng Sinh exist in Sơn La as well.

    The code is text, for it begins with a zero. The tile is where it stands on a map of
    equal squares (migration 0003 says where from); a commune to come has none at first.
    """

    code = models.CharField(
        _("code"), max_length=5, primary_key=True, validators=[RegexValidator(r"\A[0-9]{5}\Z")]
    )
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=6, choices=CommuneKind.choices)
    tile_column = models.PositiveSmallIntegerField(_("column on the map"), null=True)
    tile_row = models.PositiveSmallIntegerField(_("row on the map"), null=True)

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[0-9]{5}$"), name="commune_code_is_five_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=CommuneKind.values), name="commune_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=("tile_column", "tile_row"), name="commune_has_a_tile_of_its_own"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind.capitalize()} {self.name}"
