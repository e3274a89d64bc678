"""Products: identified, refused when wrong, found however they are typed."""

from datetime import UTC, datetime

import pytest

from nguon.base.errors import Conflict, InputInvalid, Refused
from nguon.core.gs1 import OwnIdentifier
from nguon.ground.people.choices import Role
from nguon.ground.products.choices import Allergen, ProductGroup, Storage
from nguon.ground.products.models import Product
from nguon.ground.products.operations import register_product
from nguon.ground.products.queries import products_matching

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def register(cast):
    def register(**given):
        fields = {"by": cast.admin, "name": "Rau muống", "group": ProductGroup.FRESH_FROZEN}
        return register_product(**fields | {"at": AT} | given)

    return register


def test_a_product_without_gtin_gets_a_class_identifier_of_ours(register, settings):
    product = register(allergens=[Allergen.MILK, "eggs", "milk"], storage=Storage.CHILLED)
    own = OwnIdentifier.parse(product.identifier)
    assert (own.host, own.kind) == (settings.NGUON_IDENTIFIER_HOST, "class")
    assert (product.gtin, product.default_uom, product.storage) == (None, "KGM", "chilled")
    assert product.allergens == ["eggs", "milk"]


@pytest.mark.parametrize("typed", ["8938505974194", "08938505974194", " 8938505974194 "])
def test_a_gtin_is_kept_as_fourteen_digits_however_it_was_typed(register, typed):
    product = register(gtin=typed)
    assert product.gtin == "08938505974194"
    assert product.identifier == "https://id.gs1.org/01/08938505974194"
    with pytest.raises(Conflict, match="Rau muống"):
        register(name="Khác", gtin="08938505974194")


INVALID = [
    ({"name": ""}, "name"),
    ({"gtin": "8938505974195"}, "gtin"),  # check digit
    ({"gtin": "2000000000008"}, "gtin"),  # for use within a shop
    ({"gtin": "٨٩٣٨٥٠٥٩٧٤١٩٤"}, "gtin"),
    ({"default_uom": "kg"}, "default_uom"),
    ({"group": "frozen"}, "group"),
    ({"storage": "warm"}, "storage"),
    ({"allergens": ["eggs", "dust"]}, "allergens"),
]


@pytest.mark.parametrize(("given", "path"), INVALID)
def test_what_cannot_be_right_is_refused_by_field(register, given, path):
    with pytest.raises(InputInvalid) as invalid:
        register(**given)
    assert [error.path for error in invalid.value.errors] == [path]
    assert Product.objects.count() == 0


def test_the_same_name_is_registered_once_and_a_mark_makes_another(register):
    register(name="Cá rô")
    with pytest.raises(Conflict):
        register(name="cá  rô")
    assert register(name="Cà rô").name == "Cà rô"


FOUND = [
    ("rau", ["Rau cải", "Rau muống"]),
    ("RAU MUONG", ["Rau muống"]),
    ("muống", ["Rau muống"]),
    ("spinach", ["Rau muống"]),
    ("8938505974194", ["Sữa tươi"]),
    ("https://id.gs1.org/01/08938505974194", ["Sữa tươi"]),
    ("", ["Rau cải", "Rau muống", "Sữa tươi"]),
    ("đậu", []),
    ("%", []),
    ("_", []),
    ("\0", ["Rau cải", "Rau muống", "Sữa tươi"]),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_a_product_is_found_by_name_gtin_or_identifier(register, text, names):
    register(name_en="Water spinach")
    register(name="Rau cải", name_en="Mustard greens")
    register(name="Sữa tươi", group=ProductGroup.DRY_PACKAGED, gtin="8938505974194")
    assert [product.name for product in products_matching(text)] == names


WHO = [
    (Role.MANAGER, None, True),
    (Role.MANAGER, "cooperative", False),
    (Role.SUPPLIER, "cooperative", True),
    (Role.SUPPLIER, "school", False),
    (Role.SUPPLIER, None, False),
    (Role.COOK, None, False),
    (Role.INSPECTOR, None, False),
    (Role.PARENT_REPRESENTATIVE, None, False),
]


@pytest.mark.parametrize(("role", "owner", "allowed"), WHO)
def test_who_may_register_products(cast, register, role, owner, allowed):
    person = cast.person(role)
    owner = getattr(cast, owner) if owner else None
    if allowed:
        assert register(by=person, owner=owner).owner_organisation == owner
    else:
        with pytest.raises(Refused):
            register(by=person, owner=owner)
    assert Product.objects.exists() is allowed
