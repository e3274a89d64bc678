"""How fast the four answers of a poisoning are on a large graph, beside the raw SQL limit.

    python benchmarks/four_answers.py [--edges 1000000 5000000] [--starts 100]

The graph is that of `benchmarks/trace.py`, told on: every tray was handed out at one of 500
kitchens, every tenth tray has a sample, and two traders handed field lots over. The deepest hub
trader sold the ten lots that feed most, so that its answer ends at the limit of a walk; the other
one sold the lot with the longest answer that is still complete.

Asked over HTTP: the real server, a signed-in officer of the province, one request after another;
the whole JSON with the first page of each list, and the page that people read. Beside it, in the
same run, the bare recursive statements that a walk cannot do without (psycopg, one connection).
"""

import argparse
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from trace import BARE_DOWN, BARE_UP, EVENT, LINK, TENANT, Made, load
from typing import Any
from urllib.parse import urlencode

from intake import SECRET, served
from scratch import scratch_database

KITCHENS = 500
LOTS_OF_HUB = 10
KITCHEN, STORE = "https://bep.example/loc/bep-", "https://bep.example/loc/kho"
TRADER = "https://bep.example/loc/buon"
WHOLE_TRADER = "https://bep.example/loc/buon-nho"
MORE = f"{EVENT}, disposition, biz_location, action"
LIMIT = 20_000
Deed = Callable[[int], object]


class Cooked(Made):
    """The same graph; the last steps happen in kitchens, where their trays are handed out."""

    event_columns = f"{EVENT}, biz_location"

    def events(self) -> Iterator[str]:
        trays = self.layers[-1]
        for event, line in enumerate(super().events(), 1):
            is_cooked = self.steps[event - 1][1][0] in trays
            place = f"{KITCHEN}{event % KITCHENS}" if is_cooked else "\\N"
            yield f"{line[:-1]}\t{place}\n"


class Told:
    """What events besides the transformations say; numbers go on where the graph's end."""

    def __init__(self, made: Made, whole: int, *, day: str = "2026-11-21T04:00:00Z") -> None:
        self.day = day
        self.event = len(made.steps)
        self.node = made.things
        self.events: list[str] = []
        self.links: list[str] = []
        self.nodes: list[str] = []
        self.edges: list[str] = []
        self.samples: list[int] = []
        hub, other = self._new_node(TRADER, "place"), self._new_node(WHOLE_TRADER, "place")
        for lot in made.layers[0][:LOTS_OF_HUB]:
            self._handed_over(lot, hub)
        self._handed_over(whole, other)
        trays = made.layers[-1]
        cooked = [event for event, step in enumerate(made.steps, 1) if step[1][0] in trays]
        for event in cooked:
            for tray in made.steps[event - 1][1]:
                self._served(tray, event % KITCHENS)
                if tray % 10 == 0:
                    self._sampled(tray, event % KITCHENS)

    def _new_node(self, uri: str, kind: str) -> int:
        self.node += 1
        self.nodes.append(f"{self.node}\t{uri}\t{kind}\n")
        return self.node

    def _new_event(self, type_: str, step: str, place: str) -> int:
        self.event += 1
        self.events.append(
            f"{self.event}\t{TENANT}\turn:x:{self.event}\t{type_}\t{self.day}\t+07:00\t{self.day}"
            f"\t{step}\t{{}}\t\\\\x00\t\\N\t{place}\tOBSERVE\n"
        )
        return self.event

    def _handed_over(self, lot: int, trader: int) -> None:
        event = self._new_event("ObjectEvent", "receiving", STORE)
        self.links.append(f"{event}\t0\tquantity_list\t{lot}\t100\tKGM\n")
        self.links.append(f"{event}\t1\tsource\t{trader}\t\\N\t\\N\n")

    def _served(self, tray: int, kitchen: int) -> None:
        event = self._new_event("ObjectEvent", "dispensing", f"{KITCHEN}{kitchen}")
        self.links.append(f"{event}\t0\tquantity_list\t{tray}\t30\t\\N\n")

    def _sampled(self, tray: int, kitchen: int) -> None:
        event = self._new_event("TransformationEvent", "sampling", f"{KITCHEN}{kitchen}")
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


def longest_complete(made: Made) -> int:
    """Of every hundredth field lot the one with the longest walk that ends before the limit."""
    from django.db import connection  # noqa: PLC0415

    lots = made.layers[0]
    sizes = {}
    with connection.cursor() as cursor:
        for lot in lots[:: max(1, len(lots) // 400)]:
            cursor.execute(f"select count(*) from ({BARE_DOWN}) walk", [lot])
            sizes[lot] = cursor.fetchone()[0]
    # A tenth of the trays gets a sample, and so two more numbers.
    return max((size, lot) for lot, size in sizes.items() if size < LIMIT * 0.8)[1]


def traders() -> dict[str, uuid.UUID]:
    from nguon.ground.people.choices import OrganisationKind  # noqa: PLC0415
    from nguon.ground.people.models import Organisation  # noqa: PLC0415

    found = {}
    for identifier in (TRADER, WHOLE_TRADER):
        one, _ = Organisation.objects.get_or_create(
            identifier=identifier,
            defaults={"kind": OrganisationKind.TRADER, "display_name": "Người buôn"},
        )
        found[identifier] = one.pk
    return found


def cookie() -> str:
    """Of an officer who sees the whole province."""
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from nguon.food.kitchen.management.demo.cast import gather_cast  # noqa: PLC0415

    settings.SECRET_KEY = SECRET
    cast = gather_cast(at=datetime(2026, 10, 1, tzinfo=UTC))
    client = Client(headers={"host": "localhost"})
    client.force_login(cast.people["province"], backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def asked(port: int, session: str, path: str, given: Callable[[int], dict[str, Any]]) -> Deed:
    connection = HTTPConnection("localhost", port)

    def ask(start: int) -> bytes:
        headers = {"Cookie": session, "Accept-Encoding": "gzip"}
        connection.request("GET", f"{path}?{urlencode(given(start))}", headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}: {body[:500]!r}")
        return body

    return ask


def bare(statements: list[str]) -> Deed:
    from django.db import connection  # noqa: PLC0415

    def walk(start: int) -> object:
        with connection.connection.cursor() as cursor:
            return [cursor.execute(one, [start]).fetchall() for one in statements]

    return walk


def milliseconds(deed: Deed, starts: list[int]) -> list[float]:
    found = []
    for start in starts:
        before = time.perf_counter()
        deed(start)
        found.append((time.perf_counter() - before) * 1000)
    return sorted(found)


def report(name: str, starts: list[int], deed: Deed) -> None:
    milliseconds(deed, starts[:8])  # every worker of the server has answered once
    times = milliseconds(deed, starts)
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    print(f"  {name:52} {statistics.median(times):>9.2f} {p95:>9.2f} {times[-1]:>9.2f}")


def summary(trader: uuid.UUID) -> str:
    from nguon.food.oversight.queries.four_answers import four_answers  # noqa: PLC0415
    from nguon.food.oversight.queries.suspicion import SupplierStart  # noqa: PLC0415
    from nguon.ground.people.queries import Principal  # noqa: PLC0415

    everyone = Principal(None, frozenset(), frozenset(), True, "bench")
    found = four_answers(SupplierStart(trader), principal=everyone, at=datetime.now(UTC))
    totals = found.totals
    return (
        f"{totals.meals:,} meals, {totals.dishes + totals.goods:,} things left,"
        f" {totals.samples:,} samples, {', '.join(found.limits) or 'complete'}"
    )


def run(edges: int, starts: int, random: Random) -> None:
    made = Cooked(edges, random)
    load(made)
    whole = longest_complete(made)
    told = Told(made, whole, day=datetime.now(UTC).isoformat())
    load_told(told)
    count = sum(len(inputs) + len(outputs) for inputs, outputs in made.steps) + len(told.edges)
    ids, session = traders(), cookie()
    hub = made.layers[0][0]
    trays = random.choices(made.layers[-1], k=starts)
    samples = random.choices(told.samples, k=starts)
    print(f"\n{count:,} edges, {told.node:,} things, {told.event:,} events")
    for name, identifier in (("deepest hub", TRADER), ("longest complete", WHOLE_TRADER)):
        print(f"  {name}: {summary(ids[identifier])}")
    print(f"  {'milliseconds':52} {'p50':>9} {'p95':>9} {'max':>9}")

    def supplier(identifier: str) -> Callable[[int], dict[str, Any]]:
        return lambda _: {"supplier": ids[identifier], "size": 20}

    def thing(path: str) -> Callable[[int], dict[str, Any]]:
        return lambda number: {"code": f"https://bep.example/{path}{number}", "size": 20}

    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as port:
        for name, path in (("JSON", "/api/v1/four-answers"), ("page", "/bon-cau-hoi/")):
            ask = lambda given, path=path: asked(port, session, path, given)  # noqa: E731
            report(f"deepest hub supplier, {name}", [0] * 40, ask(supplier(TRADER)))
            report(f"longest complete supplier, {name}", [0] * 40, ask(supplier(WHOLE_TRADER)))
            report(f"sample, {name}", samples, ask(thing("obj/mau-")))
            report(f"tray, {name}", trays, ask(thing("class/")))
        report("raw limit: bare SQL down from the deepest hub", [hub] * 40, bare([BARE_DOWN]))
        report("raw limit: down from the longest complete", [whole] * 40, bare([BARE_DOWN]))
        report("raw limit: up and down from a tray", trays, bare([BARE_UP, BARE_DOWN]))


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
