import uuid

from django.db import models
from django.db.models import Q

from nguon.ground.people.choices import Role
from nguon.ground.people.models import Organisation, Person


class SharingRule(models.Model):
    """An organisation lets a partner see some of its events, some members left out. Append-only.

    The partner is one organisation, or everybody with a role. Of each criterion one of the values
    must fit, and every criterion that has values; one without values fits all. `hidden_members`
    are names as in EPCIS JSON, IRIs of users' members, or namespaces that end in `/` or `#`.
    Ended by a row of its own (`SharingRuleEnd`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    partner_role = models.CharField(max_length=24, choices=Role.choices, null=True)
    event_types = models.JSONField(default=list)
    biz_steps = models.JSONField(default=list)
    places = models.JSONField(default=list, help_text="Canonical; read point or place after.")
    things = models.JSONField(default=list, help_text="Canonical; a trade item covers its lots.")
    since = models.DateTimeField(null=True, help_text="Of the event; null means from ever.")
    until = models.DateTimeField(null=True, help_text="Before this; null means for ever.")
    hidden_members = models.JSONField(default=list)
    shares_master_data = models.BooleanField(default=False)
    may_trace = models.BooleanField(
        default=False, help_text="What the events name may be traced to its sources, all shown."
    )
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "trace_sharing_rule"
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__isnull=False, partner_role__isnull=True)
                | Q(partner__isnull=True, partner_role__isnull=False),
                name="trace_sharing_rule_one_partner",
            ),
            models.CheckConstraint(
                condition=Q(may_trace=False) | Q(hidden_members=[]),
                name="trace_sharing_rule_traced_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} → {self.partner_id or self.partner_role}"
