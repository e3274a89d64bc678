"""A long attack on core/epcis, for a quiet evening: `python -m tests.core.epcis.campaign`.

Harms the conformance documents one to three times and asks whether our yes or no is the ratified
schema's, whether what is accepted comes back member for member, and whether `canonical_content`
stays equal where an event says the same in other words and differs where one value is another.
Prints each kind of disagreement once and ends with status 1 if there was one.
"""

import argparse
import copy
import json
import sys
import time
from collections.abc import Iterator
from os import environ
from pathlib import Path
from random import Random
from typing import Any

import jsonschema_rs

from nguon.core.epcis import EpcisError, canonical_content, cbv, parse_document, validate
from nguon.core.epcis.identity import identity_of
from nguon.core.epcis.instants import read_instant
from tests.core.epcis.harm import harmed, places_in

FOLDERS = ("gs1-json", "openepcis-json", "openepcis-json-events", "invalid-json", "hash")
TIMES = ("eventTime", "declarationTime", "startTime", "endTime", "time")
UNORDERED = ("epcList", "childEPCs", "inputEPCList", "outputEPCList", "quantityList", "sourceList")
IDENTIFIERS = ("epcList", "childEPCs", "parentID", "epcClass", "source", "destination")


def lexemes(data: bytes) -> Any:
    return json.loads(
        data,
        parse_int=lambda text: ("number", text),
        parse_float=lambda text: ("number", text),
        object_pairs_hook=lambda pairs: ("object", list(dict(pairs).items())),
    )


def judged(document: Any, oracle: jsonschema_rs.Validator) -> str | None:
    """What is wrong with our judgement of a document, if anything."""
    data = json.dumps(document).encode()
    try:
        read = parse_document(data)
    except EpcisError as error:
        known = error.problem.code
        return f"unreadable: {known}" if oracle.is_valid(document) else None
    problems = validate(read)
    codes = sorted({problem.code for problem in problems if problem.in_schema})
    if oracle.is_valid(document) != (not codes):
        return f"the schema says otherwise than {codes}"
    if not problems:
        if lexemes(read.to_json()) != lexemes(data):
            return "not the same document"
        for event in read.events:
            canonical_content(event)
    return None


def sound_events(document: Any) -> Iterator[Any]:
    """The events of a document that is in order, each with its context."""
    data = json.dumps(document).encode()
    try:
        read = parse_document(data)
    except EpcisError:
        return
    if not validate(read) and document.get("type") == "EPCISDocument":
        for event in document["epcisBody"]["eventList"]:
            yield {"@context": document["@context"], **event}


def said_otherwise(value: Any, name: str, random: Random) -> Any:
    """The same, in another order and other spellings."""
    if isinstance(value, dict):
        if name == "@context":
            return value
        parts = [
            (key, part if ":" in key else said_otherwise(part, key, random))
            for key, part in value.items()
            if key not in ("ilmd", "@context")
        ]
        parts += [(key, value[key]) for key in ("ilmd", "@context") if key in value]
        return dict(random.sample(parts, len(parts)))
    if isinstance(value, list):
        parts = [said_otherwise(part, name, random) for part in value]
        return random.sample(parts, len(parts)) if name in UNORDERED else parts
    if name in TIMES and (instant := read_instant(value)) is not None:
        return instant.isoformat(timespec="microseconds")
    if name in IDENTIFIERS:
        return identity_of(value).canonical
    if name == "bizStep":
        return random.choice(cbv.spellings(cbv.Vocabulary.BIZ_STEP, value))
    return value


def told_apart(event: Any, random: Random) -> str | None:
    """Whether same is same and other is other for `canonical_content`."""
    content = content_of(event)
    if content_of(said_otherwise(event, "", random)) != content:
        return "the same content, said otherwise, is another"
    other = copy.deepcopy(event)
    places = [way for way in places_in(event) if way and way[0] in ("ilmd", "bizStep", "epcList")]
    if not places:
        return None
    *way, last = random.choice(places)
    holder = other
    for step in way:
        holder = holder[step]
    if not isinstance(holder[last], str):
        return None
    holder[last] += "x"
    return "another content is the same" if content_of(other) == content else None


def content_of(event: Any) -> bytes:
    return canonical_content(parse_document(json.dumps(event).encode()).events[0])


def conformance() -> tuple[dict[str, Any], jsonschema_rs.Validator]:
    root = Path(__file__).parents[3]
    epcis = root / environ.get("NGUON_CONFORMANCE_DIR", "../shared/conformance") / "epcis"
    schema = json.loads((epcis / "schema" / "epcis-2.0.1.schema.json").read_text("utf-8"))
    paths = [path for folder in FOLDERS for path in sorted((epcis / folder).rglob("*.json*"))]
    files = {path.name: json.loads(path.read_bytes()) for path in paths}
    return files, jsonschema_rs.validator_for(schema, validate_formats=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random = Random(options.seed)  # noqa: S311  # a seed that can be given again
    files, oracle = conformance()
    events = [event for document in files.values() for event in sound_events(document)]
    found: dict[str, str] = {}
    tried, end = 0, time.monotonic() + options.seconds
    while time.monotonic() < end:
        name, document = random.choice(list(files.items()))
        document = copy.deepcopy(document)
        for _ in range(random.randint(0, 3)):
            document = harmed(document, random.choice)
        disagreement = judged(document, oracle)
        if disagreement is None:
            document = random.choice(events)
            disagreement = told_apart(document, random)
        if disagreement is not None:
            found.setdefault(disagreement, f"{name}: {json.dumps(document)[:600]}")
        tried += 1
    for disagreement, example in found.items():
        sys.stdout.write(f"{disagreement}\n    {example}\n")
    sys.stdout.write(f"{tried} documents and events, {len(found)} kinds of disagreement\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
