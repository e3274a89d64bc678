"""Our description of the interface: it has every operation, and nothing it allows breaks us."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, seed, settings

from nguon.food.exchange.rules.openapi import openapi
from tests.food.trace.conftest import Cast

METHODS = {"get", "post", "put", "patch", "delete", "options", "head"}
EXAMPLES = int(os.environ.get("NGUON_SCHEMATHESIS_EXAMPLES", "2"))
SEED = int(os.environ.get("NGUON_SCHEMATHESIS_SEED", "1"))


def operations(document: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (path, method) for path, item in document["paths"].items() for method in METHODS & set(item)
    }


def test_every_operation_of_the_standard_is_described_and_no_other(conformance: Path) -> None:
    standard = json.loads((conformance / "epcis" / "rest" / "openapi.json").read_bytes())
    assert len(operations(standard)) == 63
    assert operations(openapi()) == operations(standard)


def test_every_parameter_of_the_standard_is_described(conformance: Path) -> None:
    standard = json.loads((conformance / "epcis" / "rest" / "openapi.json").read_bytes())
    missing = {
        (path, method): names(standard, path, method) - names(openapi(), path, method)
        for path, method in operations(standard)
    }
    assert {operation: told for operation, told in missing.items() if told} == {}


def names(document: dict[str, Any], path: str, method: str) -> set[str]:
    item = document["paths"][path]
    known = document["components"].get("parameters", {})
    told = [*item.get("parameters", []), *item[method].get("parameters", [])]
    whole = [known[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in told]
    return {one["name"] for one in whole if one["in"] in ("query", "path")}


def test_the_description_is_served_to_anybody(db: None) -> None:
    assert Client().get("/openapi.json").json() == openapi()


@pytest.mark.parametrize("operation", sorted(operations(openapi())), ids=" ".join)
def test_discovery_and_methods_are_those_described(db: None, operation: tuple[str, str]) -> None:
    path, method = operation
    allowed = Client().options(path.replace("{", "").replace("}", ""))["Allow"].split(", ")
    assert method.upper() in allowed


def test_nothing_that_the_description_allows_is_a_fault_of_ours(cast: Cast) -> None:
    """More by `NGUON_SCHEMATHESIS_EXAMPLES=200 NGUON_SCHEMATHESIS_SEED=7`."""
    schema = schemathesis.openapi.from_dict(openapi())
    client = Client(headers={"authorization": f"Bearer {cast.cooperative.key_secret}"})
    found = [result.ok() for result in schema.get_all_operations()]
    assert len(found) == 63
    for operation in found:

        @seed(SEED)
        @settings(
            max_examples=EXAMPLES,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def check(case: Any) -> None:
            assert asked(client, case).status_code < 500

        check()


def asked(client: Client, case: Any) -> Any:
    """The case as a request of Django's client, which raises what a view does not catch."""
    body = case.body if isinstance(case.body, str | bytes) else json.dumps(case.body, default=str)
    sends = case.method.upper() == "POST"
    headers = {name: value for name, value in (case.headers or {}).items() if value.isascii()}
    return client.generic(
        case.method.upper(),
        case.formatted_path,
        body if sends else b"",
        content_type=case.media_type or "application/json",
        query_params=case.query or {},
        headers={name: value for name, value in headers.items() if name != "Authorization"},
    )
