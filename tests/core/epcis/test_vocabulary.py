"""Statements of master data, in every spelling documents have for them."""

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nguon.core.epcis import parse_document, validate
from nguon.core.epcis.vocabulary import (
    attribute_text,
    canonical_attribute,
    canonical_element,
    canonical_type,
    vocabulary_entries,
)

PLACE = "https://id.gs1.org/414/0614141003006"
LOCATION = "urn:epcglobal:epcis:vtype:BusinessLocation"
SITE = "urn:epcglobal:cbv:mda:site"


def document(*elements: dict[str, Any], type_: str = LOCATION, **prefixes: str) -> bytes:
    return json.dumps(
        {
            "@context": [
                "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
                prefixes,
            ],
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-11-22T00:00:00Z",
            "epcisHeader": {
                "epcisMasterData": {
                    "vocabularyList": [{"type": type_, "vocabularyElementList": list(elements)}]
                }
            },
            "epcisBody": {"eventList": []},
        }
    ).encode()


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        (LOCATION, LOCATION),
        ("https://ref.gs1.org/epcis/BusinessLocation", LOCATION),
        ("epcis:BusinessLocation", LOCATION),
        ("https://ban.example/tu-vung/xe", "https://ban.example/tu-vung/xe"),
    ],
)
def test_a_type_of_the_standard_has_one_name(written: str, canonical: str) -> None:
    assert canonical_type(written) == canonical


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        (SITE, SITE),
        ("cbvmda:site", SITE),
        ("urn:epcglobal:cbv:mda#site", SITE),
        ("urn:epcglobal:cbv:mdasite", SITE),
        ("https://ban.example/thuoc-tinh/chu", "https://ban.example/thuoc-tinh/chu"),
    ],
)
def test_an_attribute_of_the_cbv_has_one_name(written: str, canonical: str) -> None:
    assert canonical_attribute(written) == canonical


@pytest.mark.parametrize(
    ("type_", "written", "canonical"),
    [
        ("BusinessLocation", "urn:epc:id:sgln:0614141.00300.0", PLACE),
        ("EPCClass", "urn:epc:class:lgtin:0614141.107346.A1", None),
        ("BusinessStep", "urn:epcglobal:cbv:bizstep:shipping", "shipping"),
        ("BusinessLocation", "https://trang-trai.example/kho", "https://trang-trai.example/kho"),
    ],
)
def test_an_element_is_named_as_events_name_it(
    type_: str, written: str, canonical: str | None
) -> None:
    wanted = canonical or "https://id.gs1.org/01/10614141073464/10/A1"
    assert canonical_element(written, f"urn:epcglobal:epcis:vtype:{type_}") == wanted


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("chè", "chè"),
        (Decimal("3.50"), "3.50"),
        ({"@value": "3.5", "@type": "xsd:decimal"}, "3.5"),
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
    ],
)
def test_a_value_is_compared_as_text(value: Any, text: str) -> None:
    assert attribute_text(value) == text


def test_prefixes_mean_what_the_document_says() -> None:
    element = {
        "id": "urn:epc:id:sgln:0614141.00300.0",
        "attributes": [
            {"id": "b:chu", "attribute": "Lò Văn A"},
            {"id": "b:chu", "attribute": "Lò Thị B"},
            {"id": "cbvmda:site"},
        ],
        "children": ["urn:epc:id:sgln:0614141.00300.1", "urn:epc:id:sgln:0614141.00300.1"],
    }
    sent = parse_document(
        document(element, b="https://ban.example/", cbvmda="urn:epcglobal:cbv:mda")
    )
    assert validate(sent) == []
    (entry,) = vocabulary_entries(sent)
    assert (entry.type, entry.uri) == (LOCATION, PLACE)
    assert entry.attributes == {"https://ban.example/chu": ("Lò Văn A", "Lò Thị B"), SITE: ()}
    assert entry.children == (f"{PLACE}/254/1",)
    assert entry.at == "/epcisHeader/epcisMasterData/vocabularyList/0/vocabularyElementList/0"


def test_a_name_that_grows_too_long_by_its_prefix_is_refused() -> None:
    element = {"id": PLACE, "attributes": [{"id": "b:chu", "attribute": "x"}]}
    sent = parse_document(document(element, b=f"https://ban.example/{'x' * 490}/"))
    (problem,) = validate(sent)
    assert problem.code == "identifier-too-long"
    assert (problem.expected, problem.got) == ("500", "514")


def test_a_document_of_master_data_alone_has_no_events() -> None:
    told = json.loads(document({"id": PLACE}))
    told["type"] = "EPCISMasterDataDocument"
    told["epcisBody"] = told.pop("epcisHeader")["epcisMasterData"]
    sent = parse_document(json.dumps(told).encode())
    assert validate(sent) == []
    assert sent.events == ()
    assert [entry.uri for entry in vocabulary_entries(sent)] == [PLACE]


def test_a_document_without_master_data_has_no_entries() -> None:
    folder = Path(os.environ.get("NGUON_CONFORMANCE_DIR", "../shared/conformance")) / "epcis"
    if not folder.is_dir():
        pytest.skip(f"no conformance material in {folder}")
    found = [
        list(vocabulary_entries(parse_document(path.read_bytes())))
        for path in sorted((folder / "gs1-json").rglob("*.jsonld"))
    ]
    assert len(found) == 47
    assert set(map(len, found)) == {0}
