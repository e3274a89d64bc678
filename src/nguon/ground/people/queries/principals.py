"""Who is asking, as plain values that other rooms can scope their own tables by."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nguon.base.errors import Unidentified
from nguon.ground.people.choices import Act, Role
from nguon.ground.people.models import ApiKey, Person, Place, TokenIssuer
from nguon.ground.people.queries.assignments import assignments_at
from nguon.ground.people.queries.places import (
    granting,
    organisations_held_by,
    reach_of,
    sees_everything,
)


@dataclass(frozen=True, slots=True)
class Principal:
    """`organisation_ids` are held as a whole; `place_ids` are single places within reach.

    With `sees_everything` both are left empty. `roles` are a person's that grant what they do
    now; a program has none.
    """

    person_id: UUID | None
    organisation_ids: frozenset[UUID]
    place_ids: frozenset[UUID]
    sees_everything: bool
    label: str
    roles: frozenset[Role] = frozenset()


def principal_of(
    person: Person | AnonymousUser, *, act: Act = Act.VIEW_TRACE, at: datetime | None = None
) -> Principal:
    """What the person reaches by roles that may do `act`.

    Somebody who manages one kitchen and is a parent at another traces only the first.
    """
    held = granting(assignments_at(person, at), act)
    everything = any(sees_everything(one) for one in held)
    own = organisations_held_by(held).values_list("pk", flat=True)
    places = Place.objects.filter(reach_of(held)).values_list("pk", flat=True)
    return Principal(
        person_id=person.pk,
        organisation_ids=frozenset() if everything else frozenset(own),
        place_ids=frozenset() if everything else frozenset(places),
        sees_everything=everything,
        label=str(person),
        roles=frozenset(Role(one.role) for one in held),
    )


def principal_of_key(key: ApiKey) -> Principal:
    """A key reaches its own organisation and that organisation's places, nothing else."""
    return _program_of(key.organisation_id, label=key.name)


def principal_of_issuer(issuer: TokenIssuer) -> Principal:
    """So does a token of an issuer that the organisation trusts."""
    return _program_of(issuer.organisation_id, label=issuer.name)


def _program_of(organisation_id: UUID, *, label: str) -> Principal:
    places = Place.objects.filter(organisation=organisation_id).values_list("pk", flat=True)
    return Principal(
        person_id=None,
        organisation_ids=frozenset({organisation_id}),
        place_ids=frozenset(places),
        sees_everything=False,
        label=label,
    )


def person_of(request: HttpRequest) -> Person:
    """Who is signed in; raises `Unidentified` if nobody is."""
    if isinstance(request.user, Person):
        return request.user
    raise Unidentified(_("Nobody is signed in. Sign in and try again."))
