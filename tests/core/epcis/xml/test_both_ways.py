"""Every example goes through the other binding and comes back as it was."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from nguon.core.epcis import Document, canonical_content, parse_document, validate
from nguon.core.epcis.cbv import Vocabulary, canonical_word
from nguon.core.epcis.cbv_format import CbvXmlFormat
from nguon.core.epcis.xml import read_xml, write_xml

WITHOUT_TYPE = "gs1-xml/WithSensorData/SensorDataExamples.xml"
"""GS1's XML has reports without type, which GS1's JSON Schema refuses."""
REFUSED = {
    "hash/SensorDataExamples.xml",
    "hash/epcisXmlDocHavingEventWithIgnoreFields.xml",
    "openepcis-xml-1.2/Document_with_namespace.xml",
    "openepcis-xml-1.2/Jumbled_attributes_order.xml",
    "openepcis-xml-1.2/ObjectEvent_all_possible_fields.xml",
    "openepcis-xml-1.2/Single_event_with_namespace.xml",
    "openepcis-xml-1.2/TransactionEvent_all_possible_fields.xml",
}
"""None of these is accepted by its XSD either: wrong order, wrong namespace, wrong time."""


def contents(document: Document) -> list[bytes]:
    return [canonical_content(event) for event in document.events]


def bare(text: str) -> str:
    """A CBV value by its word, however it was spelt."""
    if not text.startswith(("gs1:", "cbv:", "https://ref.gs1.org/cbv/")):
        return text
    words = (canonical_word(vocabulary, text) for vocabulary in Vocabulary)
    return next((word for word in words if ":" not in word), text)


def members(value: Any) -> Any:
    """What is equal whichever binding it came through: no contexts, no empty lists."""
    if isinstance(value, str):
        return bare(value)
    if isinstance(value, dict):
        return {
            name: [member] if name == "certificationInfo" and isinstance(member, str) else member
            for name, member in ((name, members(part)) for name, part in value.items())
            if name != "@context" and (member != [] or name == "epcList")
        }
    return [members(part) for part in value] if isinstance(value, list) else value


@pytest.fixture(scope="session")
def read_examples(xml_examples: Mapping[str, bytes]) -> Mapping[str, Document]:
    return {
        name: read_xml(data)
        for name, data in xml_examples.items()
        if name not in REFUSED and not name.startswith("invalid-xml/")
    }


def test_every_complete_document_is_read_and_sound(
    read_examples: Mapping[str, Document],
) -> None:
    problems = {name: validate(document) for name, document in read_examples.items()}
    assert {name for name, found in problems.items() if found} == {WITHOUT_TYPE}
    assert {problem.code for problem in problems[WITHOUT_TYPE]} == {"missing-member"}
    assert len(read_examples) == 51


def test_xml_to_json_to_xml_changes_nothing(read_examples: Mapping[str, Document]) -> None:
    changed = [
        name
        for name, document in read_examples.items()
        if read_xml(write_xml(document)).root != document.root
    ]
    assert changed == []


@pytest.mark.parametrize("cbv_format", CbvXmlFormat)
def test_what_is_written_is_valid_by_the_xsd(
    cbv_format: CbvXmlFormat,
    read_examples: Mapping[str, Document],
    examples: Mapping[str, bytes],
    xsd_faults: Callable[[bytes], list[str]],
) -> None:
    documents = {name: parse_document(data) for name, data in examples.items()}
    faults = {
        name: xsd_faults(write_xml(document, cbv_format=cbv_format))
        for name, document in {**read_examples, **documents}.items()
        if not document.is_bare_event
    }
    assert {name: found for name, found in faults.items() if found} == {}


def test_json_to_xml_to_json_changes_nothing(examples: Mapping[str, bytes]) -> None:
    changed = []
    for name, data in examples.items():
        document = parse_document(data)
        if validate(document):
            continue
        back = read_xml(write_xml(document))
        assert contents(back) == contents(document), name
        if members(back.root) != members(document.root):
            changed.append(name)
    assert changed == ["openepcis-json/Namespaces_at_different_level.json"]  # ext4 and ext5 are one


@pytest.mark.parametrize(
    "name",
    ["CertificationInfoAndSensorReportWithCRS", "epcisDocWithXMLstartTagAndErrorDeclaration"],
)
def test_two_bindings_of_one_document_have_one_content(
    name: str, xml_examples: Mapping[str, bytes], read_folder: Callable[[str], Any]
) -> None:
    from_json = parse_document(read_folder("hash")[f"hash/{name}.jsonld"])
    assert contents(read_xml(xml_examples[f"hash/{name}.xml"])) == contents(from_json)
