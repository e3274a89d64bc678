"""What the clock on the wall says."""

from datetime import datetime

from django.utils import timezone


def local(moment: datetime) -> datetime:
    """The moment on our clock; in UTC in the last hours of the year 9999, which partners may send.

    Some write 9999-12-31T23:59:59Z for «never», and a page must not fall over it.
    """
    try:
        return timezone.localtime(moment)
    except OverflowError:
        return moment
