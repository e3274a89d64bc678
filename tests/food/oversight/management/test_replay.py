"""What the walk of the worst day demands can be missed, and is then told."""

import json
from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker

from nguon.food.kitchen.models import Hold
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.food.oversight.management.replay.holding import held
from nguon.food.oversight.management.replay.opening import opened
from nguon.food.oversight.management.replay.schools import SECOND
from nguon.food.oversight.management.replay.story import Story, tell_until_lunch
from nguon.food.oversight.management.replay.teller import Teller
from nguon.ground.journal.choices import Channel

pytestmark = pytest.mark.django_db  # has the test database made; the fixture fills it once

DAY = date(2026, 10, 1)


@pytest.fixture(scope="module")
def story(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield tell_until_lunch(DAY)
        transaction.set_rollback(True)


def test_the_walk_misses_a_hold_that_somebody_released(
    story: Story, django_db_blocker: DjangoDbBlocker
) -> None:
    """Only the second school's report names the second lot; then five kitchens are free."""
    teller = Teller([].append)
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        walk = opened(story, teller)
        assert teller.faults == []
        release_report_of(story, SECOND)
        held(walk)
        transaction.set_rollback(True)
    missed = [fault.partition(":")[0] for fault in teller.faults]
    assert missed[:2] == ["refused in 7 of 12", "the sample is on 7 of 12"]


def release_report_of(story: Story, key: str) -> None:
    place, by, at = (
        story.kitchens[key].place,
        story.kitchens[key].people["manager"],
        story.at(14, 1),
    )
    envelope = {
        "id": str(uuid4()),
        "type": "hold_released",
        "schema_v": 1,
        "kitchen": str(place.pk),
        "actor": str(by.pk),
        "claimed_at": at.isoformat(),
        "body": {
            "hold_id": str(Hold.objects.get(place=place).record_id),
            "released_at": at.isoformat(),
            "finding": "Không phải do thực phẩm",
        },
    }
    submit_record(json.dumps(envelope).encode(), by=by, channel=Channel.WEB, received_at=at)


def test_an_answer_that_is_not_what_was_demanded_is_told_with_both() -> None:
    lines: list[str] = []
    teller = Teller(lines.append)
    with translation.override("en"):
        teller.check("served in 3 kitchens", 3, 3)
        teller.check("served in 2 kitchens", 2, 3)
    assert [line.strip() for line in lines] == [
        "✓ served in 3 kitchens",
        "✗ served in 2 kitchens",
        "demanded by the story: 3; got: 2",
    ]
    assert (teller.checked, len(teller.faults)) == (2, 1)
