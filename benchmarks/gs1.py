"""How many identifiers a second: `python benchmarks/gs1.py`.

Every round has texts of its own, so that what `identify` remembers does not help; the line
«seen before» is the one where it does. Best of five rounds on a machine that may be busy.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from nguon.core.gs1 import DigitalLink, ElementString, Gtin, identify, mint_own_identifier

ROUNDS = 5
EACH = 10_000
GTIN = "09506000134352"
ELEMENTS = ElementString.parse(f"(01){GTIN}(10)LO7(21)000001(17)261231")


def own(number: int) -> str:
    return mint_own_identifier("class", (number << 6).to_bytes(7), host="nguon.example").uri


CASES: Sequence[tuple[str, Callable[[int], str], Callable[[str], object]]] = (
    ("identify: Digital Link, GTIN and lot", lambda n: f"https://a.vn/01/{GTIN}/10/L{n}", identify),
    (
        "identify: Digital Link, lot and serial",
        lambda n: f"https://a.vn/01/{GTIN}/10/L{n}/21/{n}",
        identify,
    ),
    ("identify: URN sgtin", lambda n: f"urn:epc:id:sgtin:0614141.107346.{n}", identify),
    ("identify: URN lgtin", lambda n: f"urn:epc:class:lgtin:4012345.012345.L{n}", identify),
    ("identify: own identifier", own, identify),
    ("identify: private URI", lambda n: f"https://a.vn/po/{n}", identify),
    ("identify: seen before", lambda n: f"https://a.vn/01/{GTIN}/10/L{n % 100}", identify),
    (
        "DigitalLink.parse with attributes",
        lambda n: f"https://a.vn/01/{GTIN}/10/L{n}?17=261231&3103=000195",
        DigitalLink.parse,
    ),
    ("DigitalLink.build and uri", str, lambda text: DigitalLink.build(ELEMENTS).uri),
    (
        "ElementString.parse_raw",
        lambda n: f"\x1d01{GTIN}17261231" + f"10L{n}",
        ElementString.parse_raw,
    ),
    ("Gtin.parse", lambda n: GTIN, Gtin.parse),
)


def rate(make: Callable[[int], str], work: Callable[[str], object]) -> float:
    best = 0.0
    for number in range(ROUNDS):
        texts = [make(number * EACH + n) for n in range(EACH)]
        start = time.perf_counter()
        for text in texts:
            work(text)
        best = max(best, EACH / (time.perf_counter() - start))
    return best


def main() -> None:
    for name, make, work in CASES:
        print(f"{name:<42}{rate(make, work):>12,.0f} /s")


if __name__ == "__main__":
    main()
