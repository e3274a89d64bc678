"""How fast EPCIS XML is read and written, beside lxml's bare parsing of the same text.

    python benchmarks/xml.py [--events 1000] [--rounds 5]

Events are those of `validation.py`. Rates are of CPU time, medians of the rounds.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from random import Random

from lxml import etree
from validation import START, event

from nguon.core.epcis import Document, epcis_document, validate
from nguon.core.epcis.xml import read_xml, write_xml


def rate(deed: Callable[[], object], events: int) -> float:
    before = time.process_time()
    deed()
    return events / (time.process_time() - before)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    random = Random(1)
    names = ("lxml alone", "read_xml", "and validate", "write_xml")
    rates: dict[str, list[float]] = {name: [] for name in names}
    size = 0
    for _ in range(asked.rounds):
        made = epcis_document([event(random) for _ in range(asked.events)], created_at=START)
        text = write_xml(made)
        size = len(text) // asked.events

        def judged(text: bytes = text) -> None:
            assert validate(read_xml(text)) == []

        def written(document: Document = made) -> bytes:
            return write_xml(document)

        rates["lxml alone"].append(rate(lambda text=text: etree.fromstring(text), asked.events))
        rates["read_xml"].append(rate(lambda text=text: read_xml(text), asked.events))
        rates["and validate"].append(rate(judged, asked.events))
        rates["write_xml"].append(rate(written, asked.events))
    print(
        f"{asked.rounds} documents of {asked.events} events of {size} bytes, events/s of CPU time"
    )
    for name, found in rates.items():
        print(f"{name:>14} {statistics.median(found):9,.0f}  ({min(found):,.0f}-{max(found):,.0f})")


if __name__ == "__main__":
    main()
