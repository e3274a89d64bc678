"""GS1 identification keys as frozen values: one that exists is valid."""

from nguon.core.gs1.keys.cpid import Cpid
from nguon.core.gs1.keys.gcn import Gcn
from nguon.core.gs1.keys.gdti import Gdti
from nguon.core.gs1.keys.giai import Giai
from nguon.core.gs1.keys.ginc import Ginc
from nguon.core.gs1.keys.gln import Gln
from nguon.core.gs1.keys.gmn import Gmn
from nguon.core.gs1.keys.grai import Grai
from nguon.core.gs1.keys.gsin import Gsin
from nguon.core.gs1.keys.gsrn import Gsrn
from nguon.core.gs1.keys.gsrnp import Gsrnp
from nguon.core.gs1.keys.gtin import Gtin
from nguon.core.gs1.keys.itip import Itip
from nguon.core.gs1.keys.lgtin import Lgtin
from nguon.core.gs1.keys.lot import Lot
from nguon.core.gs1.keys.pgln import Pgln
from nguon.core.gs1.keys.restricted_circulation_number import RestrictedCirculationNumber
from nguon.core.gs1.keys.serial import Serial, ThirdPartySerial
from nguon.core.gs1.keys.sgln import Sgln
from nguon.core.gs1.keys.sgtin import Sgtin
from nguon.core.gs1.keys.sscc import Sscc
from nguon.core.gs1.keys.upui import Upui

__all__ = [
    "Cpid",
    "Gcn",
    "Gdti",
    "Giai",
    "Ginc",
    "Gln",
    "Gmn",
    "Grai",
    "Gsin",
    "Gsrn",
    "Gsrnp",
    "Gtin",
    "Itip",
    "Lgtin",
    "Lot",
    "Pgln",
    "RestrictedCirculationNumber",
    "Serial",
    "Sgln",
    "Sgtin",
    "Sscc",
    "ThirdPartySerial",
    "Upui",
]
