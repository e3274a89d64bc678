"""What a phone hands in: stored, answered one by one, the same as if it had come over the web."""

from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.operations.rebuild_projections import rebuild_projections
from nguon.ground.journal.models import Record
from tests.food.kitchen.handset import offline_day
from tests.food.kitchen.operations.test_a_kitchen_day import live
from tests.food.kitchen.operations.test_rebuild_projections import chain, tables


def test_a_day_handed_in_at_noon_is_stored_whole_and_twice_is_once(monday: KitchenDay) -> None:
    day = offline_day(monday)
    live(day)
    handset = day.handset
    assert handset is not None
    answers = handset.hand_in(day.outbox, at=monday.at(15, 0))
    assert [one.result for one in answers] == ["stored"] * len(day.outbox)
    again = handset.hand_in(day.outbox, at=monday.at(15, 1))
    assert [one.result for one in again] == ["duplicate"] * len(day.outbox)
    raws = {bytes(record.raw) for record in Record.objects.exclude(kind="meal_plan")}
    assert raws == set(day.outbox)


def test_a_batch_projects_what_a_rebuild_projects(monday: KitchenDay) -> None:
    day = offline_day(monday)
    live(day)
    assert day.handset is not None
    day.handset.hand_in(day.outbox, at=monday.at(15, 0))
    before, events = tables(), chain()
    rebuilt = rebuild_projections()
    assert (tables(), chain(), rebuilt.events) == (before, events, 0)
