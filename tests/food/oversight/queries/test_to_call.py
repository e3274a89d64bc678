"""Whose number a recall shows for those who have not answered."""

import pytest

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.oversight.queries.to_call import phones_of
from nguon.ground.people.choices import Role
from nguon.ground.people.models import OrganisationName
from nguon.ground.people.operations import assign_role
from tests.food.kitchen.incidents import lot_of
from tests.food.oversight.recalled import Desk, day_of, manager, pork_in, started

NUMBER = "0215 000 0202"


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk.now(cast)


def test_a_seller_nobody_has_an_account_of_is_called_as_it_was_registered(desk: Desk) -> None:
    recall = desk.view(desk.recall(started(pork_in(desk.cast, 0))).recall_id)
    (seller,) = recall.organisations
    name = "Công ty TNHH Thịt sạch Mường Thanh"
    assert phones_of([seller])[seller.key] == [(name, "cơ sở chế biến", NUMBER)]
    OrganisationName.objects.update(phone="")
    assert phones_of([seller])[seller.key] == []


def test_a_number_is_told_once_and_the_newest_name_first(desk: Desk) -> None:
    organisation = desk.cast.suppliers["thuong_lai"].organisation
    minh, phat = OrganisationName.objects.filter(organisation=organisation).order_by("pk")
    day = day_of(desk.cast, 0)
    bought = [line for dish in day.menu for line in dish.grams]
    lots = {lot_of(day, key) for key in bought}
    recall = desk.view(desk.recall(started(*lots)).recall_id)
    (notice,) = [one for one in recall.organisations if one.organisation == organisation]
    assert minh.phone == phat.phone
    assert [one[::2] for one in phones_of([notice])[notice.key]] == [
        (phat.legal_name, phat.phone),
    ]
    OrganisationName.objects.filter(pk=minh.pk).update(phone="0912 000 404")
    assert [one[::2] for one in phones_of([notice])[notice.key]] == [
        (phat.legal_name, phat.phone),
        (minh.legal_name, "0912 000 404"),
    ]


def test_people_come_before_the_registration(desk: Desk) -> None:
    recall = desk.view(desk.recall(started(pork_in(desk.cast, 0))).recall_id)
    (seller,) = recall.organisations
    (kitchen,) = recall.kitchens
    person = desk.cast.people["outsider"]
    for phone, expected in (("0912 000 777", ["0912 000 777", NUMBER]), (NUMBER, [NUMBER])):
        person.phone = phone
        person.save(update_fields=["phone"])
        if phone != NUMBER:
            assign_role(
                person,
                role=Role.SUPPLIER,
                by=desk.cast.administrator,
                on=desk.at.date(),
                organisation=seller.organisation,
            )
        told = phones_of(recall.notices)
        assert [number for _name, _role, number in told[seller.key]] == expected
    assert told[kitchen.key][0][0] == manager(desk.cast.pilot).full_name
    assert NUMBER not in [number for _name, _role, number in told[kitchen.key]]
