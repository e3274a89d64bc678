"""`{% load nguon %}`: dates, numbers, signs and badges as every page of the house shows them."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django import template
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nguon.base.local_time import local
from nguon.base.ui.spans import lateness_text, span_text
from nguon.base.ui.states import State

register = template.Library()

NOTHING = "–"
BADGE_TONES = {"ok": "tone-idle", "neutral": "tone-idle", "amber": "tone-warn", "red": "tone-bad"}
BADGE_ICONS = {"ok": "check", "neutral": "late", "amber": "late", "red": "alert"}


@register.simple_tag
def icon(name: str, *, size: str = "", label: str = "") -> SafeString:
    """A sign of the sprite. Without a label it is decoration: the word must stand beside it."""
    naming = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )
    return format_html(
        '<svg class="icon{}" {}><use href="{}#{}"/></svg>',
        f" icon-{size}" if size else "",
        naming,
        static("base/icons.svg"),
        name,
    )


@register.simple_tag
def state_chip(state: str, text: str = "") -> SafeString:
    """The state as sign and word; `text` may say it more precisely («Đạt, 3 dòng»)."""
    known = State(state)
    return format_html(
        '<span class="chip {}">{}{}</span>', known.tone, icon(known.icon), text or known.label
    )


@register.simple_tag
def lateness(late: timedelta, tone: str = "neutral") -> SafeString:
    """How late an entry reached us. The rules of `core.haccp` choose the tone, not this tag."""
    return format_html(
        '<span class="badge {}">{}{}</span>',
        BADGE_TONES[tone],
        icon(BADGE_ICONS[tone]),
        lateness_text(late, on_time=tone == "ok"),
    )


@register.filter
def day(value: date | datetime | None) -> str:
    """21/11/2026"""
    return date_format(_local(value), "SHORT_DATE_FORMAT") if value else NOTHING


@register.filter
def weekday(value: date | datetime | None) -> str:
    """Thứ Bảy, 21/11/2026"""
    if not value:
        return NOTHING
    name = date_format(_local(value), "l")
    return f"{name}, {day(value)}"


@register.filter
def hour(value: datetime | None) -> str:
    """06:45"""
    return date_format(_local(value), "TIME_FORMAT") if value else NOTHING


@register.filter
def moment(value: datetime | None, on: date | None = None) -> str:
    """21/11/2026 06:45, or 06:45 alone when it fell on the day that the page is about."""
    if not value:
        return NOTHING
    local = _local(value)
    same_day = isinstance(local, datetime) and on is not None and local.date() == on
    return hour(value) if same_day else date_format(local, "SHORT_DATETIME_FORMAT")


@register.filter
def number(value: Decimal | int | None) -> str:
    """1.234,50 in Vietnamese: grouped, with the decimals that were written down."""
    return NOTHING if value is None else number_format(value, force_grouping=True)


@register.filter
def amount(value: Decimal | int | None, unit: str) -> str:
    """12,5 kg, never broken between number and unit."""
    return NOTHING if value is None else f"{number(value)}\u00a0{unit}"


@register.filter
def span(value: timedelta | None) -> str:
    """3 giờ 20 phút"""
    return NOTHING if value is None else span_text(value)


@register.filter
def initials(name: str) -> str:
    """LM for Lò Thị Mai: family name and given name, which stands last."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()


@register.filter
def message_tone(message: Message) -> str:
    return _MESSAGES.get(message.level, ("tone-due", "info"))[0]


@register.filter
def message_icon(message: Message) -> str:
    return _MESSAGES.get(message.level, ("tone-due", "info"))[1]


_MESSAGES: dict[int, tuple[str, str]] = {
    constants.SUCCESS: ("tone-ok", "done"),
    constants.WARNING: ("tone-warn", "alert"),
    constants.ERROR: ("tone-bad", "failed"),
}


def _local(value: date | datetime) -> date | datetime:
    return local(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
