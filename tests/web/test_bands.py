"""The band on every page until a recall is answered, and the one for whoever must ring up."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nguon.food.kitchen.management.demo.cast import Cast, gather_cast
from nguon.food.oversight.operations.settle_recall import settle_recall
from nguon.food.oversight.queries.open_notices import open_notices
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Person
from nguon.ground.people.operations import assign_role
from nguon.ground.people.queries import assignments_at
from tests.food.oversight.conftest import START
from tests.food.oversight.recalled import Desk, manager, pork_in, started


@pytest.fixture
def cast(db: None) -> Cast:
    return gather_cast(at=START)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk.now(cast)


def bands(person: Person, path: str = "/tai-khoan/") -> list[tuple[str, str]]:
    """Address and words of each."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(path, follow=True).content.decode()
    found = re.findall(r'<a class="band[^"]*" href="([^"]+)">(.*?)</a>', page, re.DOTALL)
    return [(url, " ".join(re.sub(r"<[^>]+>", " ", inside).split())) for url, inside in found]


def test_everybody_of_the_kitchen_sees_it_on_every_page_until_somebody_answers(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    pilot = desk.cast.pilot
    recall_id = desk.recall(started(pork)).recall_id
    url = f"/thu-hoi/{recall_id}/tra-loi/{pilot.place.pk}/"
    for person in (pilot.cooks[0], manager(pilot), pilot.people["health_officer"]):
        for path in ("/", f"/bep/{pilot.place.pk}/", "/thu-hoi/"):
            assert [one for one, _ in bands(person, path)] == [url]
    assert bands(pilot.cooks[0], url) == []
    desk.later(3).answer(recall_id, pilot.place.pk, pilot.cooks[0])
    assert bands(manager(pilot)) == []


def test_a_drill_says_so_and_a_recall_stands_above_it(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    desk.recall(started(pork, drill=True))
    desk.later(1).recall(started(pork))
    first, second = bands(desk.cast.pilot.cooks[0])
    assert "DIỄN TẬP" not in first[1]
    assert second[1].startswith("DIỄN TẬP · ")


def test_a_released_recall_asks_nobody_any_more(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    recall_id = desk.recall(started(pork)).recall_id
    desk.later(2).release(recall_id)
    assert bands(desk.cast.pilot.cooks[0]) == []


@pytest.mark.parametrize("who", ["parent", "outsider", "supplier", "another kitchen"])
def test_whom_it_does_not_concern_sees_no_band(desk: Desk, who: str) -> None:
    pork = pork_in(desk.cast, 0)
    desk.recall(started(pork))
    assert bands(desk.cast.people.get(who) or manager(desk.cast.kitchens[2])) == []


def test_a_supplier_sees_its_own(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    organisation = desk.cast.suppliers["thit"].organisation
    person = desk.cast.people["outsider"]
    assign_role(
        person,
        role=Role.SUPPLIER,
        by=desk.cast.administrator,
        on=date(2026, 1, 1),
        organisation=organisation,
    )
    recall_id = desk.recall(started(pork)).recall_id
    urls = [url for url, _ in bands(person)]
    assert urls == [f"/thu-hoi/{recall_id}/tra-loi/{organisation.pk}/"]


def test_silence_is_passed_on_to_the_commune_then_to_the_province(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    cast = desk.cast
    commune = cast.pilot.place.commune
    there, elsewhere = cast.people["outsider"], cast.people["parent"]
    for person, where in ((there, commune), (elsewhere, cast.kitchens[1].place.commune)):
        assign_role(
            person, role=Role.INSPECTOR, by=cast.administrator, on=date(2026, 1, 1), commune=where
        )
    recall_id = desk.recall(started(pork, minutes=60)).recall_id
    page = f"/thu-hoi/{recall_id}/"

    def told(person: Person) -> list[str]:
        return [url for url, _ in bands(person)]

    assert [told(one) for one in (there, desk.inspector, cast.people["province"])] == [[], [], []]
    settle_recall(recall_id, at=desk.later(61).at)
    assert (told(there), told(elsewhere), told(desk.inspector)) == ([page], [], [page])
    assert told(cast.people["province"]) == []
    settle_recall(recall_id, at=desk.later(121).at)
    assert told(cast.people["province"]) == [page]
    assert bands(desk.inspector)[0][1].startswith("Thịt lợn nạc vai lô 0107: 2 nơi quá hạn")


def test_it_costs_a_cook_one_statement_however_many_there_are(desk: Desk) -> None:
    pork = pork_in(desk.cast, 0)
    held = list(assignments_at(desk.cast.pilot.cooks[0]))
    costs = []
    for _ in range(3):
        desk.recall(started(pork))
        with CaptureQueriesContext(connection) as asked:
            open_notices(held)
        costs.append(len(asked))
    assert costs == [1, 1, 1]
    with CaptureQueriesContext(connection) as asked:
        assert open_notices([]) == []
    assert len(asked) == 0
