"""Whatever JSON says comes back through XML, and the XML is valid by GS1's XSD."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings

from nguon.core.epcis import Document
from nguon.core.epcis.context import expanded, namespaces_of
from nguon.core.epcis.instants import read_instant
from nguon.core.epcis.numbers import Number
from nguon.core.epcis.xml import read_xml, write_xml
from tests.core.epcis.xml.random_documents import documents


def plain(value: Any, namespaces: Any, name: str = "") -> Any:
    """Names spelt out, times by their instant, numbers as written but for quantities."""
    if isinstance(value, dict):
        return {
            expanded(name, namespaces): plain(member, namespaces, name)
            for name, member in value.items()
            if name != "@context"
        }
    if isinstance(value, list):
        return [plain(part, namespaces) for part in value]
    if isinstance(value, Number) and name != "quantity":
        return ("number", value.text)
    return read_instant(value) or value if isinstance(value, str) else value


def events_of(document: Document) -> list[Any]:
    namespaces = namespaces_of(document.context)
    return [plain(members, namespaces) for _, members in document.event_members()]


@given(documents)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_random_documents_come_back_as_they_were(
    xsd_faults: Callable[[bytes], list[str]], root: dict[str, Any]
) -> None:
    document = Document(root)
    data = write_xml(document)
    assert xsd_faults(data) == []
    assert events_of(read_xml(data)) == events_of(document)
