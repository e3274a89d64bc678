from nguon.ground.people.models.api_key import ApiKey
from nguon.ground.people.models.assignment import Assignment
from nguon.ground.people.models.device import Device
from nguon.ground.people.models.enrolment_attempt import EnrolmentAttempt
from nguon.ground.people.models.enrolment_code import EnrolmentCode
from nguon.ground.people.models.inspection_pass import InspectionPass
from nguon.ground.people.models.organisation import Organisation
from nguon.ground.people.models.organisation_name import OrganisationName
from nguon.ground.people.models.person import Person
from nguon.ground.people.models.pin import Pin
from nguon.ground.people.models.place import Place
from nguon.ground.people.models.token_issuer import TokenIssuer

__all__ = [
    "ApiKey",
    "Assignment",
    "Device",
    "EnrolmentAttempt",
    "EnrolmentCode",
    "InspectionPass",
    "Organisation",
    "OrganisationName",
    "Person",
    "Pin",
    "Place",
    "TokenIssuer",
]
