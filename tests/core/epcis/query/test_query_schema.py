"""Every parameter of the query schema and of the OpenAPI is known, and takes its form."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from nguon.core.epcis.query import QueryParameterError, query_of_json, query_of_url
from nguon.core.epcis.query.parameters import ALSO, CONTROLS, FIXED
from nguon.core.epcis.query.parameters import found_parameter as found

PAGING = {"perPage", "nextPageToken"}
# What the variable parts of the schema's patterns may be; it escapes a colon twice.
PARTS = (
    (r"[a-z][a-zA-Z0-9]*\\:\\w+", "ex:field"),
    (r"\\w+_\\w+", "bizLocation_city"),
    ("[a-z][a-zA-Z0-9_]+", "po"),
    ("[A-Z0-9]{2,4}", "KGM"),
)


@pytest.fixture(scope="module")
def schema(conformance: Path) -> dict[str, Any]:
    text = (conformance / "epcis/rest/query-schema.json").read_text(encoding="utf-8")
    query: dict[str, Any] = json.loads(text)["definitions"]["EPCIS-Query"]
    return query


def sample(pattern: str) -> str:
    name = pattern.removeprefix("^").removesuffix("$")
    for part, instead in PARTS:
        name = name.replace(part, instead)
    return name


def test_every_fixed_parameter_of_the_schema_is_known(schema: dict[str, Any]) -> None:
    names = set(schema["properties"]) - {"@context"}
    assert len(names) == 60
    assert {name for name in names if not found(name) and name not in CONTROLS} == set()


def test_every_family_of_the_schema_is_known(schema: dict[str, Any]) -> None:
    names = [sample(pattern) for pattern in schema["patternProperties"]]
    assert len(names) == 108
    assert not [name for name in names if not re.fullmatch(r"[A-Za-z:_]+", name)]
    assert [name for name in names if not found(name)] == []


def test_every_parameter_of_the_openapi_is_known(conformance: Path) -> None:
    text = (conformance / "epcis/rest/openapi.json").read_text(encoding="utf-8")
    api = json.loads(text)
    named = api["components"]["parameters"]
    asked = api["paths"]["/events"]["get"]["parameters"]
    parameters = [named[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in asked]
    names = {one["name"] for one in parameters if one["in"] == "query"} - PAGING
    assert len(names) > 50
    assert {name for name in names if not found(name) and name not in CONTROLS} == set()


def test_what_is_known_beyond_schema_and_openapi_is_listed_here(schema: dict[str, Any]) -> None:
    assert {*FIXED, *CONTROLS} - set(schema["properties"]) == {
        "GE_errorDeclarationTime",
        "LT_errorDeclarationTime",
        "EQ_percRank",
    }
    assert set(ALSO) - set(schema["properties"]) == {
        "MATCH_inputEpc",
        "MATCH_outputEpc",
        "MATCH_anyEpc",
        "MATCH_inputEpcClass",
        "MATCH_outputEpcClass",
        "MATCH_anyEpcClass",
        "MATCH_epcClass",
        "EXISTS_sensorElement",
    } - {"MATCH_epcClass"}


EXAMPLES: dict[str, Any] = {
    "integer": 1,
    "number": 1,
    "decimal": 1,
    "date-string-or-number": 1,
    "boolean": True,
    "time": "2026-01-31T08:00:00Z",
    "action": "ADD",
    "eventType": "ObjectEvent",
    "string-array-or-date-string-or-number": ["text"],
}


def example(of: dict[str, Any], name: str) -> Any:
    if "enum" in of:
        return of["enum"][0]
    kind = of.get("$ref", of.get("type", "")).rpartition("/")[2]
    if kind == "array":
        return [example(of["items"], name)]
    return EXAMPLES.get(kind, "eventTime" if name == "orderBy" else "urn:x:1")


def test_each_parameter_takes_the_form_that_the_schema_gives_it(schema: dict[str, Any]) -> None:
    wrong = []
    members = {name: of for name, of in schema["properties"].items() if name != "@context"}
    members |= {sample(pattern): of for pattern, of in schema["patternProperties"].items()}
    for name, of in members.items():
        asked = {name: example(of, name)}
        if name == "eventCountLimit":
            asked["orderBy"] = "eventTime"
        try:
            query_of_json(asked)
        except QueryParameterError as error:
            wrong.append(str(error))
    assert wrong == []


def test_an_unknown_parameter_is_refused_with_the_known_ones() -> None:
    with pytest.raises(QueryParameterError) as refused:
        query_of_url({"EQ_bizstep": ["shipping"]})
    (problem,) = refused.value.problems
    assert (problem.parameter, problem.got) == ("EQ_bizstep", "EQ_bizstep")
    assert "EQ_bizStep" in problem.expected.split(", ")
