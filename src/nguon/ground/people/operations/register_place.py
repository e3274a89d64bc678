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
    """Identified by its GLN, or without a GS1 licence by an identifier of ours.

    A second place of the same kind and name would be the same place written down twice.
    """
    rules.may_register_place(by, organisation, at=at).require()
    title = required_text(Place, "name", name)
    _require_new(organisation, kind, title)
    return Place.objects.create(
        organisation=organisation,
        kind=kind,
        name=title,
        identifier=_identifier(gln),
        commune=commune,
        address=optional_text(Place, "address", address),
    )


def _require_new(organisation: Organisation, kind: PlaceKind, name: str) -> None:
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # one registers at a time
    if Place.objects.filter(organisation=organisation, kind=kind, name__iexact=name).exists():
        raise Conflict(
            _("“%(name)s” of %(organisation)s is registered already. Use it.")
            % {"name": name, "organisation": organisation}
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
