from nguon.ground.people.queries.api_keys import api_key_for, api_key_of_request
from nguon.ground.people.queries.assignments import acts_at, assignments_at, roles_of
from nguon.ground.people.queries.organisations import (
    legal_names_of,
    organisation_by_name_or_tax_code,
    suppliers_matching,
)
from nguon.ground.people.queries.places import (
    api_keys_visible_to,
    organisations_visible_to,
    persons_visible_to,
    places_visible_to,
)
from nguon.ground.people.queries.principals import (
    Principal,
    person_of,
    principal_of,
    principal_of_key,
)

__all__ = [
    "Principal",
    "acts_at",
    "api_key_for",
    "api_key_of_request",
    "api_keys_visible_to",
    "assignments_at",
    "legal_names_of",
    "organisation_by_name_or_tax_code",
    "organisations_visible_to",
    "person_of",
    "persons_visible_to",
    "places_visible_to",
    "principal_of",
    "principal_of_key",
    "roles_of",
    "suppliers_matching",
]
