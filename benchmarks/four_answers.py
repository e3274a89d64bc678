"""How fast the four answers of a poisoning are on a large graph, beside the raw SQL limit.

    python benchmarks/four_answers.py [--edges 1000000 5000000] [--starts 100]

The graph is that of `benchmarks/trace.py`, told on: the first trader handed over the field lots
that feed most (the deepest hub supplier), every tray was handed out at one of 500 kitchens, and
every tenth tray has a sample. Measured are the whole answers, from that supplier, from its
deepest lot, from random trays and samples; beside them the bare recursive statements that a walk
cannot do without (psycopg, one connection). `--elsewhere` is how much is looked at that only
shares a lot with what was asked about.
"""

import argparse
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from random import Random
from trace import BARE_DOWN, BARE_UP, EVENT, LINK, TENANT, Made, load

from scratch import scratch_database

NOW = datetime(2026, 11, 22, tzinfo=UTC)
DAY = "2026-11-21T04:00:00Z"
KITCHENS = 500
LOTS_OF_HUB = 10
TRADER = "https://bep.example/loc/buon"
MORE = f"{EVENT}, disposition, biz_location, action"


class Told:
    """What events besides the transformations say; numbers go on where the graph's end."""

    def __init__(self, made: Made) -> None:
        self.event = len(made.steps)
        self.node = made.things
        self.events: list[str] = []
        self.links: list[str] = []
        self.nodes: list[str] = []
        self.edges: list[str] = []
        self.samples: list[int] = []
        self.trader = self._new_node(TRADER, "place")
        for lot in made.layers[0][:LOTS_OF_HUB]:
            self._handed_over(lot)
        for number, tray in enumerate(made.layers[-1]):
            self._served(tray, number % KITCHENS)
            if number % 10 == 0:
                self._sampled(tray, number % KITCHENS)

    def _new_node(self, uri: str, kind: str) -> int:
        self.node += 1
        self.nodes.append(f"{self.node}\t{uri}\t{kind}\n")
        return self.node

    def _new_event(self, type_: str, step: str, place: str) -> int:
        self.event += 1
        self.events.append(
            f"{self.event}\t{TENANT}\turn:x:{self.event}\t{type_}\t{DAY}\t+07:00\t{DAY}\t{step}"
            f"\t{{}}\t\\\\x00\t\\N\thttps://bep.example/loc/{place}\tOBSERVE\n"
        )
        return self.event

    def _handed_over(self, lot: int) -> None:
        event = self._new_event("ObjectEvent", "receiving", "kho")
        self.links.append(f"{event}\t0\tquantity_list\t{lot}\t100\tKGM\n")
        self.links.append(f"{event}\t1\tsource\t{self.trader}\t\\N\t\\N\n")

    def _served(self, tray: int, kitchen: int) -> None:
        event = self._new_event("ObjectEvent", "dispensing", f"bep-{kitchen}")
        self.links.append(f"{event}\t0\tquantity_list\t{tray}\t30\t\\N\n")

    def _sampled(self, tray: int, kitchen: int) -> None:
        event = self._new_event("TransformationEvent", "sampling", f"bep-{kitchen}")
        box = self._new_node(f"https://bep.example/obj/mau-{tray}", "instance")
        self.links.append(f"{event}\t0\tinput_quantity_list\t{tray}\t100\tGRM\n")
        self.links.append(f"{event}\t1\toutput_epc_list\t{box}\t\\N\t\\N\n")
        self.edges += [f"{tray}\t{-event}\t{event}\n", f"{-event}\t{box}\t{event}\n"]
        self.samples.append(tray)


def load_told(told: Told) -> None:
    from django.db import connection  # noqa: PLC0415 Django is set up by now

    rows: dict[str, Iterator[str]] = {
        "trace_node (id, uri, kind)": iter(told.nodes),
        f"trace_event ({MORE})": iter(told.events),
        f"trace_event_link ({LINK})": iter(told.links),
        "trace_edge (src, dst, event)": iter(told.edges),
    }
    with connection.cursor() as cursor:
        for table, lines in rows.items():
            with cursor.copy(f"copy {table} from stdin") as copy:
                copy.write("".join(lines))
        cursor.execute("vacuum analyze")


def trader() -> uuid.UUID:
    from nguon.ground.people.choices import OrganisationKind  # noqa: PLC0415
    from nguon.ground.people.models import Organisation  # noqa: PLC0415

    made, _ = Organisation.objects.get_or_create(
        identifier=TRADER,
        defaults={"kind": OrganisationKind.TRADER, "display_name": "Người buôn"},
    )
    return made.pk


def milliseconds(deed: Callable[[int], object], starts: list[int]) -> list[float]:
    found = []
    for start in starts:
        before = time.perf_counter()
        deed(start)
        found.append((time.perf_counter() - before) * 1000)
    return sorted(found)


def report(name: str, starts: list[int], deed: Callable[[int], object]) -> None:
    milliseconds(deed, starts[:3])
    times = milliseconds(deed, starts)
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    print(f"  {name:58} {statistics.median(times):>9.2f} {p95:>9.2f} {times[-1]:>9.2f}")


def bare(statements: list[str]) -> Callable[[int], object]:
    from django.db import connection  # noqa: PLC0415

    def walk(start: int) -> object:
        with connection.connection.cursor() as cursor:
            return [cursor.execute(one, [start]).fetchall() for one in statements]

    return walk


def run(edges: int, starts: int, random: Random) -> None:
    from nguon.food.oversight.queries.four_answers import four_answers  # noqa: PLC0415
    from nguon.food.oversight.queries.suspicion import (  # noqa: PLC0415
        Start,
        SupplierStart,
        ThingStart,
    )
    from nguon.ground.people.queries import Principal  # noqa: PLC0415

    everyone = Principal(None, frozenset(), frozenset(), True, "bench")
    made = Made(edges, random)
    load(made)
    told = Told(made)
    load_told(told)
    count = sum(len(inputs) + len(outputs) for inputs, outputs in made.steps) + len(told.edges)
    hub, supplier = made.layers[0][0], trader()

    def answer(start: Start) -> object:
        return four_answers(start, principal=everyone, at=NOW)

    def thing(path: str) -> Callable[[int], object]:
        return lambda number: answer(ThingStart(f"https://bep.example/{path}{number}"))

    trays = random.choices(made.layers[-1], k=starts)
    samples = random.choices(told.samples, k=starts)
    largest = answer(SupplierStart(supplier))
    size = f"{len(largest.served):,} meals, {largest.limits or 'complete'}"  # type: ignore[attr-defined]
    print(f"\n{count:,} edges, {told.node:,} things, {told.event:,} events")
    print(f"  {'milliseconds':58} {'p50':>9} {'p95':>9} {'max':>9}")
    report("raw limit: bare SQL down from the deepest hub", [hub] * 20, bare([BARE_DOWN]))
    report(f"hub supplier ({size})", [0] * 20, lambda _: answer(SupplierStart(supplier)))
    report("its deepest lot", [hub] * 20, thing("class/"))
    report("raw limit: bare SQL up and down from a tray", trays, bare([BARE_UP, BARE_DOWN]))
    report("tray", trays, thing("class/"))
    report("sample", samples, thing("obj/mau-"))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--edges", type=int, nargs="+", default=[1_000_000, 5_000_000])
    arguments.add_argument("--starts", type=int, default=100)
    chosen = arguments.parse_args()
    with scratch_database():
        for edges in chosen.edges:
            run(edges, chosen.starts, Random(1))


if __name__ == "__main__":
    main()
