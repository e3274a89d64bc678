"""The only clock of the house. Faces read it and pass the time down as a keyword."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    return timezone.now()


def local_day(at: datetime) -> date:
    """The calendar day at that instant where the kitchens are (`settings.TIME_ZONE`)."""
    return at.astimezone(timezone.get_default_timezone()).date()


def today() -> date:
    return local_day(now())
