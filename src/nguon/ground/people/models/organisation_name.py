"""A legal name of an organisation, with the tax code, address and phone that go with it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nguon.ground.people.models.organisation import Organisation
from nguon.ground.people.models.person import Person


class OrganisationName(models.Model):
    """One actor may trade under several at once: that is how bad goods came back in 2025.

    `folded_name` is `base.folded_text.folded(legal_name)`; it serves accent-insensitive lookup.
    Valid from `valid_from` until the day before `valid_to`; old names are still found.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="names")
    legal_name = models.CharField(_("legal name"), max_length=200)
    folded_name = models.CharField(max_length=200, db_index=True, editable=False)
    tax_code = models.CharField(_("tax code"), max_length=14, unique=True, null=True, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("no longer valid from"), null=True, blank=True)

    class Meta:
        verbose_name = _("name of an organisation")
        verbose_name_plural = _("names of organisations")
        ordering = ("valid_from", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="organisation_name_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("organisation", "folded_name", "tax_code"),
                nulls_distinct=False,
                name="organisation_name_is_listed_once",
            ),
        )

    def __str__(self) -> str:
        return self.legal_name
