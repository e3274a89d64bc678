"""GS1 identification as a library: keys, Digital Link, EPC URNs, identifiers without a licence."""

from nguon.core.gs1.associations import broken_associations, require_associations
from nguon.core.gs1.company_prefixes import BundledCompanyPrefixes
from nguon.core.gs1.digital_link import DigitalLink
from nguon.core.gs1.element_string import ElementString
from nguon.core.gs1.epc_urn import EpcUrn
from nguon.core.gs1.errors import (
    CheckDigitError,
    CompanyPrefixUnknownError,
    DigitalLinkError,
    ElementStringError,
    EpcUrnError,
    Gs1Error,
    IdentifierError,
    KeyValueError,
    OwnIdentifierError,
    RestrictedNumberError,
)
from nguon.core.gs1.identify import Identifier, identify
from nguon.core.gs1.identify_scan import identify_scan
from nguon.core.gs1.keys import (
    Cpid,
    Gcn,
    Gdti,
    Giai,
    Ginc,
    Gln,
    Gmn,
    Grai,
    Gsin,
    Gsrn,
    Gsrnp,
    Gtin,
    Itip,
    Lgtin,
    Lot,
    Pgln,
    RestrictedCirculationNumber,
    Serial,
    Sgln,
    Sgtin,
    Sscc,
    ThirdPartySerial,
    Upui,
)
from nguon.core.gs1.own_identifier import OwnIdentifier, mint_own_identifier
from nguon.core.gs1.prefixes import CompanyPrefixes
from nguon.core.gs1.write_epc_urn import write_epc_urn

__all__ = [
    "BundledCompanyPrefixes",
    "CheckDigitError",
    "CompanyPrefixUnknownError",
    "CompanyPrefixes",
    "Cpid",
    "DigitalLink",
    "DigitalLinkError",
    "ElementString",
    "ElementStringError",
    "EpcUrn",
    "EpcUrnError",
    "Gcn",
    "Gdti",
    "Giai",
    "Ginc",
    "Gln",
    "Gmn",
    "Grai",
    "Gs1Error",
    "Gsin",
    "Gsrn",
    "Gsrnp",
    "Gtin",
    "Identifier",
    "IdentifierError",
    "Itip",
    "KeyValueError",
    "Lgtin",
    "Lot",
    "OwnIdentifier",
    "OwnIdentifierError",
    "Pgln",
    "RestrictedCirculationNumber",
    "RestrictedNumberError",
    "Serial",
    "Sgln",
    "Sgtin",
    "Sscc",
    "ThirdPartySerial",
    "Upui",
    "broken_associations",
    "identify",
    "identify_scan",
    "mint_own_identifier",
    "require_associations",
    "write_epc_urn",
]
