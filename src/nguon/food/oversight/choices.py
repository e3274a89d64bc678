"""Closed lists of oversight. Values are what records carry; labels are for people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ActKind(TextChoices):
    """What a record of oversight can say. Stored in the journal; never renamed, only added to."""

    INCIDENT_NOTE = "incident_note", _("Note on an incident")
    INCIDENT_CALL = "incident_call", _("Call made about an incident")
    INCIDENT_SICK = "incident_sick", _("Sick counted")
    INCIDENT_JOINED = "incident_joined", _("Another report joined to an incident")
    INCIDENT_PARTED = "incident_parted", _("A joined report taken out again")
    INCIDENT_CLOSING_PROPOSED = "incident_closing_proposed", _("Closing of an incident proposed")
    INCIDENT_CLOSED = "incident_closed", _("Incident closed")
    INCIDENT_REOPENED = "incident_reopened", _("Incident opened again")
    INCIDENT_DOSSIER_MADE = "incident_dossier_made", _("Dossier of an incident made")
    RECALL_STARTED = "recall_started", _("Recall started")
    RECALL_TOLD = "recall_told", _("Told of a recall")
    RECALL_ACKNOWLEDGED = "recall_acknowledged", _("Recall answered")
    RECALL_REMINDED = "recall_reminded", _("Reminded of a recall")
    RECALL_ESCALATED = "recall_escalated", _("No answer to a recall, passed on")
    RECALL_RELEASED = "recall_released", _("Recall released")


INCIDENT_KINDS = frozenset(kind for kind in ActKind if kind.value.startswith("incident_"))
RECALL_KINDS = frozenset(kind for kind in ActKind if kind.value.startswith("recall_"))


class IncidentState(TextChoices):
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    """What opened it was withdrawn: somebody had pressed by mistake."""


class FindingCode(TextChoices):
    """What the looking came to. The words beside it say more."""

    FOOD = "food", _("Food was the cause")
    NOT_FOOD = "not_food", _("Food was not the cause")
    NOT_ESTABLISHED = "not_established", _("No cause could be established")


class Called(TextChoices):
    """Whom somebody called. A closed list, so that nobody writes down a family's number."""

    OWN_STAFF = "own_staff", _("Somebody of the kitchen or school")
    HEALTH_STATION = "health_station", _("Commune health station")
    HOSPITAL = "hospital", _("Hospital, emergency 115")
    INSPECTOR = "inspector", _("Food safety inspector")
    PROVINCE = "province", _("Province")
    SUPPLIER = "supplier", _("Supplier")
    OTHER_KITCHEN = "other_kitchen", _("Another kitchen")
    FAMILIES = "families", _("Families, through the class teacher")


class CallOutcome(TextChoices):
    REACHED = "reached", _("Reached")
    NO_ANSWER = "no_answer", _("No answer")
    COMING = "coming", _("On the way")
