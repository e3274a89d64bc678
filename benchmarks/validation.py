"""How fast EPCIS documents are read, validated and taken apart, beside the raw limit.

    python benchmarks/validation.py [--events 2000] [--rounds 5]

The raw limit is orjson and jsonschema-rs with the ratified schema, in the same run. Every round has
documents of its own whose lots and serial numbers were never seen before, so that nothing is fast
for being remembered; places, words and parties repeat as they do in life. Rates are of CPU time,
medians of the rounds.
"""

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import jsonschema_rs
import orjson

from nguon.core.epcis import (
    AggregationEvent,
    BizLocation,
    BizTransaction,
    Destination,
    Document,
    Event,
    ObjectEvent,
    QuantityElement,
    ReadPoint,
    SensorElement,
    SensorMetadata,
    SensorReport,
    Source,
    TransformationEvent,
    canonical_content,
    epcis_document,
    links,
    parse_document,
    validate,
)

ROOT = Path(__file__).parents[1]
PER_DOCUMENT = 100
START = datetime(2026, 11, 21, tzinfo=UTC)
PLACES = [f"urn:epc:id:sgln:8931234.{number:05d}.0" for number in range(40)]
PARTIES = [f"urn:epc:id:pgln:8931234.{number:05d}" for number in range(40)]


def lot(random: Random) -> QuantityElement:
    name = f"urn:epc:class:lgtin:8931234.{random.randrange(10**6):06d}.L{random.getrandbits(40):X}"
    return QuantityElement(name, Decimal(random.randrange(1, 10**5)) / 100, "KGM")


def thing(random: Random) -> str:
    return f"urn:epc:id:sgtin:8931234.{random.randrange(10**6):06d}.{random.getrandbits(48)}"


def event(random: Random) -> Event:
    """60 % of lots, 20 % packing, 10 % cooking, 10 % of fridges: about 1 kB each."""
    kind = random.random()
    common = {
        "event_id": f"urn:uuid:{random.getrandbits(128):032x}",
        "event_time": START + timedelta(seconds=random.randrange(10**7)),
        "event_time_zone_offset": "+07:00",
        "read_point": ReadPoint(random.choice(PLACES)),
        "biz_location": BizLocation(random.choice(PLACES)),
        "biz_transaction_list": (
            BizTransaction(f"urn:epcglobal:cbv:bt:8931234000005:{random.getrandbits(32)}", "po"),
        ),
        "source_list": (Source("owning_party", random.choice(PARTIES)),),
        "destination_list": (Destination("owning_party", random.choice(PARTIES)),),
        "extensions": {"nguon:note": "Rau tươi giao sáng sớm", "nguon:portions": 910},
    }
    if kind < 0.6:
        return ObjectEvent(
            **common, action="OBSERVE", biz_step="receiving", disposition="in_progress",
            quantity_list=(lot(random), lot(random)),
        )  # fmt: skip
    if kind < 0.8:
        return AggregationEvent(
            **common, action="ADD", biz_step="packing", parent_id=thing(random),
            child_epcs=tuple(thing(random) for _ in range(3)),
        )  # fmt: skip
    if kind < 0.9:
        return TransformationEvent(
            **common, biz_step="commissioning", input_quantity_list=(lot(random), lot(random)),
            output_quantity_list=(lot(random),),
        )  # fmt: skip
    report = SensorReport("Temperature", value=Decimal(random.randrange(20, 90)) / 10, uom="CEL")
    metadata = SensorMetadata(device_id="urn:epc:id:giai:8931234.1")
    return ObjectEvent(
        **common, action="OBSERVE", biz_step="sensor_reporting", epc_list=(thing(random),),
        sensor_element_list=(SensorElement((report, report), metadata),),
    )  # fmt: skip


def document(random: Random) -> bytes:
    events = [event(random) for _ in range(PER_DOCUMENT)]
    context = (
        "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
        {"nguon": "https://nguon.example/ns/"},
    )
    return epcis_document(events, created_at=START, context=context).to_json()


def ratified() -> jsonschema_rs.Validator:
    named = os.environ.get("NGUON_CONFORMANCE_DIR")
    folder = Path(named) if named else ROOT.parent / "shared" / "conformance"
    path = folder / "epcis" / "schema" / "epcis-2.0.1.schema.json"
    return jsonschema_rs.validator_for(json.loads(path.read_bytes()), validate_formats=True)


def validated(data: bytes) -> Document:
    read = parse_document(data)
    problems = validate(read)
    assert problems == [], problems[:3]
    return read


def tied(data: bytes) -> list[Event]:
    events = [event for event in validated(data).events if links(event)]
    assert len(events) == PER_DOCUMENT
    return events


def measures() -> dict[str, Callable[[bytes], object]]:
    schema = ratified()

    def by_schema(data: bytes) -> None:
        assert schema.is_valid(orjson.loads(data))

    return {
        "raw: orjson.loads": orjson.loads,
        "raw: orjson + jsonschema-rs, ratified schema": by_schema,
        "parse_document": parse_document,
        "parse_document + validate": validated,
        "… + events + links": tied,
        "… + canonical_content": lambda data: [canonical_content(event) for event in tied(data)],
    }


def rate_of(measure: Callable[[bytes], object], documents: list[bytes]) -> float:
    before = time.process_time()
    for data in documents:
        measure(data)
    return len(documents) * PER_DOCUMENT / (time.process_time() - before)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=2000)
    arguments.add_argument("--rounds", type=int, default=5)
    chosen = arguments.parse_args()
    random = Random(20261121)
    rates: dict[str, list[float]] = {}
    size = 0
    for _ in range(chosen.rounds):
        for name, measure in measures().items():
            documents = [document(random) for _ in range(chosen.events // PER_DOCUMENT)]
            size = sum(map(len, documents)) // len(documents) // PER_DOCUMENT
            rates.setdefault(name, []).append(rate_of(measure, documents))
            if measure is validated:
                again = rate_of(measure, documents)
                rates.setdefault("… the same ids once more", []).append(again)
    print(f"{chosen.rounds} rounds of {chosen.events} events of {size} bytes, events/s of CPU time")
    for name, found in rates.items():
        middle, low, high = statistics.median(found), min(found), max(found)
        print(f"{name:46} {middle:>10,.0f}   ({low:,.0f} to {high:,.0f})")


if __name__ == "__main__":
    main()
