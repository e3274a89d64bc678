"""The board of all kitchens says of each what its own day page says."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay as SpokenDay
from nguon.food.kitchen.queries.day import DayActs, acts_of_day
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.queries.days_of_kitchens import KitchenDay, days_of_kitchens
from nguon.food.oversight.rules.board import BoardRow, board_of, commune_rows
from nguon.food.oversight.rules.kitchen_facts import kitchen_facts
from nguon.food.oversight.rules.kitchen_state import Standing
from nguon.food.oversight.rules.province import board_rows
from nguon.ground.reference.models import Commune
from tests.food.kitchen.incidents import lived, place_hold, release, send_back
from tests.food.oversight.suspected import act

YESTERDAY = 1


def the_days(cast: Cast, *, ago: int = YESTERDAY) -> dict[UUID, KitchenDay]:
    places = [kitchen.place for kitchen in cast.kitchens]
    day = clock.today() - timedelta(days=ago)
    return {place_id: one for (place_id, _), one in days_of_kitchens(places, [day]).items()}


def rows_of(cast: Cast, at: datetime) -> dict[UUID, BoardRow]:
    places = [kitchen.place for kitchen in cast.kitchens]
    return {row.place.pk: row for row in board_rows(places, at=at)}


def told(acts: DayActs) -> dict[str, object]:
    """Everything of a day in a form that can be compared."""
    by_thing = (acts.cookings, acts.servings, acts.samples, acts.starts)
    return {
        "place": acts.place.pk,
        "meals": [(meal.pk, [dish.pk for dish in meal.dishes.all()]) for meal in acts.meals],
        "acts": [
            {thing: [act.record_id for act in done] for thing, done in kind.items() if done}
            for kind in by_thing
        ],
        "lines": [line.record_id for line in acts.lines],
        "lines_used": {root: line.record_id for root, line in acts.lines_used.items()},
        "fridges": [fridge.pk for fridge in acts.fridges],
        "readings": [reading.record_id for reading in acts.readings],
        "holds": [one.hold.record_id for one in acts.holds if one.released_at is None],
        "signed": [one.record_id for one in acts.countersignatures],
    }


def test_each_kitchen_has_the_same_day_as_on_its_own_page(cast: Cast) -> None:
    lived(cast, 2)
    lived(cast, YESTERDAY)
    lived(cast, YESTERDAY, kitchen=1, dishes=2, eaten=False)
    together = the_days(cast)
    alone = {
        kitchen.place.pk: acts_of_day(kitchen.place, clock.today() - timedelta(days=YESTERDAY))
        for kitchen in cast.kitchens
    }
    assert {pk: told(day.acts) for pk, day in together.items()} == {
        pk: told(acts) for pk, acts in alone.items()
    }


def test_many_days_of_a_kitchen_are_those_of_its_pages(cast: Cast) -> None:
    for ago in (3, 2, YESTERDAY):
        lived(cast, ago, dishes=ago)
    lived(cast, 2, kitchen=1, dishes=1)
    place, days = cast.pilot.place, [clock.today() - timedelta(days=ago) for ago in (3, 2, 1, 0)]
    together = days_of_kitchens([place, cast.kitchens[1].place], days)
    assert {day: told(together[(place.pk, day)].acts) for day in days} == {
        day: told(acts_of_day(place, day)) for day in days
    }


def test_more_kitchens_and_days_cost_no_more_queries(cast: Cast) -> None:
    lived(cast, YESTERDAY)
    with CaptureQueriesContext(connection) as one:
        days_of_kitchens([cast.pilot.place], [clock.today() - timedelta(days=YESTERDAY)])
    lived(cast, YESTERDAY, kitchen=1)
    lived(cast, 2, kitchen=2)
    days = [clock.today() - timedelta(days=ago) for ago in (2, YESTERDAY)]
    with CaptureQueriesContext(connection) as more:
        days_of_kitchens([kitchen.place for kitchen in cast.kitchens], days)
    assert len(more) == len(one) == 13


def test_a_whole_day_is_ok_and_an_empty_kitchen_was_not_heard_from(cast: Cast) -> None:
    day = lived(cast)
    rows = rows_of(cast, day.at(12, 0))
    board = board_of(list(rows.values()))
    standing = {row.place.pk: row.state.standing for row in board.rows}
    assert standing.pop(day.kitchen.place.pk) == Standing.OK
    assert set(standing.values()) == {Standing.SILENT}
    assert board.counts == {Standing.OK: 1, Standing.SILENT: len(cast.kitchens) - 1}
    assert [row.state.standing for row in board.rows][-1] == Standing.OK


def test_who_sends_bad_goods_back_is_counted_and_raises_no_alarm(cast: Cast) -> None:
    day = lived(cast)
    send_back(day, "lon")
    row = row_of(cast, day)
    assert (row.facts.rejections, row.facts.alarms, row.state.standing) == (1, [], Standing.OK)


@pytest.mark.parametrize(("kind", "incidents"), [("suspicion", 1), ("authority", 0), ("other", 0)])
def test_a_hold_raises_an_alarm_until_it_is_released(cast: Cast, kind: str, incidents: int) -> None:
    day = lived(cast)
    place_hold(day, kind=kind, meal_ids=[str(day.meal_id)])
    held = row_of(cast, day, hour=15)
    assert (held.facts.open_holds, len(held.incidents)) == (1, incidents)
    assert held.state.standing == Standing.ALARM
    if kind != "authority":  # only an inspector releases that
        release(day)
        after = row_of(cast, day, hour=17)
        assert (after.facts.open_holds, len(after.incidents)) == (0, 0)
        assert after.state.standing == Standing.OK


def test_reports_joined_by_a_person_are_one_incident_of_several_kitchens(cast: Cast) -> None:
    here, there, apart = (lived(cast, kitchen=number, dishes=1) for number in range(3))
    first, second, _third = (
        place_hold(day, key=f"at {day.kitchen.key}", meal_ids=[str(day.meal_id)])
        for day in (here, there, apart)
    )
    at = here.at(15, 0)
    assert board_of(list(rows_of(cast, at).values())).incidents == 3
    inspector, said = cast.people["inspector"], {"reports": [str(second)], "words": "Cùng lô giò"}
    act(here, ActKind.INCIDENT_JOINED, first, by=inspector, at=at, **said)
    board = board_of(list(rows_of(cast, at).values()))
    assert (board.incidents, board.open_holds) == (2, 3)
    communes = commune_rows(board, list(Commune.objects.order_by("code")))
    assert [row.incidents for row in communes if row.incidents] == [1, 1, 1]
    act(here, ActKind.INCIDENT_PARTED, first, by=inspector, at=at, **said)
    assert board_of(list(rows_of(cast, at).values())).incidents == 3


def test_what_is_remembered_is_what_would_be_read_anew_at_every_minute(cast: Cast) -> None:
    """A morning on its way: one dish is done, the others fall due while nothing comes in."""
    day = lived(cast, dishes=1, eaten=False)
    day.menu = lived(cast, 1).menu
    day.plan(instead_of="Thêm món")
    at, end = day.at(5, 0), day.at(13, 0)
    while at < end:
        remembered = row_of(cast, day, at=at)
        anew = kitchen_facts(
            days_of_kitchens([day.kitchen.place], [day.day])[(day.kitchen.place.pk, day.day)],
            recorded_at=remembered.facts.recorded_at,
            at=at,
        )
        judged = [(duty.state.value == "late", duty.due_at) for duty in anew.duties]
        assert [
            (duty.state.value == "late", duty.due_at) for duty in remembered.facts.duties
        ] == judged, at
        at += timedelta(minutes=7)


def test_only_the_kitchen_that_said_something_is_read_again(cast: Cast) -> None:
    day = lived(cast, dishes=1, eaten=False)
    at = day.at(7, 0)
    rows_of(cast, at)
    with CaptureQueriesContext(connection) as unchanged:
        rows_of(cast, at)
    day.read_fridges(14)
    with CaptureQueriesContext(connection) as changed:
        rows_of(cast, at)
    assert (len(unchanged), len(changed)) == (3, 3 + 13 + 1)


def test_every_commune_is_there_once_and_the_worst_kitchen_speaks_for_it(cast: Cast) -> None:
    day = lived(cast)
    place_hold(day, meal_ids=[str(day.meal_id)])
    cast.kitchens[1].place.commune = cast.kitchens[0].place.commune
    cast.kitchens[2].place.commune = None
    board = board_of(list(rows_of(cast, day.at(15, 0)).values()))
    rows = commune_rows(board, list(Commune.objects.order_by("code")))
    assert [row.commune.code for row in rows[:-1] if row.commune] == [
        commune.code for commune in Commune.objects.order_by("code")
    ]
    nowhere, first = rows[-1], rows[0]
    assert (nowhere.commune, nowhere.kitchens) == (None, 1)
    assert (first.kitchens, first.worst, first.incidents) == (2, Standing.ALARM, 1)
    assert first.told == [(Standing.ALARM, 1), (Standing.SILENT, 1)]
    assert sum(row.kitchens for row in rows) == len(cast.kitchens)


def row_of(cast: Cast, day: SpokenDay, *, hour: int = 17, at: datetime | None = None) -> BoardRow:
    return rows_of(cast, at or day.at(hour, 0))[day.kitchen.place.pk]
