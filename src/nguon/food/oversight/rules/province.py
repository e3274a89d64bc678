"""Every kitchen within reach as it stands now. Board, map, lists and print all come from here.

Reading five hundred days takes seconds, and a board asks every three. So each server process
remembers what it read of a kitchen until a record of that kitchen comes in, or a time that was
ahead goes by. Who may see what is never remembered: the places are asked for each time.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Final
from uuid import UUID

from django.utils.translation import get_language

from nguon.base.clock import local_day
from nguon.food.kitchen.queries.day import day_bounds
from nguon.food.oversight.queries.days_of_kitchens import days_of_kitchens
from nguon.food.oversight.queries.incident_links import Links
from nguon.food.oversight.queries.news import News, last_records_of, news_of, phones_seen
from nguon.food.oversight.rules.board import BoardRow, board_row
from nguon.food.oversight.rules.kitchen_facts import KitchenFacts, kitchen_facts
from nguon.ground.people.models import Place

REMEMBERED_FOR: Final = timedelta(minutes=5)
"""At most, and at least half of it, not all kitchens at once: for what changes without a record
of the kitchen's own, as a supplier's name, or what a suspicion elsewhere covers."""

MOST_REMEMBERED: Final = 20_000


@dataclass(frozen=True)
class _Remembered:
    news: News | None
    read_at: datetime
    read_again_at: datetime
    facts: KitchenFacts

    def still_holds(self, news: News | None, at: datetime) -> bool:
        changes_at = self.facts.changes_at
        return (
            self.news == news
            and self.read_at <= at < self.read_again_at
            and (changes_at is None or at <= changes_at)
        )


_Key = tuple[UUID, date, str]
_memory: dict[_Key, _Remembered] = {}
_reading = Lock()


def news_since(at: datetime) -> datetime:
    """From when on records count as news and as a sign of life: the beginning of yesterday."""
    return day_bounds(local_day(at) - timedelta(days=1))[0]


def board_rows(places: Sequence[Place], *, at: datetime) -> list[BoardRow]:
    """One for each place, in that order. The places need organisation and commune joined."""
    ids, since = [place.pk for place in places], news_since(at)
    seen = phones_seen(ids, since)
    facts = _facts_of(places, news_of(ids, since), at)
    incidents = _incidents_of(facts.values())
    rows = []
    for place in places:
        told = facts[place.pk]
        heard = [one for one in (told.recorded_at, seen.get(place.pk)) if one is not None]
        heard_at = max(heard, default=None)
        rows.append(board_row(place, told, heard_at=heard_at, at=at, incidents=incidents))
    return rows


def forget() -> None:
    """As after a start of the process."""
    with _reading:
        _memory.clear()


def _incidents_of(facts: Iterable[KitchenFacts]) -> dict[UUID, UUID]:
    """By report. Joined and parted without a word from most of its kitchens: never remembered."""
    reports = {report for one in facts for report in one.suspicions}
    if len(reports) < 2:
        return {report: report for report in reports}
    links = Links()
    return {report: min(links.together_with(report)) for report in reports}


def _facts_of(
    places: Sequence[Place], news: Mapping[UUID, News], at: datetime
) -> dict[UUID, KitchenFacts]:
    """One reader at a time: who comes second finds the work done."""
    day, language = local_day(at), get_language() or ""
    with _reading:
        known = {place.pk: _memory.get((place.pk, day, language)) for place in places}
        stale = [
            place
            for place in places
            if not ((seen := known[place.pk]) and seen.still_holds(news.get(place.pk), at))
        ]
        fresh = _read(stale, day, at)
        if len(_memory) > MOST_REMEMBERED:
            _memory.clear()
        for place_id, facts in fresh.items():
            again_at = at + REMEMBERED_FOR * (1 + place_id.int % 60 / 60) / 2
            held = _Remembered(news.get(place_id), at, again_at, facts)
            _memory[(place_id, day, language)] = held
    return {pk: one.facts for pk, one in known.items() if one is not None} | fresh


def _read(places: Collection[Place], day: date, at: datetime) -> dict[UUID, KitchenFacts]:
    if not places:
        return {}
    days = days_of_kitchens(list(places), [day])
    recorded = last_records_of([place.pk for place in places], news_since(at))
    return {
        place.pk: kitchen_facts(days[(place.pk, day)], recorded_at=recorded.get(place.pk), at=at)
        for place in places
    }
