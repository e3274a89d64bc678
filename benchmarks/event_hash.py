"""How fast event hash ids are computed, beside the reference implementation where it is at hand.

    python benchmarks/event_hash.py [--events 2000] [--rounds 5] [--reference PYTHON]

The events are those of `validation.py`, about 1 kB each: lots and serial numbers that were never
seen before, places and words that repeat. They are parsed beforehand; a document's events are
hashed one after the other. `--reference` is the Python of a throwaway environment in which
`epcis-event-hash-generator==1.9.3` is installed; it runs as a process of its own on the same
documents. Rates are of CPU time, medians of the rounds.
"""

import argparse
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from random import Random

from validation import PER_DOCUMENT, document

from nguon.core.epcis import Document, parse_document
from nguon.core.epcis.event_hash import HashProfile, event_hash

_REFERENCE = """
import json, logging, sys, time
logging.disable(logging.CRITICAL)
from epcis_event_hash_generator import hash_generator, json_to_py
texts = json.load(sys.stdin)
count, took = 0, 0.0
for text in texts:
    events = json_to_py.event_list_from_epcis_document_str(text)
    start = time.process_time()
    count += len(hash_generator.epcis_hashes_from_events(events))
    took += time.process_time() - start
print(count / took)
"""


def rate(deed: Callable[[], int]) -> float:
    start = time.process_time()
    count = deed()
    return count / (time.process_time() - start)


def hash_all(documents: Sequence[Document], profile: HashProfile) -> int:
    return sum(
        len(event_hash(event, profile=profile)) > 0 for found in documents for event in found.events
    )


def of_reference(python: str, documents: Sequence[bytes]) -> float:
    texts = "[" + ",".join(_text(data) for data in documents) + "]"
    answer = subprocess.run(
        [python, "-c", _REFERENCE], input=texts, capture_output=True, text=True, check=True
    )
    return float(answer.stdout)


def _text(data: bytes) -> str:
    import json  # noqa: PLC0415 used here only

    return json.dumps(data.decode())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=2000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--reference", metavar="PYTHON")
    chosen = arguments.parse_args()
    random = Random(20261122)
    rates: dict[str, list[float]] = {}
    size = 0
    for _ in range(chosen.rounds):
        for profile in HashProfile:
            texts = [document(random) for _ in range(chosen.events // PER_DOCUMENT)]
            size = sum(map(len, texts)) // (len(texts) * PER_DOCUMENT)
            documents = [parse_document(text) for text in texts]
            for found in documents:
                _ = found.events
            rates.setdefault(f"{profile} profile", []).append(
                rate(lambda documents=documents, profile=profile: hash_all(documents, profile))
            )
        if chosen.reference:
            rates.setdefault("reference implementation", []).append(
                of_reference(chosen.reference, texts[:3])
            )
    print(f"{chosen.rounds} rounds of {chosen.events} events of {size} bytes, events/s of CPU time")
    for name, found_rates in rates.items():
        low, high = min(found_rates), max(found_rates)
        print(f"{name:28} {statistics.median(found_rates):>10,.0f}   ({low:,.0f} to {high:,.0f})")


if __name__ == "__main__":
    main()
