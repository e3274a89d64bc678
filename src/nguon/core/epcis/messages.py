"""The rules of validation by their codes.

A code never changes its meaning once published; programs and tests know it, people read the words
in their language.
"""

from nguon.core.epcis.messages_of_form import FORM_RULES, TEXT_RULES
from nguon.core.epcis.messages_of_sense import SENSE_RULES
from nguon.core.epcis.messages_of_xml import XML_RULES
from nguon.core.epcis.rule import Rule

KINDS_VI = {
    "text": "chữ",
    "number": "số",
    "boolean": "true hoặc false",
    "list": "danh sách [ ]",
    "object": "đối tượng { }",
    "null": "null",
    "text, number or object": "chữ, số hoặc đối tượng",
}
"""The kinds of JSON values, which problems of form name, in Vietnamese."""

RULES: dict[str, Rule] = TEXT_RULES | FORM_RULES | SENSE_RULES | XML_RULES
