"""Addresses that more than one page needs."""

from datetime import date
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from nguon.base.ui.parts import Link
from nguon.ground.people.models import Place


def url_of(name: str, *args: object, **query: object) -> str:
    """The address with its query, or "" for a page that this installation does not have."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{url}?{urlencode(query)}" if query else url


def day_link(place: Place, day: date) -> Link:
    text = _("The day %(day)s") % {"day": f"{day:%d/%m/%Y}"}
    return Link(text, reverse("kitchen:day", args=[place.pk, day]))


def record_url(place: Place, record_id: object) -> str:
    return reverse("kitchen:record", args=[place.pk, record_id])
