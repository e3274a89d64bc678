"""The Standard Business Document Header and the three members JSON has of it."""

from collections.abc import Mapping
from typing import Any

from nguon.core.epcis.json_text import JsonObject

MEMBER = "sbdh:StandardBusinessDocumentHeader"
PARTS = (
    "HeaderVersion!",
    "Sender!+",
    "Receiver!+",
    "DocumentIdentification!",
    "Manifest",
    "BusinessScope",
)
IDENTIFICATION = (
    "Standard!",
    "TypeVersion!",
    "InstanceIdentifier!",
    "Type!",
    "MultipleType",
    "CreationDateAndTime!",
)
_STANDARD = "EPCglobal"
_VERSION = "1.0"
_TYPE = "Events"


def sbdh_of(said: Mapping[str, Any], created: str) -> JsonObject:
    """The header of a document of which JSON says only sender, receiver and instance."""
    return {
        "sbdh:HeaderVersion": _VERSION,
        "sbdh:Sender": {"sbdh:Identifier": said.get("sender", "")},
        "sbdh:Receiver": {"sbdh:Identifier": said.get("receiver", "")},
        "sbdh:DocumentIdentification": {
            "sbdh:Standard": _STANDARD,
            "sbdh:TypeVersion": _VERSION,
            "sbdh:InstanceIdentifier": said.get("instanceIdentifier", ""),
            "sbdh:Type": _TYPE,
            "sbdh:CreationDateAndTime": created,
        },
    }


def parties_of(header: JsonObject) -> JsonObject:
    """The members JSON has of a header; of several partners the first."""
    found = {
        "sender": _identifier(header.get("sbdh:Sender")),
        "receiver": _identifier(header.get("sbdh:Receiver")),
        "instanceIdentifier": _text(
            _member(header.get("sbdh:DocumentIdentification"), "sbdh:InstanceIdentifier")
        ),
    }
    return {name: value for name, value in found.items() if value}


def _identifier(partner: Any) -> str:
    if isinstance(partner, list):
        partner = partner[0]
    return _text(_member(partner, "sbdh:Identifier"))


def _member(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _text(value: Any) -> str:
    """The text of an element, which may have attributes such as Authority."""
    value = _member(value, "#text") if isinstance(value, dict) else value
    return value.strip() if isinstance(value, str) else ""
