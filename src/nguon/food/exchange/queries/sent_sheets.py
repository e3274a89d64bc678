"""Sheets that somebody may see: those sent for the organisations that the person speaks for."""

from django.db.models import QuerySet

from nguon.food.exchange.models import SentSheet
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Organisation, Person
from nguon.ground.people.queries import organisations_visible_to


def speakers_of(person: Person) -> QuerySet[Organisation]:
    """Organisations in whose name the person may send in events."""
    return organisations_visible_to(person, act=Act.CAPTURE_EVENTS)


def sent_sheets_of(person: Person) -> QuerySet[SentSheet]:
    """The newest first, with what came of them, and without their bytes."""
    return (
        SentSheet.objects.filter(tenant_id__in=speakers_of(person).values("pk"))
        .select_related("capture")
        .defer("raw")
        .order_by("-received_at", "id")
    )
