"""Our yes or no is the ratified schema's, on the examples and on what can happen to them."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nguon.core.epcis import canonical_content, links, parse_document, read_event, validate
from nguon.core.epcis.faults import time_fault
from nguon.core.epcis.uris import is_uri
from tests.core.epcis.harm import harmed

ReadFolder = Callable[[str], dict[str, bytes]]


def refusals_of_shape(data: bytes) -> list[str]:
    return [str(problem) for problem in validate(parse_document(data)) if problem.in_schema]


def test_every_conformance_file_is_judged_as_the_ratified_schema_judges_it(
    read_folder: ReadFolder, oracle: jsonschema_rs.Validator
) -> None:
    folders = ("gs1-json", "openepcis-json", "openepcis-json-events", "invalid-json", "hash")
    files = {name: data for folder in folders for name, data in read_folder(folder).items()}
    theirs = {name: oracle.is_valid(json.loads(data)) for name, data in files.items()}
    assert {name: not refusals_of_shape(data) for name, data in files.items()} == theirs
    assert sum(theirs.values()) == 99


def test_every_official_example_passes_the_whole_validator(
    gs1_examples: Mapping[str, bytes],
) -> None:
    answers = {name: validate(parse_document(data)) for name, data in gs1_examples.items()}
    assert {name: problems for name, problems in answers.items() if problems} == {}
    assert len(answers) == 47


def test_of_the_other_examples_only_those_the_schema_refuses_are_refused(
    examples: Mapping[str, bytes],
) -> None:
    refused = [name for name, data in examples.items() if validate(parse_document(data))]
    assert refused == [
        "openepcis-json/SensorData_with_combined_events.json",
        "openepcis-json/TransactionEvent_with_userExtensions.json",
    ]


INVALID = {
    "Combination_of_events_with_missing_mandatory_fields": [
        ("/epcisBody/eventList/0", "missing-member"),
        ("/epcisBody/eventList/1", "missing-member"),
        ("/epcisBody/eventList/1", "missing-member"),
    ],
    "Combination_of_non_standard_bizStep_and_disposition": [
        ("/epcisBody/eventList/0/bizStep", "word"),
        ("/epcisBody/eventList/1/disposition", "word"),
    ],
    "ObjectEvent_with_ilmd_field_without_namespace": [
        ("/epcisBody/eventList/0/ilmd/materialType", "unknown-member")
    ],
    "ObjectEvent_with_invalid_certificationInfo": [
        ("/epcisBody/eventList/0/certificationInfo/0", "wrong-type"),
        ("/epcisBody/eventList/0/certificationInfo/1", "wrong-type"),
    ],
    "ObjectEvent_with_non_standard_bizStep": [("/epcisBody/eventList/0/bizStep", "word")],
    "ObjectEvent_with_non_standard_disposition": [("/epcisBody/eventList/0/disposition", "word")],
    "ObjectEvent_with_unknown_field_in_quantityList": [
        ("/epcisBody/eventList/0/quantityList/0/weight", "unexpected-member")
    ],
    "ObjectEvent_without_identifier_list": [("/epcisBody/eventList/0", "no-what")],
}


def test_every_invalid_example_is_refused_with_its_path_and_reason(read_folder: ReadFolder) -> None:
    files = read_folder("invalid-json")
    found = {
        Path(name).stem: [(p.path, p.code) for p in validate(parse_document(data))]
        for name, data in files.items()
    }
    assert found == INVALID


@given(draw=st.data())
@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_is_done_to_an_example_is_judged_as_the_schema_judges_it(
    examples: Mapping[str, bytes], oracle: jsonschema_rs.Validator, draw: st.DataObject
) -> None:
    name = draw.draw(st.sampled_from(sorted(examples)))
    document = json.loads(examples[name])
    for _ in range(draw.draw(st.integers(1, 3))):
        document = harmed(document, lambda options: draw.draw(st.sampled_from(options)))
    read = parse_document(json.dumps(document).encode())
    problems = validate(read)
    refusals = [str(problem) for problem in problems if problem.in_schema]
    assert (not refusals) == oracle.is_valid(document), refusals
    if not problems:
        assert [read_event(event.to_json_ld()) for event in read.events] == list(read.events)
        assert all(canonical_content(event) and links(event) is not None for event in read.events)


URI_PARTS = [":", "/", "//", "?", "#", "@", "[", "]", "::1", "%41", "%", "é", " ", "9", "a", "."]


@pytest.fixture(scope="session")
def formats() -> Mapping[str, jsonschema_rs.Validator]:
    return {
        name: jsonschema_rs.validator_for(
            {
                "$schema": "http://json-schema.org/draft-07/schema#",
                "type": "string",
                "format": name,
            },
            validate_formats=True,
        )
        for name in ("uri", "date-time")
    }


@given(text=st.lists(st.sampled_from(URI_PARTS), max_size=9).map("".join))
@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_uri_is_what_the_schema_takes_for_one(
    formats: Mapping[str, jsonschema_rs.Validator], text: str
) -> None:
    assert is_uri(text) == formats["uri"].is_valid(text)
    assert is_uri(f"urn:{text}") == formats["uri"].is_valid(f"urn:{text}")
    assert is_uri(f"x://{text}") == formats["uri"].is_valid(f"x://{text}")


@given(
    text=st.from_regex(
        r"(0000|0001|2016|2026|9999)-(0[1-9]|1[0-3])-(0[1-9]|[12][0-9]|3[01])"
        r"[Tt ](0[0-9]|23|24):([0-5][0-9]|60):([0-5][0-9]|60)(\.[0-9]{0,9})?"
        r"([Zz]|[+-](0[0-9]|1[0-5]|2[34]):([0-5][0-9]|60))?",
        fullmatch=True,
    )
)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_time_is_what_the_schema_takes_for_one(
    formats: Mapping[str, jsonschema_rs.Validator], text: str
) -> None:
    fault = time_fault(text)
    readable = fault is None or fault.code == "time-unusable"
    assert readable == formats["date-time"].is_valid(text)
