from nguon.ground.people.operations.add_organisation_name import add_organisation_name
from nguon.ground.people.operations.assign_role import assign_role
from nguon.ground.people.operations.change_password import change_password
from nguon.ground.people.operations.deactivate_person import deactivate_person
from nguon.ground.people.operations.end_assignment import end_assignment
from nguon.ground.people.operations.end_inspection_pass import end_inspection_pass
from nguon.ground.people.operations.enrol_device import enrol_device
from nguon.ground.people.operations.issue_api_key import issue_api_key
from nguon.ground.people.operations.issue_enrolment_code import issue_enrolment_code
from nguon.ground.people.operations.issue_inspection_pass import issue_inspection_pass
from nguon.ground.people.operations.note_device_contact import note_device_contact
from nguon.ground.people.operations.note_pass_opened import note_pass_opened
from nguon.ground.people.operations.reactivate_person import reactivate_person
from nguon.ground.people.operations.register_administrator import register_administrator
from nguon.ground.people.operations.register_organisation import register_organisation
from nguon.ground.people.operations.register_person import register_person
from nguon.ground.people.operations.register_person_in_role import register_person_in_role
from nguon.ground.people.operations.register_place import register_place
from nguon.ground.people.operations.register_school import (
    FirstManager,
    School,
    register_school,
)
from nguon.ground.people.operations.register_token_issuer import (
    IssuerTerms,
    register_token_issuer,
)
from nguon.ground.people.operations.reset_password import reset_password
from nguon.ground.people.operations.revoke_api_key import revoke_api_key
from nguon.ground.people.operations.revoke_device import revoke_device
from nguon.ground.people.operations.revoke_token_issuer import revoke_token_issuer
from nguon.ground.people.operations.set_pin import set_pin

__all__ = [
    "FirstManager",
    "IssuerTerms",
    "School",
    "add_organisation_name",
    "assign_role",
    "change_password",
    "deactivate_person",
    "end_assignment",
    "end_inspection_pass",
    "enrol_device",
    "issue_api_key",
    "issue_enrolment_code",
    "issue_inspection_pass",
    "note_device_contact",
    "note_pass_opened",
    "reactivate_person",
    "register_administrator",
    "register_organisation",
    "register_person",
    "register_person_in_role",
    "register_place",
    "register_school",
    "register_token_issuer",
    "reset_password",
    "revoke_api_key",
    "revoke_device",
    "revoke_token_issuer",
    "set_pin",
]
