"""Spans of time in words: «3 giờ 20 phút», and how late an entry was."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_MINUTE = timedelta(minutes=1)


def span_text(span: timedelta) -> str:
    """The two largest units that count, rounded down; under a minute counts as nothing."""
    minutes = abs(span) // _MINUTE
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        return " ".join(filter(None, (_days(days), _hours(hours))))
    return " ".join(filter(None, (_hours(hours), _minutes(minutes))))


def lateness_text(late: timedelta, *, on_time: bool = False) -> str:
    """What to say about receipt minus claimed time; negative when the claim lies ahead."""
    if abs(late) < _MINUTE:
        return _("entered at once")
    if late < timedelta(0):
        return _("claimed %(span)s ahead of receipt") % {"span": span_text(late)}
    sentence = _("entered after %(span)s") if on_time else _("entered %(span)s late")
    return sentence % {"span": span_text(late)}


def _days(count: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", count) % {"n": count} if count else ""


def _hours(count: int) -> str:
    return ngettext("%(n)d hour", "%(n)d hours", count) % {"n": count} if count else ""


def _minutes(count: int) -> str:
    return ngettext("%(n)d minute", "%(n)d minutes", count) % {"n": count} if count else ""
