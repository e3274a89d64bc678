"""A problem document as XML, for programs that read no JSON (RFC 9457, EPCIS 2.0 REST binding)."""

import json
from typing import Any
from xml.sax.saxutils import escape

CONTENT_TYPE = "application/problem+xml"
_ROOT = "epcis:EPCISException"
_NAMESPACE = "urn:epcglobal:epcis:xsd:2"
_ITEM = {"errors": "error"}
_NOT_IN_XML = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(9), 11, 12, *range(14, 32))}


def problem_xml(problem: bytes) -> bytes:
    """The same members in the same order; names with a colon lose it, which XML cannot say."""
    members = "".join(_element(name, value) for name, value in json.loads(problem).items())
    root = f'<{_ROOT} xmlns:epcis="{_NAMESPACE}">{members}</{_ROOT}>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()


def _element(name: str, value: Any) -> str:
    tag = name.rpartition(":")[2]
    if value is None:
        return ""
    if isinstance(value, dict):
        inner = "".join(_element(key, member) for key, member in value.items())
    elif isinstance(value, list):
        inner = "".join(_element(_ITEM.get(name, "item"), member) for member in value)
    elif isinstance(value, bool):
        inner = "true" if value else "false"
    else:
        inner = escape(str(value).translate(_NOT_IN_XML))
    return f"<{tag}>{inner}</{tag}>"
