"""Finding the one real actor behind whatever name or number somebody has in hand."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict
from nguon.base.folded_text import folded
from nguon.core.epcis.identity import identity_of
from nguon.ground.people.choices import SUPPLIER_KINDS
from nguon.ground.people.models import Organisation, OrganisationName
from nguon.ground.people.models.tax_code import TaxCode


def organisation_by_name_or_tax_code(text: str) -> Organisation | None:
    """The organisation that has this legal name (marks and case do not matter) or tax code.

    Raises `Conflict` if the name could mean several: guessing would join two actors into one.
    """
    tax_code = TaxCode.parse_if_one(text)
    if tax_code:
        return Organisation.objects.filter(names__tax_code=tax_code.value).first()
    key = folded(text)
    names = OrganisationName.objects.filter(folded_name=key).select_related("organisation")
    found = {name.organisation for name in names} if key else set()
    if len(found) > 1:
        spelt = " ".join(text.casefold().split())
        exact = {
            n.organisation for n in names if " ".join(n.legal_name.casefold().split()) == spelt
        }
        found = exact if len(exact) == 1 else found
    if len(found) > 1:
        raise Conflict(
            _("%(count)d organisations are called “%(name)s”. Give the tax code instead.")
            % {"count": len(found), "name": text}
        )
    return found.pop() if found else None


def organisation_named(text: str) -> Organisation | None:
    """The same, or by its identifier in any of its forms."""
    identifier = identity_of(text).canonical
    found = Organisation.objects.filter(identifier=identifier).first() if ":" in text else None
    return found or organisation_by_name_or_tax_code(text)


def suppliers_matching(text: str) -> QuerySet[Organisation]:
    """Organisations that sell food, by part of any name they ever had or a tax code's beginning;
    all of them without a text.

    Suppliers are known to all kitchens on purpose: a bad one must be the same one everywhere.
    """
    return organisations_matching(text).filter(kind__in=SUPPLIER_KINDS)


def organisations_matching(text: str) -> QuerySet[Organisation]:
    """The same among organisations of every kind; not every asker may see them all."""
    typed = "".join(text.replace("\0", "").split())
    if not typed:
        return Organisation.objects.all()
    matching = Q(tax_code__startswith=typed)
    if key := folded(text):
        matching |= Q(folded_name__contains=key)
    names = OrganisationName.objects.filter(matching, organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(names))


def legal_names_of(organisation: Organisation) -> QuerySet[OrganisationName]:
    """Every name the organisation has or had, in the order they began."""
    return OrganisationName.objects.filter(organisation=organisation)
