"""Register a place of an organisation."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict
from nguon.base.gs1_field import parsed_field
from nguon.base.text_field import optional_text, required_text
from nguon.core.gs1 import Gln, mint_own_identifier
from nguon.ground.people import rules
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import Organisation, Person, Place
from nguon.ground.reference.models import Commune


@transaction.atomic
def register_place(
    *,
    by: Person,
    organisation: Organisation,
    kind: PlaceKind,
    name: str,
    commune: Commune | None = None,
    address: str = "",
    gln: str | None = None,
    at: datetime | None = None,
) -> Place:
    """Identified by its GLN, or without a GS1 licence by an identifier of ours."""
    rules.may_register_place(by, organisation, at=at).require()
    return Place.objects.create(
        organisation=organisation,
        kind=kind,
        name=required_text(Place, "name", name),
        identifier=_identifier(gln),
        commune=commune,
        address=optional_text(Place, "address", address),
    )


def _identifier(gln: str | None) -> str:
    if not (gln and gln.strip()):
        host = settings.NGUON_IDENTIFIER_HOST
        return mint_own_identifier("loc", secrets.token_bytes(8), host=host).uri
    identifier = parsed_field(Gln.parse, gln, path="gln").as_digital_link()
    taken = Place.objects.filter(identifier=identifier).first()
    if taken is not None:
        raise Conflict(
            _("GLN %(gln)s belongs to “%(name)s” already.") % {"gln": gln, "name": taken}
        )
    return identifier
