from nguon.ground.people.queries.api_keys import api_key_for, api_key_of_request
from nguon.ground.people.queries.assignments import (
    acts_at,
    acts_of,
    assignments_at,
    reaches_place,
    roles_of,
)
from nguon.ground.people.queries.bearer_tokens import BearerToken, bearer_token_of
from nguon.ground.people.queries.devices import (
    device_of_request,
    device_of_token,
    devices_of,
    kitchens_with_devices_of,
    pins_of,
)
from nguon.ground.people.queries.inspection_passes import (
    code_of_pass,
    live_passes_of,
    pass_of_code,
    passes_of,
)
from nguon.ground.people.queries.organisations import (
    legal_names_of,
    organisation_by_name_or_tax_code,
    organisation_named,
    organisations_matching,
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
    principal_of_issuer,
    principal_of_key,
)
from nguon.ground.people.queries.registry import (
    assignments_in,
    assignments_open_to,
    kitchens_set_up_by,
    organisations_held_as_a_whole,
    organisations_like,
    organisations_open_to,
    persons_open_to,
    registry_matching,
    staff_of,
)
from nguon.ground.people.queries.working_at import people_working_at

__all__ = [
    "BearerToken",
    "Principal",
    "acts_at",
    "acts_of",
    "api_key_for",
    "api_key_of_request",
    "api_keys_visible_to",
    "assignments_at",
    "assignments_in",
    "assignments_open_to",
    "bearer_token_of",
    "code_of_pass",
    "device_of_request",
    "device_of_token",
    "devices_of",
    "kitchens_set_up_by",
    "kitchens_with_devices_of",
    "legal_names_of",
    "live_passes_of",
    "organisation_by_name_or_tax_code",
    "organisation_named",
    "organisations_held_as_a_whole",
    "organisations_like",
    "organisations_matching",
    "organisations_open_to",
    "organisations_visible_to",
    "pass_of_code",
    "passes_of",
    "people_working_at",
    "person_of",
    "persons_open_to",
    "persons_visible_to",
    "pins_of",
    "places_visible_to",
    "principal_of",
    "principal_of_issuer",
    "principal_of_key",
    "reaches_place",
    "registry_matching",
    "roles_of",
    "staff_of",
    "suppliers_matching",
]
