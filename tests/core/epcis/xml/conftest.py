from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import etree

IsValid = Callable[[bytes], list[str]]


@pytest.fixture(scope="session")
def xml_examples(conformance: Path) -> Mapping[str, bytes]:
    """GS1's XML examples and OpenEPCIS's documents of 1.2, by their path."""
    epcis = conformance / "epcis"
    return {
        path.relative_to(epcis).as_posix(): path.read_bytes()
        for folder in ("gs1-xml", "openepcis-xml-1.2", "invalid-xml", "hash")
        for path in sorted((epcis / folder).rglob("*.xml"))
        if "CaptureJob" not in path.name
    }


def _schema(folder: Path, version: str) -> etree.XMLSchema:
    number = {"2": "2_0", "1": "1_2"}[version]
    imports = "".join(
        f'<x:import namespace="urn:epcglobal:{name}:xsd:{version}"'
        f' schemaLocation="{(folder / f"EPCglobal-{name}-{number}.xsd").as_uri()}"/>'
        for name in ("epcis", "epcis-query", "epcis-masterdata")
    )
    text = f'<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema">{imports}</x:schema>'
    return etree.XMLSchema(etree.fromstring(text))


@pytest.fixture(scope="session")
def xsd_faults(conformance: Path) -> IsValid:
    """What the XSDs of GS1 have against a text; their own files only, nothing is fetched."""
    epcis = conformance / "epcis"
    schemas = {"2": _schema(epcis / "xsd-2.0", "2"), "1": _schema(epcis / "xsd-1.2", "1")}

    def faults(data: bytes) -> list[str]:
        tree = etree.fromstring(data)
        schema = schemas["1" if ":xsd:1}" in tree.tag else "2"]
        schema.validate(tree)
        return [f"{error.path}: {error.message}" for error in schema.error_log]

    return faults
