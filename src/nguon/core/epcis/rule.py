"""What a rule of validation is: its clause and its words."""

from typing import NamedTuple

EPCIS = "EPCIS 2.0"
CBV = "CBV 2.0"


class Rule(NamedTuple):
    """`in_schema` marks what the JSON Schema of EPCIS 2.0.1 refuses too."""

    clause: str
    in_schema: bool
    message_vi: str
    message_en: str
    remedy_vi: str
    remedy_en: str
