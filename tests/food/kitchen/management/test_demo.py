"""The demo tells its five days through operations and the capture API, bad days included.

It is told once for all these tests, in a transaction that is rolled back at the end.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import jsonschema_rs
import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from nguon.core.haccp import State
from nguon.food.kitchen.management.demo.cast import DEMO_PIN
from nguon.food.kitchen.management.demo.weeks import Told, last_school_days, tell_demo
from nguon.food.kitchen.models import ReceivedLine, RetainedSample, ServingCheck
from nguon.food.kitchen.queries.day import acts_of_day, boxes_of_place, day_seal
from nguon.food.kitchen.queries.export import epcis_of_day
from nguon.food.kitchen.rules.day import DayView, read_day
from nguon.food.trace.models import CaptureJob, Event
from nguon.food.trace.queries import trace
from nguon.ground.people.queries import pins_of
from nguon.ground.people.queries.principals import principal_of

pytestmark = pytest.mark.django_db  # has the test database made; the fixture fills it once

SATURDAY = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Told]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield tell_demo(now=SATURDAY, seed=1)
        transaction.set_rollback(True)


def view(told: Told, number: int, *, kitchen: int = 0) -> DayView:
    """The board at five in the afternoon of one of the five days."""
    place, day = told.cast.kitchens[kitchen].place, told.days[number]
    at = datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=10)
    return read_day(
        acts_of_day(place, day),
        boxes_of_place(place, since=at - timedelta(hours=17)),
        day_hash=day_seal(place, day),
        at=at,
    )


def flags(told: Told, number: int, *, kitchen: int = 0) -> list[str]:
    return [flag.code for flag in view(told, number, kitchen=kitchen).flags]


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        pytest.param(date(2026, 11, 21), date(2026, 11, 16), date(2026, 11, 20), id="a Saturday"),
        pytest.param(date(2026, 11, 23), date(2026, 11, 16), date(2026, 11, 20), id="a Monday"),
        pytest.param(date(2026, 11, 19), date(2026, 11, 12), date(2026, 11, 18), id="midweek"),
    ],
)
def test_the_days_are_the_five_school_days_before_today(
    today: date, first: date, last: date
) -> None:
    days = last_school_days(today)
    assert (days[0], days[-1], len(days)) == (first, last, 5)


def test_four_kitchens_one_of_them_with_910_pupils_eight_cooks_and_an_officer(told: Told) -> None:
    pilot = told.cast.pilot
    assert (len(told.cast.kitchens), pilot.portions, len(pilot.cooks)) == (4, 910, 8)


def test_one_trader_has_two_legal_names_and_two_tax_codes(told: Told) -> None:
    names = told.cast.suppliers["thuong_lai"].names
    assert [name.tax_code for name in names] == ["990000000303", "9900000048"]
    assert len({name.organisation_id for name in names}) == 1


def test_both_names_on_papers_lead_to_one_supplier(told: Told) -> None:
    trader = told.cast.suppliers["thuong_lai"].organisation
    lines = ReceivedLine.objects.filter(supplier=trader)
    assert lines.values("supplier_name").distinct().count() == 2


def test_each_day_has_four_to_six_dishes(told: Told) -> None:
    assert [len(view(told, number).meals[0].dishes) for number in range(5)] == [4, 4, 5, 6, 5]


def test_today_is_planned_and_nothing_is_ticked(told: Told) -> None:
    place = told.cast.pilot.place
    acts = acts_of_day(place, SATURDAY.date())
    board = read_day(acts, [], day_hash="", at=SATURDAY - timedelta(hours=8))
    states = {duty.state for dish in board.meals[0].dishes for duty in dish.state.duties.values()}
    assert states == {State.NOT_DUE}


def test_a_corrected_weight_is_no_flag_but_two_versions(told: Told) -> None:
    assert flags(told, 0) == []
    versions = ReceivedLine.objects.filter(
        place=told.cast.pilot.place, product_name="Rau cải ngọt", reason__startswith="Gõ nhầm"
    )
    assert [row.supersedes is not None for row in versions] == [True]


def test_a_check_written_down_five_hours_late_is_flagged(told: Told) -> None:
    assert flags(told, 1) == ["late_entry"]


def test_a_sample_of_80_grams_is_short(told: Told) -> None:
    assert flags(told, 2) == ["sample_short"]


def test_a_dish_stopped_at_step_3_owes_no_sample(told: Told) -> None:
    assert flags(told, 3) == ["stopped"]
    stopped = ServingCheck.objects.get(decision="stop")
    assert RetainedSample.objects.filter(dish=stopped.dish).count() == 0


def test_samples_due_under_a_hold_are_still_there(told: Told) -> None:
    board = view(told, 4)
    held = [box for box in board.boxes if box.held]
    assert [flag.code for flag in board.flags] == ["hold"]
    assert {(box.may_destroy.code, box.destroyed) for box in held} == {("held_suspicion", None)}
    by_meal = Counter(box.sample.dish.meal.date for box in held)
    of_the_meal = by_meal[told.days[2]]
    assert (of_the_meal, by_meal.total()) == (5, 9), "and what else was made with its lots"


def test_thirty_kilograms_of_gio_were_rejected_at_one_kitchen(told: Told) -> None:
    assert "rejected" in flags(told, 2, kitchen=1)
    line = ReceivedLine.objects.get(decision="rejected")
    assert (line.product_name, line.returned_amount, line.uom) == ("Giò lợn", 30, "KGM")


def test_a_delivery_from_outside_the_contract_is_loud(told: Told) -> None:
    assert flags(told, 3, kitchen=2) == ["unregistered_source"]


def test_suppliers_sent_their_documents_through_the_capture_api(told: Told) -> None:
    jobs = CaptureJob.objects.all()
    assert (jobs.count(), Event.objects.filter(record_id=None).count() > 100) == (8, True)


def test_from_a_sample_one_sees_lots_suppliers_and_sister_kitchens(told: Told) -> None:
    sample = RetainedSample.objects.get(
        place=told.cast.pilot.place, dish__name="Canh bí xanh nấu thịt băm"
    )
    manager = told.cast.pilot.people["manager"]
    answer = trace(sample.box_uri, principal=principal_of(manager, at=SATURDAY))
    names = {supplier.party.name for supplier in answer.suppliers}
    sisters = {receipt.place.name for receipt in answer.sisters}
    assert "Hợp tác xã Rau an toàn Thanh Yên" in names
    assert len(sisters) == 3


def test_the_export_of_a_day_validates_against_the_ratified_schema(
    told: Told, conformance: Path
) -> None:
    schema = json.loads(next((conformance / "epcis" / "schema").glob("*.json")).read_bytes())
    validator = jsonschema_rs.validator_for(schema)
    for kitchen in told.cast.kitchens:
        for day in told.days:
            document = epcis_of_day(kitchen.place, day, created_at=SATURDAY).to_json()
            assert validator.is_valid(json.loads(document))


def test_the_forms_command_writes_six_files(told: Told, tmp_path: Path) -> None:
    call_command("forms", "hoa ban", f"{told.days[2]:%d/%m/%Y}", to=tmp_path, stdout=StringIO())
    names = sorted(path.name.rsplit("-", 3)[0] for path in tmp_path.iterdir())
    assert names == ["mau-1-i", "mau-1-ii", "mau-2", "mau-3", "mau-4", "mau-5"]


def test_blank_forms_are_for_power_cuts(told: Told, tmp_path: Path) -> None:
    day = f"{told.days[2]:%d/%m/%Y}"
    call_command("forms", "hoa ban", day, to=tmp_path, blank=True, stdout=StringIO())
    texts = [pypdf.PdfReader(path).pages[0].extract_text() for path in sorted(tmp_path.iterdir())]
    assert (len(texts), any("Rau cải" in text for text in texts)) == (5, False)


def test_a_kitchen_that_nobody_knows_is_answered_with_those_there_are(told: Told) -> None:
    with pytest.raises(CommandError, match="Bếp ăn Trường Tiểu học Hoa Ban"):
        call_command("forms", "không có", "20/11/2026", stdout=StringIO())


def test_the_demo_refuses_a_database_with_people_in_it(told: Told) -> None:
    with pytest.raises(CommandError, match="empty database"):
        call_command("demo", stdout=StringIO())


def test_a_rebuild_of_the_whole_demo_adds_nothing(told: Told) -> None:
    said = StringIO()
    call_command("rebuild_projections", stdout=said)
    assert said.getvalue().endswith("records replayed, 0 events added.\n")


def test_everybody_in_a_kitchen_has_the_pin_that_the_readme_tells(told: Told) -> None:
    people = [person for kitchen in told.cast.kitchens for person in kitchen.people.values()]
    pins = pins_of(people)
    assert set(pins) == {person.pk for person in people}
    pin = pins[told.cast.pilot.people["manager"].pk]
    salt = base64.b64decode(pin.salt)
    digest = hashlib.pbkdf2_hmac("sha256", DEMO_PIN.encode(), salt, pin.iterations)
    assert base64.b64decode(pin.digest) == digest
    readme = Path(__file__).resolve().parents[4] / "README.md"
    assert f"`{DEMO_PIN}`" in readme.read_text(encoding="utf-8")
