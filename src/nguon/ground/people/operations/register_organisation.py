"""Register one real actor under its first legal name."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict
from nguon.base.folded_text import folded
from nguon.base.gs1_field import parsed_field
from nguon.base.text_field import optional_text, required_text
from nguon.core.gs1 import Pgln, mint_own_identifier
from nguon.ground.people import rules
from nguon.ground.people.choices import OrganisationKind
from nguon.ground.people.models import Organisation, OrganisationName, Person
from nguon.ground.people.operations.add_organisation_name import add_organisation_name


@transaction.atomic
def register_organisation(  # noqa: PLR0913 - a form of that many fields, all by keyword
    *,
    by: Person,
    kind: OrganisationKind,
    legal_name: str,
    tax_code: str | None = None,
    display_name: str = "",
    address: str = "",
    phone: str = "",
    gln: str | None = None,
    at: datetime | None = None,
) -> Organisation:
    """Identified by its party GLN, or without a GS1 licence by an identifier of ours.

    Without a tax code a name that is known already is refused (`Conflict`): it is most likely
    the same actor, and two records of one actor are how a recall misses half of it. With another
    tax code it is another actor, or the caller wants `add_organisation_name`.
    """
    rules.may_register_organisation(by, kind, at=at).require()
    name = required_text(OrganisationName, "legal_name", legal_name)
    if not (tax_code and tax_code.strip()):
        _require_new_name(name)
    organisation = Organisation.objects.create(
        kind=kind,
        identifier=_identifier(gln),
        display_name=optional_text(Organisation, "display_name", display_name) or name,
    )
    add_organisation_name(
        organisation,
        by=by,
        legal_name=name,
        tax_code=tax_code,
        address=address,
        phone=phone,
        at=at,
    )
    return organisation


def _require_new_name(name: str) -> None:
    if OrganisationName.objects.filter(folded_name=folded(name)).exists():
        raise Conflict(
            _("“%(name)s” is registered already. Use it, or give the tax code if this is another.")
            % {"name": name}
        )


def _identifier(gln: str | None) -> str:
    if not (gln and gln.strip()):
        host = settings.NGUON_IDENTIFIER_HOST
        return mint_own_identifier("loc", secrets.token_bytes(8), host=host).uri
    identifier = parsed_field(Pgln.parse, gln, path="gln").as_digital_link()
    taken = Organisation.objects.filter(identifier=identifier).first()
    if taken is not None:
        raise Conflict(
            _("GLN %(gln)s belongs to “%(name)s” already.") % {"gln": gln, "name": taken}
        )
    return identifier
