"""Register a kind of food."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict, FieldError, InputInvalid
from nguon.base.folded_text import folded
from nguon.base.gs1_field import parsed_field
from nguon.base.text_field import optional_text, required_text
from nguon.core.gs1 import Gtin, mint_own_identifier
from nguon.core.quantities import all_units
from nguon.ground.people.models import Organisation, Person
from nguon.ground.products import rules
from nguon.ground.products.choices import Allergen, ProductGroup, Storage
from nguon.ground.products.models import Product


@transaction.atomic
def register_product(  # noqa: PLR0913 - a form of that many fields, all by keyword
    *,
    by: Person,
    name: str,
    group: ProductGroup,
    name_en: str = "",
    default_uom: str = "KGM",
    storage: Storage = Storage.AMBIENT,
    allergens: Iterable[Allergen | str] = (),
    gtin: str | None = None,
    owner: Organisation | None = None,
    at: datetime | None = None,
) -> Product:
    """Identified by its GTIN, or without a GS1 licence by a class identifier of ours.

    The same name of the same owner (or of nobody) is refused as `Conflict`, and so is a GTIN
    that another product has. Restricted circulation numbers are not GTINs (GenSpecs §2.1.13).
    """
    rules.may_register_product(by, owner, at=at).require()
    title = required_text(Product, "name", name)
    _require_known("group", group, ProductGroup.values)
    _require_known("storage", storage, Storage.values)
    _require_known("default_uom", default_uom, sorted(all_units()))
    contained = {str(allergen) for allergen in allergens}
    for allergen in sorted(contained):
        _require_known("allergens", allergen, Allergen.values)
    number = parsed_field(Gtin.parse, gtin, path="gtin") if gtin and gtin.strip() else None
    _require_new(title, number, owner)
    return Product.objects.create(
        identifier=number.as_digital_link() if number else _own_identifier(),
        gtin=number.value if number else None,
        name=title,
        folded_name=folded(title),
        name_en=optional_text(Product, "name_en", name_en),
        group=group,
        default_uom=default_uom,
        allergens=sorted(contained),
        storage=storage,
        owner_organisation=owner,
    )


def _own_identifier() -> str:
    host = settings.NGUON_IDENTIFIER_HOST
    return mint_own_identifier("class", secrets.token_bytes(8), host=host).uri


def _require_known(path: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        expected = ", ".join(known)
        raise InputInvalid([FieldError(path, _("This is not on the list."), expected, str(value))])


def _require_new(name: str, gtin: Gtin | None, owner: Organisation | None) -> None:
    if gtin is not None:
        same_number = Product.objects.filter(gtin=gtin.value).first()
        if same_number is not None:
            raise Conflict(
                _("GTIN %(gtin)s belongs to “%(name)s” already.")
                % {"gtin": gtin, "name": same_number.name}
            )
    if Product.objects.filter(name__iexact=name, owner_organisation=owner, gtin=None).exists():
        raise Conflict(_("“%(name)s” is on the list already. Use it.") % {"name": name})
