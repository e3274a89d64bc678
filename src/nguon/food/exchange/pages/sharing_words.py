"""A sharing rule told in the words of people, one line for each thing it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.templatetags.nguon import day
from nguon.food.trace.choices import BIZ_STEPS, HideableMember
from nguon.food.trace.models import SharingRule
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Place


@dataclass(frozen=True, slots=True)
class ToldRule:
    rule: SharingRule
    who: str
    lines: tuple[tuple[str, str], ...]
    ended_at: datetime | None = None


def told(rule: SharingRule) -> ToldRule:
    """Costs a query where places are named."""
    ended_at = rule.end.ended_at if hasattr(rule, "end") else None
    return ToldRule(rule, _who(rule), tuple(_lines(rule)), ended_at)


def _who(rule: SharingRule) -> str:
    if rule.partner is not None:
        return rule.partner.display_name
    role = Role(rule.partner_role or "").label
    return _("everybody in the role “%(role)s”") % {"role": role}


def _lines(rule: SharingRule) -> Iterator[tuple[str, str]]:
    steps = ", ".join(str(BIZ_STEPS.get(step, step)) for step in rule.biz_steps)
    yield _("Sees"), steps or _("all events")
    if rule.event_types:
        yield _("Kinds"), ", ".join(rule.event_types)
    if rule.places:
        yield _("At"), ", ".join(_places(rule.places))
    if rule.things:
        yield _("Which goods"), ", ".join(rule.things)
    if rule.since or rule.until:
        yield _("Days"), _days(rule)
    hidden = ", ".join(_member(name) for name in rule.hidden_members)
    yield _("Not shown"), hidden or _("nothing is hidden")
    if rule.shares_master_data:
        yield _("Besides"), _("master data")
    if rule.may_trace:
        yield _("May also"), _("trace these goods back to their sources")


def _places(uris: list[str]) -> list[str]:
    names = dict(Place.objects.filter(identifier__in=uris).values_list("identifier", "name"))
    return [names.get(uri, uri) for uri in uris]


def _member(name: str) -> str:
    return str(HideableMember(name).label) if name in HideableMember.values else name


def _days(rule: SharingRule) -> str:
    first = day(clock.local_day(rule.since)) if rule.since else "…"
    moment = rule.until and rule.until - timedelta(microseconds=1)
    last = day(clock.local_day(moment)) if moment else "…"
    return f"{first} – {last}"
