"""Give an organisation one more legal name."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Conflict
from nguon.base.folded_text import folded
from nguon.base.text_field import optional_text, required_text
from nguon.ground.people import rules
from nguon.ground.people.choices import OrganisationKind
from nguon.ground.people.models import Organisation, OrganisationName, Person
from nguon.ground.people.models.tax_code import TaxCode


@transaction.atomic
def add_organisation_name(
    organisation: Organisation,
    *,
    by: Person,
    legal_name: str,
    tax_code: str | None = None,
    address: str = "",
    phone: str = "",
    at: datetime | None = None,
) -> OrganisationName:
    """From the day of `at` (now) the organisation also answers to this name and tax code.

    Raises `Conflict` if the tax code is another organisation's, or the name is listed already.
    """
    kind = OrganisationKind(organisation.kind)
    rules.may_register_organisation(by, kind, at=at).require()
    name = required_text(OrganisationName, "legal_name", legal_name)
    code = TaxCode.parse(tax_code).value if tax_code and tax_code.strip() else None
    taken = OrganisationName.objects.filter(tax_code=code).first() if code else None
    if taken is not None:
        raise _taken(code, taken.legal_name)
    try:
        with transaction.atomic():
            return OrganisationName.objects.create(
                organisation=organisation,
                legal_name=name,
                folded_name=folded(name),
                tax_code=code,
                address=optional_text(OrganisationName, "address", address),
                phone=optional_text(OrganisationName, "phone", phone),
                registered_by=by,
                valid_from=clock.local_day(at or clock.now()),
            )
    except IntegrityError as error:  # somebody was faster, or the name is listed already
        raise _taken(code, name) from error


def _taken(tax_code: str | None, legal_name: str) -> Conflict:
    return Conflict(
        _(
            "“%(name)s” is registered already (tax code: %(tax_code)s)."
            " Find it by searching and use that organisation."
        )
        % {"name": legal_name, "tax_code": tax_code or "—"}
    )
