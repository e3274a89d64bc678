"""Two tenants: nobody sees the other's places, persons or keys. Each test holds what could leak."""

from datetime import UTC, date, datetime

import pytest

from nguon.ground.people.choices import Act, Role
from nguon.ground.people.operations import assign_role, issue_api_key, register_person
from nguon.ground.people.queries import (
    api_keys_visible_to,
    organisations_visible_to,
    persons_visible_to,
    places_visible_to,
    principal_of,
    principal_of_key,
)
from nguon.ground.people.queries.principals import Principal

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SINCE = date(2026, 9, 1)


@pytest.fixture
def two_managers(cast):
    """A manager of each school as a whole, each with a cook and a key."""
    managers = []
    for number, (school, kitchen) in enumerate(
        [(cast.school, cast.kitchen), (cast.other_school, cast.other_kitchen)]
    ):
        manager = cast.register(f"quanly{number}")
        assign_role(manager, role=Role.MANAGER, organisation=school, by=cast.admin, on=SINCE)
        cook = register_person(
            by=manager, username=f"bep{number}", full_name="Cô Lan", password=None, at=AT
        )
        assign_role(cook, role=Role.COOK, place=kitchen, by=manager, on=SINCE, at=AT)
        issue_api_key(school, name=f"khoa{number}", scopes=["query_events"], by=manager, at=AT)
        managers.append(manager)
    return managers


def test_each_manager_sees_the_own_tenant_whole_and_the_other_not_at_all(cast, two_managers):
    seen = [
        (
            {place.name for place in places_visible_to(manager, at=AT)},
            {organisation.pk for organisation in organisations_visible_to(manager, at=AT)},
            {person.username for person in persons_visible_to(manager, at=AT)},
            {key.name for key in api_keys_visible_to(manager, at=AT)},
        )
        for manager in two_managers
    ]
    assert seen == [
        ({"Bếp bán trú"}, {cast.school.pk}, {"quanly0", "bep0"}, {"khoa0"}),
        ({"Bếp Pú Nhung"}, {cast.other_school.pk}, {"quanly1", "bep1"}, {"khoa1"}),
    ]


@pytest.mark.parametrize("role", [Role.COOK, Role.PARENT_REPRESENTATIVE, Role.HEALTH_OFFICER])
def test_who_works_in_a_kitchen_sees_it_and_nobody_elses_account(cast, two_managers, role):
    person = cast.person(role)
    assert [p.pk for p in places_visible_to(person, at=AT)] == [cast.kitchen.pk]
    assert [p.pk for p in persons_visible_to(person, at=AT)] == [person.pk]
    assert list(api_keys_visible_to(person, at=AT)) == []


def test_an_outsider_sees_nothing_but_the_own_account(cast, two_managers):
    outsider = cast.register("nguoingoai")
    assert list(places_visible_to(outsider, at=AT)) == []
    assert list(organisations_visible_to(outsider, at=AT)) == []
    assert list(persons_visible_to(outsider, at=AT)) == [outsider]
    assert list(api_keys_visible_to(outsider, at=AT)) == []


def test_what_was_visible_is_gone_when_the_assignment_has_ended(cast, two_managers):
    assert list(places_visible_to(two_managers[0], at=datetime(2026, 8, 30, tzinfo=UTC))) == []


def test_an_inspector_sees_the_places_of_the_commune(cast):
    inspector = cast.person(Role.INSPECTOR)
    assert [p.pk for p in places_visible_to(inspector, at=AT)] == [cast.kitchen.pk]


def test_places_can_be_asked_for_by_what_one_may_do_there(cast):
    person = cast.person(Role.COOK)
    assign_role(
        person, role=Role.PARENT_REPRESENTATIVE, place=cast.other_kitchen, by=cast.admin, on=SINCE
    )
    cooking = places_visible_to(person, act=Act.RECORD_COOKING, at=AT)
    assert {p.pk for p in places_visible_to(person, at=AT)} == {
        cast.kitchen.pk,
        cast.other_kitchen.pk,
    }
    assert [p.pk for p in cooking] == [cast.kitchen.pk]


def test_a_principal_traces_only_where_the_role_allows_tracing(cast):
    """A health officer here who is a parent there traces here only."""
    person = cast.person(Role.HEALTH_OFFICER)
    assign_role(
        person, role=Role.PARENT_REPRESENTATIVE, place=cast.other_kitchen, by=cast.admin, on=SINCE
    )
    assert principal_of(person, at=AT) == Principal(
        person_id=person.pk,
        organisation_ids=frozenset({cast.school.pk}),
        place_ids=frozenset({cast.kitchen.pk}),
        sees_everything=False,
        label="Người health_officer",
        roles=frozenset({Role.HEALTH_OFFICER}),
    )


def test_a_cook_traces_nothing(cast):
    principal = principal_of(cast.person(Role.COOK), at=AT)
    assert (principal.organisation_ids, principal.place_ids) == (frozenset(), frozenset())


def test_the_province_sees_everything(cast):
    principal = principal_of(cast.person(Role.PROVINCE), at=AT)
    assert (principal.sees_everything, principal.place_ids) == (True, frozenset())


def test_an_inspector_of_a_commune_holds_only_organisations_wholly_within_it(cast):
    inspector = cast.person(Role.INSPECTOR)
    assert principal_of(inspector, at=AT).organisation_ids == {cast.school.pk}
    cast.other_kitchen.organisation = cast.school
    cast.other_kitchen.save()
    assert principal_of(inspector, at=AT).organisation_ids == frozenset()
    assert principal_of(inspector, at=AT).place_ids == {cast.kitchen.pk}


def test_a_key_is_a_principal_of_its_organisation_alone(cast):
    key, _secret = issue_api_key(
        cast.cooperative, name="máy cân", scopes=[Act.CAPTURE_EVENTS], by=cast.admin, at=AT
    )
    assert principal_of_key(key) == Principal(
        person_id=None,
        organisation_ids=frozenset({cast.cooperative.pk}),
        place_ids=frozenset({cast.field.pk}),
        sees_everything=False,
        label="máy cân",
    )


@pytest.mark.parametrize("places", [1, 3])
def test_the_places_cost_two_queries_however_many_there_are(
    cast, places, django_assert_num_queries
):
    person = cast.person(Role.COOK)
    for number in range(places - 1):
        cast.other_kitchen.pk = None
        cast.other_kitchen._state.adding = True
        cast.other_kitchen.identifier = f"https://example.vn/loc/{number}"
        cast.other_kitchen.save()
        assign_role(person, role=Role.COOK, place=cast.other_kitchen, by=cast.admin, on=SINCE)
    with django_assert_num_queries(2):
        assert len(places_visible_to(person, at=AT)) == places
