"""What was known of a supplier before, who is told of it, and what was written afterwards."""

from datetime import timedelta

import pytest

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.models import ReceivedLine
from nguon.food.oversight.queries.who_knew import WhoKnew, who_knew
from nguon.ground.people.models import Person
from nguon.ground.people.queries import principal_of
from tests.food.kitchen.incidents import line_of, lived, lot_of, place_hold, send_back

PORK = "lon"


def knew(person: Person, cast: Cast, **more: object) -> WhoKnew:
    supplier = cast.suppliers["thit"].organisation.pk
    return who_knew(supplier, principal=principal_of(person), at=clock.now(), **more)  # type: ignore[arg-type]


@pytest.fixture
def returned(cast: Cast) -> Cast:
    """Three weeks ago the second kitchen sent pork back; yesterday the first cooked pork."""
    send_back(lived(cast, 21, kitchen=1), PORK)
    lived(cast, 1, kitchen=0)
    return cast


def told(found: WhoKnew) -> list[tuple[str, str, str, bool, bool]]:
    return [
        (one.kind, one.place.uri, one.reason, one.amount is not None, one.is_own)
        for one in found.warned
    ]


def test_the_province_and_every_buyer_hear_of_what_was_sent_back(returned: Cast) -> None:
    there = returned.kitchens[1].place.identifier
    why = "Nhớt, có mùi lạ"
    by = {
        "province": returned.people["province"],
        "who sent it back": returned.kitchens[1].people["manager"],
        "buyer": returned.kitchens[0].people["manager"],
    }
    assert {who: told(knew(person, returned)) for who, person in by.items()} == {
        "province": [("returned", there, why, True, True)],
        "who sent it back": [("returned", there, why, True, True)],
        "buyer": [("returned", there, why, False, False)],
    }


def test_what_a_kitchen_does_not_share_stays_there(cast: Cast) -> None:
    send_back(lived(cast, 20, kitchen=1), PORK, share=False)
    lived(cast, 1, kitchen=0)
    assert ReceivedLine.objects.filter(share=False).exists()
    assert told(knew(cast.kitchens[0].people["manager"], cast)) == []
    assert len(knew(cast.people["province"], cast).warned) == 1


def test_a_hold_elsewhere_is_told_without_its_cause(returned: Cast) -> None:
    day = lived(returned, 2, kitchen=1)
    place_hold(day, lot_uris=[lot_of(day, PORK)])
    first = knew(returned.kitchens[0].people["manager"], returned).warned[0]
    assert (first.kind, first.reason, first.amount) == ("held", "", None)
    assert knew(returned.people["province"], returned).warned[0].reason == "Nghi ngộ độc"


def test_who_never_bought_there_is_told_nothing(returned: Cast) -> None:
    for person in (returned.kitchens[2].people["manager"], returned.people["outsider"]):
        with pytest.raises(Missing):
            knew(person, returned)


def test_a_month_is_a_month(returned: Cast) -> None:
    assert knew(returned.people["province"], returned, days=20).warned == []


def test_what_is_written_after_the_moment_about_before_it_is_shown(cast: Cast) -> None:
    day = lived(cast, 1, kitchen=0)
    moment = clock.now() - timedelta(hours=1)
    found = knew(cast.people["province"], cast, after=moment)
    before = {one.event_id for one in found.afterwards if one.is_correction}
    line = line_of(day, PORK)
    day.say(
        RecordKind.WITHDRAWN,
        {"withdraws": str(line.record_id)},
        key="undo",
        by=day.kitchen.people["health_officer"],
        at=clock.now(),
        supersedes=line.record_id,
        reason="Ghi nhầm",
    )
    after = knew(cast.people["province"], cast, after=moment).afterwards
    corrected = [one for one in after if one.is_correction and one.event_id not in before]
    assert {one.biz_step for one in corrected} == {"inspecting", "receiving"}
    assert {one.at < moment < one.recorded_at for one in after} == {True}
    assert knew(cast.people["province"], cast).afterwards == []
