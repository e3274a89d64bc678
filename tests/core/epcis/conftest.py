import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

VALID_FOLDERS = ("gs1-json", "openepcis-json", "openepcis-json-events")


ReadFolder = Callable[[str], dict[str, bytes]]


@pytest.fixture(scope="session")
def read_folder(conformance: Path) -> ReadFolder:
    """The JSON files below a folder of EPCIS material, by their path from there."""

    def read(folder: str) -> dict[str, bytes]:
        epcis = conformance / "epcis"
        return {
            path.relative_to(epcis).as_posix(): path.read_bytes()
            for path in sorted((epcis / folder).rglob("*.json*"))
        }

    return read


@pytest.fixture(scope="session")
def examples(read_folder: ReadFolder) -> Mapping[str, bytes]:
    """The documents of GS1 and OpenEPCIS that are meant to be captured."""
    return {name: data for folder in VALID_FOLDERS for name, data in read_folder(folder).items()}


@pytest.fixture(scope="session")
def gs1_examples(read_folder: ReadFolder) -> Mapping[str, bytes]:
    return read_folder("gs1-json")


@pytest.fixture(scope="session")
def ratified(conformance: Path) -> dict[str, Any]:
    """The JSON Schema of EPCIS 2.0.1 as ratified."""
    path = conformance / "epcis" / "schema" / "epcis-2.0.1.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return schema


@pytest.fixture(scope="session")
def oracle(ratified: dict[str, Any]) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(ratified, validate_formats=True)
