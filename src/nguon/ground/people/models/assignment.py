"""Who has which role where, and for how long."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nguon.ground.people.choices import Role
from nguon.ground.people.models.organisation import Organisation
from nguon.ground.people.models.person import Person
from nguon.ground.people.models.place import Place
from nguon.ground.reference.models import Commune

_NO_PLACE = Q(place=None)
_NO_ORGANISATION = Q(organisation=None)
_NO_COMMUNE = Q(commune=None)


class Assignment(models.Model):
    """Counts from `valid_from` until the day before `valid_to`: ending it today works today.

    Never deleted: it is the proof that somebody was entitled to what they recorded.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("no longer valid from"), null=True, blank=True)
    assigned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ("valid_from", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="assignment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        _NO_ORGANISATION & _NO_COMMUNE & ~_NO_PLACE,
                        role__in=[Role.COOK, Role.HEALTH_OFFICER, Role.PARENT_REPRESENTATIVE],
                    )
                    | Q(
                        _NO_COMMUNE
                        & (Q(_NO_PLACE & ~_NO_ORGANISATION) | Q(~_NO_PLACE & _NO_ORGANISATION)),
                        role=Role.MANAGER,
                    )
                    | Q(_NO_PLACE & _NO_COMMUNE & ~_NO_ORGANISATION, role=Role.SUPPLIER)
                    | Q(_NO_PLACE & _NO_ORGANISATION, role=Role.INSPECTOR)
                    | Q(_NO_PLACE & _NO_ORGANISATION & _NO_COMMUNE, role=Role.PROVINCE)
                ),
                name="assignment_reaches_what_its_role_reaches",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.reach}"

    @property
    def reach(self) -> str:
        """The name of what it extends to; costs a query unless `assignments_at` loaded it."""
        return str(self.place or self.organisation or self.commune or "Điện Biên")

    @property
    def last_day(self) -> date | None:
        """As people say it: the last day that still counts."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None
