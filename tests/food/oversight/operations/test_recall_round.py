"""The round that comes every minute: idempotent, alone, and not stopped by one bad recall."""

import threading
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connections

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast, gather_cast
from nguon.food.kitchen.models import Hold
from nguon.food.oversight.management.commands.recall_round import said
from nguon.food.oversight.models import RecallAct
from nguon.food.oversight.operations.recall_round import Round, recall_round
from nguon.ground.journal.models import RecordConflict
from tests.food.oversight.conftest import START
from tests.food.oversight.recalled import Desk, day_of, pork_in, started


def test_a_round_does_what_is_due_for_all_recalls_and_drills(cast: Cast) -> None:
    desk = Desk.now(cast)
    pork = pork_in(cast, 0)
    desk.recall(started(pork, minutes=60))
    desk.recall(started(pork, minutes=60, drill=True))
    assert recall_round(at=desk.at).settled != ()
    late = recall_round(at=desk.later(61).at)
    assert (late.is_ours, late.recalls, late.failed) == (True, 2, 0)
    assert (late.reminded, late.escalated) == (4, 4)
    again = recall_round(at=desk.later(61).at)
    assert (again.told, again.held, again.reminded, again.escalated) == (0, 0, 0, 0)


def test_the_command_says_what_it_did(cast: Cast) -> None:
    desk = Desk.now(cast)
    pork = pork_in(cast, 0)
    desk.recall(started(pork))
    day_of(cast, 1)
    out = StringIO()
    call_command("recall_round", stdout=out)
    assert out.getvalue().startswith("1 looked at: 1 told, ")
    assert said(Round(is_ours=False)) == "Another round is running."


def test_a_recall_that_cannot_be_settled_keeps_no_other_waiting(cast: Cast) -> None:
    """As if a later version had written a start that this one cannot read."""
    desk = Desk.now(cast)
    pork = pork_in(cast, 0)
    good = RecallAct.objects.get(pk=desk.recall(started(pork)).recall_id)
    spoilt = uuid4()
    fields = {f.attname: getattr(good, f.attname) for f in good._meta.concrete_fields}
    changes = {"record_id": spoilt, "recall_id": spoilt, "sequence": 1, "body": {}}
    RecallAct.objects.create(**(fields | changes))
    done = recall_round(at=desk.later(61).at)
    assert (done.recalls, done.failed, done.reminded) == (2, 1, 2)


@pytest.mark.django_db(transaction=True)
def test_two_that_come_at_once_do_it_once() -> None:
    cast = gather_cast(at=START)
    desk = Desk.now(cast)
    pork = pork_in(cast, 0)
    desk.recall(started(pork))
    day_of(cast, 1)
    day_of(cast, 2)
    gate = threading.Barrier(3)
    done: list[Round] = []

    def go() -> None:
        try:
            gate.wait()
            done.append(recall_round(at=clock.now()))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(one.told for one in done) == 2
    told = RecallAct.objects.filter(kind="recall_told")
    assert told.count() == len(set(told.values_list("place", "organisation"))) == 4
    assert Hold.objects.count() == sum(len(one.body["lots"]) for one in told if one.place_id)


@pytest.mark.django_db(transaction=True)
def test_a_form_pressed_twice_at_once_is_sent_once_and_both_presses_hear_so() -> None:
    desk = Desk.now(gather_cast(at=START))
    said = started(pork_in(desk.cast, 0))
    id_, gate = uuid4(), threading.Barrier(2)
    done: list[bool] = []

    def press(later: float) -> None:
        try:
            gate.wait()
            done.append(desk.later(later).recall(said, id_=id_).is_repeated)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=[later]) for later in (0, 0.01)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False, True]
    assert RecallAct.objects.filter(kind="recall_started").count() == 1
    assert not RecordConflict.objects.exists()
