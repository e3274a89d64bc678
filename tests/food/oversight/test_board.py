"""The board of all kitchens says of each what its own day page says."""

from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay as SpokenDay
from nguon.food.kitchen.queries.day import DayActs, acts_of_day
from nguon.food.oversight.queries.days_of_kitchens import KitchenDay, days_of_kitchens
from nguon.food.oversight.rules.board import BoardRow, board_of, board_row
from nguon.food.oversight.rules.kitchen_state import Standing
from tests.food.kitchen.incidents import lived, place_hold, release, send_back

YESTERDAY = 1


def the_days(cast: Cast, *, ago: int = YESTERDAY) -> dict[UUID, KitchenDay]:
    places = [kitchen.place for kitchen in cast.kitchens]
    day = clock.today() - timedelta(days=ago)
    return days_of_kitchens(places, day, since=clock.now() - timedelta(days=2))


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


def test_more_kitchens_cost_no_more_queries(cast: Cast) -> None:
    lived(cast, YESTERDAY)
    with CaptureQueriesContext(connection) as one:
        days_of_kitchens(
            [cast.pilot.place], clock.today() - timedelta(days=YESTERDAY), since=clock.now()
        )
    lived(cast, YESTERDAY, kitchen=1)
    lived(cast, YESTERDAY, kitchen=2)
    with CaptureQueriesContext(connection) as three:
        the_days(cast)
    assert len(three) == len(one) == 15


def test_a_whole_day_is_ok_and_an_empty_kitchen_was_not_heard_from(cast: Cast) -> None:
    day = lived(cast, YESTERDAY)
    days = the_days(cast)
    rows = [
        board_row(kitchen.place, days[kitchen.place.pk], at=day.at(12, 0))
        for kitchen in cast.kitchens
    ]
    board = board_of(rows)
    standing = {row.place.pk: row.state.standing for row in board.rows}
    assert standing.pop(day.kitchen.place.pk) == Standing.OK
    assert set(standing.values()) == {Standing.SILENT}
    assert board.counts == {Standing.OK: 1, Standing.SILENT: len(cast.kitchens) - 1}
    assert [row.state.standing for row in board.rows][-1] == Standing.OK


def test_who_sends_bad_goods_back_is_counted_and_raises_no_alarm(cast: Cast) -> None:
    day = lived(cast, YESTERDAY)
    send_back(day, "lon")
    row = row_of(cast, day)
    assert (row.rejections, row.alarms, row.state.standing) == (1, [], Standing.OK)


def test_a_hold_raises_an_alarm_until_it_is_released(cast: Cast) -> None:
    day = lived(cast, YESTERDAY)
    place_hold(day, meal_ids=[str(day.meal_id)])
    held = row_of(cast, day)
    release(day)
    after = row_of(cast, day)
    assert (held.open_holds, held.state.standing) == (1, Standing.ALARM)
    assert (after.open_holds, after.state.standing) == (0, Standing.OK)


def row_of(cast: Cast, day: SpokenDay) -> BoardRow:
    place = day.kitchen.place
    return board_row(place, the_days(cast)[place.pk], at=day.at(12, 0))
