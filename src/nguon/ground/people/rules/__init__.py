from nguon.ground.people.rules.administration import (
    may_administer,
    may_assign,
    may_deactivate,
    may_manage_keys,
    may_register_organisation,
    may_register_person,
    may_register_place,
    may_reset_password,
)
from nguon.ground.people.rules.devices import (
    may_manage_devices,
    may_set_pin,
    require_good_pin,
)
from nguon.ground.people.rules.keys import key_may
from nguon.ground.people.rules.may import may, may_anywhere
from nguon.ground.people.rules.passes import may_issue_pass, pass_counts
from nguon.ground.people.rules.tokens import token_may

__all__ = [
    "key_may",
    "may",
    "may_administer",
    "may_anywhere",
    "may_assign",
    "may_deactivate",
    "may_issue_pass",
    "may_manage_devices",
    "may_manage_keys",
    "may_register_organisation",
    "may_register_person",
    "may_register_place",
    "may_reset_password",
    "may_set_pin",
    "pass_counts",
    "require_good_pin",
    "token_may",
]
