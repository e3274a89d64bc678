"""One real actor under whatever name or tax code (the Thái Nguyên case of 2025)."""

from datetime import UTC, datetime

import pytest

from nguon.base.errors import Conflict, InputInvalid, Refused
from nguon.core.gs1 import OwnIdentifier
from nguon.ground.people.choices import OrganisationKind, Role
from nguon.ground.people.models import Organisation
from nguon.ground.people.operations import add_organisation_name, register_organisation
from nguon.ground.people.queries import (
    legal_names_of,
    organisation_by_name_or_tax_code,
    suppliers_matching,
)

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def trader(cast):
    """One trader, two legal names, two tax codes, two addresses, two phones."""
    manager = cast.person(Role.MANAGER)
    trader = register_organisation(
        by=manager,
        kind=OrganisationKind.TRADER,
        legal_name="Công ty TNHH Thực phẩm Đức Hòa",
        tax_code="0100233488",
        display_name="Bà Hòa chợ Mường Thanh",
        address="Số 5, chợ Mường Thanh",
        phone="0215 3 825 001",
        at=AT,
    )
    add_organisation_name(
        trader,
        by=manager,
        legal_name="Hộ kinh doanh Nguyễn Thị Hoà",
        tax_code="0314409058-002",
        address="Tổ 8, phường Mường Thanh",
        phone="0912 345 678",
        at=AT,
    )
    return trader


FOUND_BY = [
    "Công ty TNHH Thực phẩm Đức Hòa",
    "CONG TY TNHH THUC PHAM DUC HOA",
    "công ty  TNHH thực phẩm Đức-Hoà",
    "hộ kinh doanh nguyễn thị hòa",
    "0100233488",
    "0100 233 488",
    "0314409058-002",
    "0314409058002",
    "0314409058–002",
]


@pytest.mark.parametrize("text", FOUND_BY)
def test_every_name_and_tax_code_leads_to_the_one_actor(trader, text):
    assert organisation_by_name_or_tax_code(text) == trader


@pytest.mark.parametrize("text", ["", "  ", "Đức", "0300588569", "Công ty khác", "%", "\0"])
def test_what_nobody_is_called_leads_to_nobody(trader, text):
    assert organisation_by_name_or_tax_code(text) is None


def test_each_name_keeps_its_own_address_and_phone(trader):
    names = [(n.tax_code, n.address, n.phone) for n in legal_names_of(trader)]
    assert names == [
        ("0100233488", "Số 5, chợ Mường Thanh", "0215 3 825 001"),
        ("0314409058-002", "Tổ 8, phường Mường Thanh", "0912 345 678"),
    ]
    assert {n.registered_by.username for n in legal_names_of(trader)} == {"manager"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("duc hoa", True),
        ("nguyen thi", True),
        ("0314", True),
        ("bếp", False),
        ("9", False),
        ("%", False),
    ],
)
def test_suppliers_are_found_by_part_of_any_name_or_the_start_of_a_tax_code(trader, text, found):
    assert list(suppliers_matching(text)) == ([trader] if found else [])


def test_a_school_is_no_supplier(cast):
    assert list(suppliers_matching("Điện Biên Phủ")) == []
    assert [o.pk for o in suppliers_matching("")] == [cast.cooperative.pk]


def test_a_tax_code_belongs_to_one_organisation(cast, trader):
    with pytest.raises(Conflict, match="Thực phẩm Đức Hòa"):
        register_organisation(
            by=cast.admin,
            kind=OrganisationKind.TRADER,
            legal_name="Công ty mới",
            tax_code="0100233488",
            at=AT,
        )
    assert not Organisation.objects.filter(display_name="Công ty mới").exists()


def test_a_known_name_without_tax_code_is_not_registered_twice(cast, trader):
    with pytest.raises(Conflict):
        register_organisation(
            by=cast.admin, kind=OrganisationKind.TRADER, legal_name="HO KINH DOANH Nguyen Thi Hoa"
        )


def test_a_name_of_two_actors_asks_for_the_tax_code_unless_the_marks_tell_them_apart(cast):
    for name, tax_code in [("HTX Hòa Bình", "0100233488"), ("HTX Hoa Bính", "0300588569")]:
        register_organisation(
            by=cast.admin, kind=OrganisationKind.COOPERATIVE, legal_name=name, tax_code=tax_code
        )
    found = organisation_by_name_or_tax_code("htx hoa bính")
    assert found is not None
    assert found.display_name == "HTX Hoa Bính"
    with pytest.raises(Conflict, match="2"):
        organisation_by_name_or_tax_code("htx hoa binh")


def test_an_organisation_without_gln_gets_an_identifier_of_ours(cast, settings):
    own = OwnIdentifier.parse(cast.school.identifier)
    assert (own.host, own.kind) == (settings.NGUON_IDENTIFIER_HOST, "loc")
    assert cast.school.identifier != cast.other_school.identifier


def test_an_organisation_with_gln_is_identified_by_its_party_gln(cast):
    trader = register_organisation(
        by=cast.admin, kind=OrganisationKind.TRADER, legal_name="Có GLN", gln="8930000000019"
    )
    assert trader.identifier == "https://id.gs1.org/417/8930000000019"
    with pytest.raises(Conflict, match="Có GLN"):
        register_organisation(
            by=cast.admin, kind=OrganisationKind.TRADER, legal_name="Khác", gln="8930000000019"
        )


BAD = [
    ({"legal_name": " "}, "legal_name"),
    ({"legal_name": "x" * 201}, "legal_name"),
    ({"tax_code": "0100233489"}, "tax_code"),
    ({"gln": "8930000000018"}, "gln"),
    ({"phone": "9" * 41}, "phone"),
]


@pytest.mark.parametrize(("given", "path"), BAD)
def test_what_cannot_be_right_is_refused_by_field(cast, given, path):
    fields = {"legal_name": "Trần Văn Bình", "kind": OrganisationKind.HOUSEHOLD, **given}
    with pytest.raises(InputInvalid) as invalid:
        register_organisation(by=cast.admin, **fields)
    assert [error.path for error in invalid.value.errors] == [path]


WHO = [
    (Role.MANAGER, OrganisationKind.TRADER, True),
    (Role.MANAGER, OrganisationKind.SCHOOL, False),
    (Role.MANAGER, OrganisationKind.AUTHORITY, False),
    (Role.COOK, OrganisationKind.TRADER, False),
    (Role.INSPECTOR, OrganisationKind.TRADER, False),
    (Role.SUPPLIER, OrganisationKind.TRADER, False),
]


@pytest.mark.parametrize(("role", "kind", "allowed"), WHO)
def test_managers_register_suppliers_and_nobody_else_anything(cast, role, kind, allowed):
    person = cast.person(role)
    if allowed:
        register_organisation(by=person, kind=kind, legal_name="Hàng mới", at=AT)
    else:
        with pytest.raises(Refused):
            register_organisation(by=person, kind=kind, legal_name="Hàng mới", at=AT)
    assert Organisation.objects.filter(display_name="Hàng mới").exists() is allowed


def test_a_manager_does_not_rename_another_school(cast):
    with pytest.raises(Refused):
        add_organisation_name(
            cast.other_school, by=cast.person(Role.MANAGER), legal_name="Tên khác", at=AT
        )
