"""How much of the conformance material passes, as a page: counted anew each time, by reading it."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nguon.core.epcis import (
    STANDARD_EVENTS,
    Document,
    EpcisError,
    canonical_content,
    parse_document,
    validate,
)
from nguon.core.epcis.event_hash import event_hash, hash_of, ignored_fields, pre_hashes_of_xml
from nguon.core.epcis.query.parameters import CONTROLS, found_parameter
from nguon.core.epcis.xml import read_xml, write_xml
from nguon.food.exchange.rules.openapi import openapi

_METHODS = ("options", "get", "post", "put", "delete")
_PARTS = (
    (r"[a-z][a-zA-Z0-9]*\\:\\w+", "ex:field"),
    (r"\\w+_\\w+", "bizLocation_city"),
    ("[a-z][a-zA-Z0-9_]+", "po"),
    ("[A-Z0-9]{2,4}", "KGM"),
)
Row = tuple[str, int, int]


def conformance_page(folder: Path) -> str:
    """The page in Markdown; `folder` is the `epcis` folder of the conformance material."""
    lines = [
        "# Conformance",
        "",
        "Written by `python -m nguon conformance --write`; a test refuses a page older than",
        "the code. Counted over the files of GS1 and OpenEPCIS, which are not kept here.",
        "",
        "## Documents",
        "",
        *_table("What must hold", list(_documents(folder))),
        "",
        "What does not pass is wrong by its own schema: two files of `openepcis-json` have",
        "measurement types that the ratified list does not know, one of `gs1-xml` has sensor",
        "reports without type, five of `openepcis-xml-1.2` have elements in a wrong order or",
        "namespace, or times that are none.",
        "",
        "## Mandatory requirements",
        "",
        "Those that GS1's matrix spells out; it leaves the others open.",
        "",
        *_table("Requirement", list(_requirements(folder))),
        "",
        "## Operations of the REST binding",
        "",
        *_table("Resource", list(_operations(folder))),
        "",
        "The suite walks all of them with schemathesis (`tests/food/exchange/test_openapi.py`).",
        "",
        "## Query parameters",
        "",
        "Known by GS1's query schema and by us. What each finds, the differential oracle",
        "compares with a plain reading of the events.",
        "",
        *_table("Parameter", list(_parameters(folder))),
        "",
    ]
    return "\n".join(lines)


def _table(head: str, rows: list[Row]) -> list[str]:
    passed, all_ = sum(row[1] for row in rows), sum(row[2] for row in rows)
    return [
        f"| {head} | passed | of |",
        "|---|---:|---:|",
        *(f"| {name} | {count} | {of} |" for name, count, of in rows),
        f"| **all** | **{passed}** | **{all_}** |",
    ]


def _documents(folder: Path) -> Iterator[Row]:
    for name in ("gs1-json", "openepcis-json", "openepcis-json-events"):
        yield _counted(f"`{name}` is valid", _json_files(folder / name), _is_valid_json)
    yield _counted("`invalid-json` is refused", _json_files(folder / "invalid-json"), _is_refused)
    for name in ("gs1-xml", "openepcis-xml-1.2"):
        files = [path for path in _files(folder / name, "xml") if "CaptureJob" not in path.name]
        yield _counted(f"`{name}` is read and valid", files, _is_valid_xml)
        whole = [path for path in files if _is_valid_xml(path)]
        yield _counted(f"`{name}` → JSON → XML says the same", whole, _returns_from_xml)
    refused = _files(folder / "invalid-xml", "xml")
    yield _counted("`invalid-xml` is refused", refused, lambda path: not _is_valid_xml(path))
    json_hashes = _files(folder / "hash", "jsonld")
    yield _counted("`hash` in JSON has the printed ids", json_hashes, _hashes_alike)
    xml_hashes = _files(folder / "hash", "xml")
    yield _counted("`hash` in XML has the printed ids", xml_hashes, _xml_hashes_alike)


def _requirements(folder: Path) -> Iterator[Row]:
    seen = {event.type for path in _json_files(folder / "gs1-json") for event in _events(path)}
    types = sorted(STANDARD_EVENTS)
    yield "M1: all five event types", sum(one in seen for one in types), len(types)
    no_report: dict[str, Any] = {"sensorElementList": [{"sensorReport": []}]}
    yield "M121: a sensor element has reports", _refuses(no_report), 1
    late = {
        "sensorElementList": [
            {
                "sensorMetadata": {"time": "2026-01-01T00:00:00"},
                "sensorReport": [{"type": "Temperature", "value": 1, "uom": "CEL"}],
            }
        ]
    }
    yield "M122: the time of a sensor has an offset", _refuses(late), 1
    association = {"type": "AssociationEvent", "action": "ADD", "childEPCs": ["urn:x:1"]}
    yield "TCR-54 step 3: ADD and DELETE name a parent", _refuses(association), 1
    childless = {"type": "AssociationEvent", "action": "ADD", "parentID": "urn:x:1"}
    yield "TCR-54 step 4: ADD and OBSERVE name children", _refuses(childless), 1


def _operations(folder: Path) -> Iterator[Row]:
    standard = json.loads((folder / "rest" / "openapi.json").read_bytes())
    own = openapi()["paths"]
    for path, item in sorted(standard["paths"].items()):
        wanted = [method for method in _METHODS if method in item]
        yield f"`{path}`", sum(method in own.get(path, ()) for method in wanted), len(wanted)


def _parameters(folder: Path) -> Iterator[Row]:
    text = (folder / "rest" / "query-schema.json").read_text(encoding="utf-8")
    query = json.loads(text)["definitions"]["EPCIS-Query"]
    for name in sorted(set(query["properties"]) - {"@context"}):
        yield f"`{name}`", int(name in CONTROLS or found_parameter(name) is not None), 1
    families: dict[str, list[int]] = {}
    for pattern in query["patternProperties"]:
        name = pattern.removeprefix("^").removesuffix("$")
        for part, instead in _PARTS:
            name = name.replace(part, instead)
        family = re.sub(r"^(EQ|GT|GE|LT|LE|EXISTS)_", "…_", name)
        families.setdefault(family, []).append(int(found_parameter(name) is not None))
    for family, known in sorted(families.items()):
        yield f"`{family}`", sum(known), len(known)


def _counted(name: str, paths: list[Path], holds: Callable[[Path], bool]) -> Row:
    return name, sum(holds(path) for path in paths), len(paths)


def _files(folder: Path, *endings: str) -> list[Path]:
    return sorted(path for one in endings for path in folder.rglob(f"*.{one}"))


def _json_files(folder: Path) -> list[Path]:
    return _files(folder, "json", "jsonld")


def _is_valid_json(path: Path) -> bool:
    try:
        return not validate(parse_document(path.read_bytes()))
    except EpcisError:
        return False


def _is_refused(path: Path) -> bool:
    return not _is_valid_json(path)


def _is_valid_xml(path: Path) -> bool:
    try:
        return not validate(read_xml(path.read_bytes()))
    except EpcisError:
        return False


def _returns_from_xml(path: Path) -> bool:
    document = read_xml(path.read_bytes())
    return _contents(read_xml(write_xml(document))) == _contents(document)


def _contents(document: Document) -> list[bytes]:
    return [canonical_content(event) for event in document.events]


def _hashes_alike(path: Path) -> bool:
    document = parse_document(path.read_bytes())
    ignored = ignored_fields(document)
    found = [event_hash(event, ignored=ignored) for event in document.events]
    return found == path.with_suffix(".hashes").read_text().split()


def _xml_hashes_alike(path: Path) -> bool:
    found = [hash_of(text) for text in pre_hashes_of_xml(path.read_bytes())]
    return found == path.with_suffix(".hashes").read_text().split()


def _events(path: Path) -> tuple[Any, ...]:
    return parse_document(path.read_bytes()).events


def _refuses(members: dict[str, Any]) -> int:
    """1 if an event that is right otherwise is refused with these members, and only then."""
    right: dict[str, Any] = {
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
        "type": "ObjectEvent",
        "eventTime": "2026-01-01T00:00:00Z",
        "eventTimeZoneOffset": "+07:00",
        "action": "OBSERVE",
        "epcList": ["urn:x:1"],
    }
    own = right if "type" not in members else {k: v for k, v in right.items() if k != "epcList"}
    whole = {**own, "parentID": "urn:x:0", "childEPCs": ["urn:x:2"], **members}
    if "type" not in members:
        whole = {**right, **members}
    elif "parentID" in members:
        del whole["childEPCs"]
    else:
        del whole["parentID"]
    fine = validate(parse_document(json.dumps(right).encode()))
    return int(not fine and bool(validate(parse_document(json.dumps(whole).encode()))))
