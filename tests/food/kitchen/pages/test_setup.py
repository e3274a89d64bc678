"""The manager sets the kitchen up: fridges, contracts. Nobody else, and no other kitchen."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nguon.base import clock
from nguon.base.errors import Conflict, InputInvalid, Refused
from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import Fridge, ReceivedLine, SupplyContract
from nguon.food.kitchen.operations.end_supply_contract import end_supply_contract
from nguon.food.kitchen.operations.rebuild_projections import rebuild_projections
from nguon.food.kitchen.operations.register_fridge import register_fridge
from nguon.food.kitchen.operations.register_supply_contract import register_supply_contract
from nguon.ground.people.choices import OrganisationKind
from nguon.ground.people.models import Organisation, Person
from nguon.ground.people.operations import register_organisation
from tests.food.kitchen.pages.conftest import Browser, fill, text_of


def address(cast: Cast, page: str, *args: object) -> str:
    return reverse(f"kitchen:{page}", args=[cast.pilot.place.pk, *args])


@pytest.fixture
def stranger(cast: Cast) -> Organisation:
    """A trader without any contract."""
    return register_organisation(
        by=cast.administrator,
        kind=OrganisationKind.TRADER,
        legal_name="Hộ kinh doanh Tòng Thị Inh",
        tax_code="0100109106",
    )


def contract_of(cast: Cast) -> SupplyContract:
    return SupplyContract.objects.filter(place=cast.pilot.place)[0]


def test_a_manager_adds_a_fridge_that_stands_on_the_day(cast: Cast, manager: Client) -> None:
    done = fill(manager, address(cast, "new_fridge"), name="Tủ lưu mẫu số 2", kind="sample")
    assert done["Location"] == address(cast, "setup")
    made = Fridge.objects.get(name="Tủ lưu mẫu số 2")
    assert (made.place, made.kind) == (cast.pilot.place, FridgeKind.SAMPLE)
    assert made.name in text_of(manager.get(address(cast, "day", clock.today())))


def test_two_fridges_of_one_name_are_refused_and_the_typed_stays(
    cast: Cast, manager: Client
) -> None:
    before = Fridge.objects.count()
    again = fill(manager, address(cast, "new_fridge"), name="tủ LƯU mẫu", kind="sample")
    assert "Bếp này đã có tủ" in text_of(again)
    assert 'value="tủ LƯU mẫu"' in text_of(again)
    assert Fridge.objects.count() == before


def test_the_same_fridge_form_sent_twice_makes_one_fridge(cast: Cast, manager: Client) -> None:
    sent = {"fridge_id": str(uuid4()), "name": "Tủ đá", "kind": "freezer"}
    answers = [manager.post(address(cast, "new_fridge"), sent).status_code for _n in range(2)]
    assert answers == [302, 200]
    assert Fridge.objects.filter(name="Tủ đá").count() == 1


def test_a_supplier_is_found_and_a_contract_added(
    cast: Cast, manager: Client, stranger: Organisation
) -> None:
    url = address(cast, "new_contract")
    for wanted in ("tong thi inh", "0100109"):
        found = manager.get(url, {"tim": wanted})
        assert [one.pk for one in found.context["suppliers"]] == [stranger.pk]
    done = fill(manager, f"{url}?don-vi={stranger.pk}", number="09/HĐ-TP")
    assert done["Location"] == address(cast, "setup")
    made = SupplyContract.objects.get(number="09/HĐ-TP")
    assert (made.place, made.supplier, made.valid_from, made.valid_to) == (
        cast.pilot.place,
        stranger,
        clock.today(),
        None,
    )
    assert "09/HĐ-TP" in text_of(manager.get(address(cast, "setup")))


def test_the_same_contract_is_not_added_twice(
    cast: Cast, manager: Client, stranger: Organisation
) -> None:
    url = f"{address(cast, 'new_contract')}?don-vi={stranger.pk}"
    fill(manager, url, number="09/HĐ-TP")
    again = fill(manager, url, number="09/hđ-tp")
    assert "đã có trong danh sách" in text_of(again)
    assert SupplyContract.objects.filter(supplier=stranger).count() == 1


def test_who_is_missing_can_be_registered_on_the_way(cast: Cast, manager: Client) -> None:
    url = address(cast, "new_contract")
    page = text_of(manager.get(url, {"tim": "chưa có"}))
    assert f"{reverse('people:new_organisation')}?ten=ch%C6%B0a%20c%C3%B3&amp;next={url}" in page
    said = {"kind": "household", "legal_name": "Bà Lường Thị Hặc"}
    done = manager.post(f"{reverse('people:new_organisation')}?next={url}", said)
    made = Organisation.objects.get(display_name="Bà Lường Thị Hặc")
    assert done["Location"] == f"{url}?don-vi={made.pk}"
    assert "Bà Lường Thị Hặc" in text_of(manager.get(done["Location"]))


@pytest.mark.parametrize("asked", ["x", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_supplier_is_asked_for_again(cast: Cast, manager: Client, asked: str) -> None:
    page = manager.get(address(cast, "new_contract"), {"don-vi": asked})
    assert "Hợp đồng với ai?" in text_of(page)


def test_a_school_is_no_supplier(cast: Cast, manager: Client) -> None:
    school = cast.kitchens[1].place.organisation_id
    page = manager.get(address(cast, "new_contract"), {"don-vi": str(school)})
    assert "Hợp đồng với ai?" in text_of(page)


def test_a_contract_ends_tomorrow_at_the_earliest(cast: Cast, manager: Client) -> None:
    contract, today = contract_of(cast), clock.today()
    url = address(cast, "end_contract", contract.pk)
    for day in (today, today - timedelta(days=1)):
        refused = fill(manager, url, on=day.isoformat())
        assert "sớm nhất vào ngày mai" in text_of(refused)
    assert contract_of(cast).valid_to is None
    done = fill(manager, url, on=(today + timedelta(days=1)).isoformat())
    assert done["Location"] == address(cast, "setup")
    assert contract_of(cast).valid_to == today + timedelta(days=1)


def test_an_end_that_has_come_is_not_moved(cast: Cast) -> None:
    manager, now = cast.pilot.people["manager"], clock.now()
    contract = contract_of(cast)
    on = clock.today() + timedelta(days=1)
    end_supply_contract(contract, by=manager, on=on, at=now)
    later = on + timedelta(days=5)
    assert end_supply_contract(contract, by=manager, on=later, at=now).valid_to == later
    with pytest.raises(Conflict):
        end_supply_contract(
            contract, by=manager, on=later + timedelta(days=9), at=now + timedelta(days=6)
        )
    assert contract_of(cast).valid_to == later


def test_ending_and_adding_contracts_leaves_what_was_received_as_it_was(
    cast: Cast, today: KitchenDay
) -> None:
    today.receive()
    manager, now = cast.pilot.people["manager"], clock.now()
    was = list(ReceivedLine.objects.order_by("pk").values("pk", "in_contract", "supplier"))
    for contract in SupplyContract.objects.filter(place=cast.pilot.place):
        end_supply_contract(contract, by=manager, on=clock.today() + timedelta(days=1), at=now)
    rebuild_projections()
    assert list(ReceivedLine.objects.order_by("pk").values("pk", "in_contract", "supplier")) == was


def test_a_contract_does_not_begin_before_a_delivery_recorded_without_it(
    cast: Cast, today: KitchenDay
) -> None:
    today.receive()
    manager, now = cast.pilot.people["manager"], clock.now()
    line = ReceivedLine.objects.exclude(supplier=None)[0]
    ReceivedLine.objects.filter(supplier=line.supplier).update(in_contract=False)
    words = {"supplier": line.supplier, "by": manager, "at": now}
    with pytest.raises(InputInvalid) as refused:
        register_supply_contract(
            cast.pilot.place,
            contract_id=uuid4(),
            number="10/HĐ",
            valid_from=clock.today(),
            **words,
        )
    assert [error.path for error in refused.value.errors] == ["valid_from"]
    tomorrow = clock.today() + timedelta(days=1)
    made = register_supply_contract(
        cast.pilot.place, contract_id=uuid4(), number="10/HĐ", valid_from=tomorrow, **words
    )
    assert made.valid_from == tomorrow


PAGES = ("setup", "new_fridge", "new_contract", "end_contract")
WHO = ("cook", "health_officer", "inspector", "province", "parent")


def person_of(cast: Cast, who: str) -> Person:
    if who == "cook":
        return cast.pilot.cooks[0]
    return cast.pilot.people[who] if who == "health_officer" else cast.people[who]


def urls(cast: Cast) -> dict[str, str]:
    args = {"end_contract": [contract_of(cast).pk]}
    return {page: address(cast, page, *args.get(page, [])) for page in PAGES}


@pytest.mark.parametrize("who", WHO)
def test_the_others_of_the_kitchen_are_refused(cast: Cast, sign_in: Browser, who: str) -> None:
    client = sign_in(person_of(cast, who))
    before = (Fridge.objects.count(), SupplyContract.objects.count())
    got = {page: client.get(url).status_code for page, url in urls(cast).items()}
    sent = {"fridge_id": str(uuid4()), "name": "Tủ X", "kind": "cold", "on": "2999-01-01"}
    posted = {page: client.post(url, sent).status_code for page, url in urls(cast).items()}
    assert got == dict.fromkeys(PAGES, 403)
    assert posted == {**dict.fromkeys(PAGES, 403), "setup": 405}
    assert before == (Fridge.objects.count(), SupplyContract.objects.count())
    assert contract_of(cast).valid_to is None


def test_another_kitchens_manager_and_an_outsider_find_nothing(
    cast: Cast, sign_in: Browser
) -> None:
    for person in (cast.kitchens[1].people["manager"], cast.people["outsider"], cast.administrator):
        client = sign_in(person)
        got = {page: client.get(url).status_code for page, url in urls(cast).items()}
        assert got == dict.fromkeys(PAGES, 404)


def test_a_contract_of_another_kitchen_is_not_ended_through_the_own(
    cast: Cast, sign_in: Browser
) -> None:
    other = cast.kitchens[1]
    url = reverse("kitchen:end_contract", args=[other.place.pk, contract_of(cast).pk])
    client = sign_in(other.people["manager"])
    assert client.post(url, {"on": "2999-01-01"}).status_code == 404
    assert contract_of(cast).valid_to is None


def test_a_fridge_is_registered_by_whom_the_kitchen_is(cast: Cast) -> None:
    for person in (cast.pilot.cooks[0], cast.kitchens[1].people["manager"], cast.administrator):
        with pytest.raises(Refused):
            register_fridge(
                cast.pilot.place,
                fridge_id=uuid4(),
                name="Tủ lạ",
                kind=FridgeKind.COLD,
                by=person,
                at=clock.now(),
            )
    assert not Fridge.objects.filter(name="Tủ lạ").exists()


def test_the_page_asks_the_same_few_questions_of_one_contract_and_of_three(
    cast: Cast, manager: Client
) -> None:
    url = address(cast, "setup")
    manager.get(url)
    costs = []
    for more in (0, 2):
        for number in range(more):
            register_supply_contract(
                cast.pilot.place,
                contract_id=uuid4(),
                supplier=contract_of(cast).supplier,
                number=f"thêm {number}",
                valid_from=clock.today(),
                by=cast.pilot.people["manager"],
                at=clock.now(),
            )
        with CaptureQueriesContext(connection) as queries:
            manager.get(url)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12
