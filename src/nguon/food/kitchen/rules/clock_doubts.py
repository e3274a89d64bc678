"""Doubts about the clock of a phone, and about who held it. Shown, never a reason to refuse."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nguon.core.haccp import Earlier, Reason, clock_flags
from nguon.food.kitchen.queries.clocks import RecordClock
from nguon.food.kitchen.rules.day_views import BoxView
from nguon.food.kitchen.rules.destroying import earliest_destruction
from nguon.food.kitchen.rules.flag import Flag
from nguon.food.kitchen.rules.limits import limits_on
from nguon.food.kitchen.rules.said import said

JITTER = timedelta(minutes=1)
"""A phone that is set right by its network goes back by seconds; that is no jump."""


def clock_doubts(clock: RecordClock) -> Iterator[Flag]:
    """Of one record: for the page that shows it."""
    for reason in _reasons(clock):
        yield Flag(reason.code, "amber", said(reason), clock.record_id)
    if clock.by_tile:
        text = _("Signed by choosing a name, without a PIN.")
        yield Flag("tile_without_pin", "amber", text, clock.record_id)


def clock_doubts_of_day(clocks: Iterable[RecordClock]) -> Iterator[Flag]:
    """Of a day: each doubt once a phone or person, however many records it concerns."""
    same: dict[tuple[str, object], list[Flag]] = defaultdict(list)
    for clock in sorted(clocks, key=lambda clock: (clock.device_id, clock.seq)):
        for flag in clock_doubts(clock):
            whose = clock.actor_id if flag.code == "tile_without_pin" else clock.device_id
            same[flag.code, whose].append(flag)
    for flags in same.values():
        first, count = flags[0], len(flags)
        words = ngettext("%(count)d record", "%(count)d records", count) % {"count": count}
        yield Flag(first.code, first.tone, f"{first.text} ({words})", first.record_id)


def unsure_destruction(box: BoxView) -> Iterator[Flag]:
    """Only a clock that cannot be trusted says that the hours of this box were over (R9).

    Not if the phone had heard the server's time after the hours, or if it is red already.
    """
    clock = box.clock
    if clock is None or box.faults:
        return
    opened_at = earliest_destruction(box.sample)
    heard = clock.contact_at is not None and clock.contact_at >= opened_at
    jumped = clock.after is not None and clock.after + JITTER < clock.claimed_at
    trusted = clock.offset is not None and clock.contact_at is not None and not jumped
    if heard or (trusted and not list(_reasons(clock))):
        return
    words = {"dish": box.sample.dish.name, "code": box.sample.box_code}
    text = _("%(dish)s (%(code)s): destroyed by a clock that cannot be trusted.") % words
    yield Flag("destroyed_by_unsure_clock", "amber", text, clock.record_id)


def _reasons(clock: RecordClock) -> tuple[Reason, ...]:
    jumped = clock.before is not None and clock.claimed_at + JITTER < clock.before
    return clock_flags(
        claimed_at=clock.corrected_at + (clock.offset or timedelta(0)),
        received_at=clock.received_at,
        limits=limits_on(timezone.localdate(clock.received_at)),
        offset=clock.offset or timedelta(0),
    ) + (_backwards(clock) if jumped else ())


def _backwards(clock: RecordClock) -> tuple[Reason, ...]:
    """The claims themselves are compared: what was corrected no longer jumps."""
    before = Earlier(claimed_at=clock.before, seq=clock.seq - 1) if clock.before else None
    found = clock_flags(
        claimed_at=clock.claimed_at,
        received_at=clock.claimed_at,
        limits=limits_on(timezone.localdate(clock.received_at)),
        seq=clock.seq,
        before=before,
    )
    return tuple(reason for reason in found if reason.code == "clock_backwards")
