"""How fast a trace is on a large graph, beside the raw SQL limit in the same run.

    python benchmarks/trace.py [--edges 1000000 5000000] [--starts 200]

The graph is that of `stack.md` §4: field lots are packed, delivered, cooked and served; a quarter
of the lots are hubs that feed most of the next layer. Steps are transformations, so every hop has
two edges. Measured from random starts, and from the deepest hub: the bare recursive statement
through psycopg (the limit), `reach_in_database`, the frontier loop, and the whole answer of
`trace()` with names, steps, amounts, facts and places.
"""

import argparse
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from random import Random

from scratch import scratch_database

TENANT = uuid.UUID(int=7)
# Share of the edges, inputs and outputs of one step, for each layer from field to tray.
LAYERS = [(0.15, 2, 3), (0.2, 2, 3), (0.3, 6, 2), (0.35, 1, 6)]
BARE_DOWN = """
with recursive t(id) as (
    select %s::bigint union select e.dst from t join trace_edge e on e.src = t.id)
select id from t limit 20001
"""
BARE_UP = """
with recursive t(id) as (
    select %s::bigint union select e.src from t join trace_edge e on e.dst = t.id)
select id from t limit 20001
"""
EVENT = (
    "id, tenant_id, event_id, type, event_time, event_time_zone_offset, record_time, biz_step,"
    " raw, content_hash"
)
LINK = "event_id, position, role, node_id, quantity, uom"


class Made:
    """The graph while it is made; things are numbered from 1, steps are events from 1."""

    event_columns = EVENT

    def __init__(self, edges: int, random: Random) -> None:
        self.random = random
        self.things = 0
        self.layers: list[range] = []
        self.steps: list[tuple[list[int], range]] = []
        above = self._new(max(1, int(edges * LAYERS[0][0] / 8)))
        for share, inputs, outputs in LAYERS:
            self.layers.append(above)
            hubs = above[: max(1, len(above) // 4)]
            first = self.things + 1
            for _ in range(max(1, int(edges * share / (inputs + outputs)))):
                taken = {self._pick(above, hubs) for _ in range(inputs)}
                self.steps.append((sorted(taken), self._new(outputs)))
            above = range(first, self.things + 1)
        self.layers.append(above)

    def _new(self, count: int) -> range:
        first = self.things + 1
        self.things += count
        return range(first, first + count)

    def _pick(self, above: range, hubs: range) -> int:
        """Hubs are taken as often as all others together, the first ones most."""
        if self.random.random() < 0.5:
            return hubs[int(len(hubs) * self.random.random() ** 3)]
        return above[self.random.randrange(len(above))]

    def edges(self) -> Iterator[str]:
        for event, (inputs, outputs) in enumerate(self.steps, 1):
            for thing in inputs:
                yield f"{thing}\t{-event}\t{event}\n"
            for thing in outputs:
                yield f"{-event}\t{thing}\t{event}\n"

    def nodes(self) -> Iterator[str]:
        for thing in range(1, self.things + 1):
            yield f"{thing}\thttps://bep.example/class/{thing}\tlot\n"

    def events(self) -> Iterator[str]:
        day = "2026-11-21T00:00:00Z"
        for event in range(1, len(self.steps) + 1):
            yield (
                f"{event}\t{TENANT}\turn:x:{event}\tTransformationEvent\t{day}\t+07:00\t{day}"
                "\tcommissioning\t{}\t\\\\x00\n"
            )

    def links(self) -> Iterator[str]:
        for event, (inputs, outputs) in enumerate(self.steps, 1):
            for position, thing in enumerate(inputs):
                yield f"{event}\t{position}\tinput_quantity_list\t{thing}\t1.5\tKGM\n"
            for position, thing in enumerate(outputs, len(inputs)):
                yield f"{event}\t{position}\toutput_quantity_list\t{thing}\t1.5\tKGM\n"


def load(made: Made) -> None:
    from django.db import connection  # noqa: PLC0415 Django is set up by now

    rows = {
        "trace_node (id, uri, kind)": made.nodes(),
        f"trace_event ({made.event_columns})": made.events(),
        f"trace_event_link ({LINK})": made.links(),
        "trace_edge (src, dst, event)": made.edges(),
    }
    with connection.cursor() as cursor:
        cursor.execute("set nguon.truncate_allowed = 'yes'")
        cursor.execute("truncate trace_node, trace_event, trace_event_link, trace_edge")
        for table, lines in rows.items():
            with cursor.copy(f"copy {table} from stdin") as copy:
                block: list[str] = []
                for line in lines:
                    block.append(line)
                    if len(block) == 10_000:
                        copy.write("".join(block))
                        block.clear()
                copy.write("".join(block))
        cursor.execute("vacuum analyze")


def milliseconds(deed: Callable[[int], object], starts: list[int]) -> list[float]:
    found = []
    for start in starts:
        before = time.perf_counter()
        deed(start)
        found.append((time.perf_counter() - before) * 1000)
    return sorted(found)


def deeds() -> dict[str, dict[str, Callable[[int], object]]]:
    """For both directions the ways to walk, the bare statement first."""
    from django.db import connection  # noqa: PLC0415

    from nguon.food.trace.queries.reach import (  # noqa: PLC0415
        Direction,
        database_edges,
        reach_by_frontier,
        reach_in_database,
    )
    from nguon.food.trace.queries.scope import EVERYTHING  # noqa: PLC0415
    from nguon.food.trace.queries.trace import trace  # noqa: PLC0415
    from nguon.ground.people.queries import Principal  # noqa: PLC0415

    everyone = Principal(None, frozenset(), frozenset(), True, "bench")

    def bare(statement: str) -> Callable[[int], object]:
        def walk(start: int) -> object:
            with connection.connection.cursor() as cursor:
                return cursor.execute(statement, [start]).fetchall()

        return walk

    def walks(direction: Direction, statement: str) -> dict[str, Callable[[int], object]]:
        return {
            "raw limit: bare SQL": bare(statement),
            "reach_in_database": lambda start: reach_in_database(
                [start], direction, scope=EVERYTHING
            ),
            "frontier loop": lambda start: reach_by_frontier(
                [start], database_edges(direction, scope=EVERYTHING)
            ),
        }

    return {
        "down": walks(Direction.DOWNSTREAM, BARE_DOWN),
        "up": walks(Direction.UPSTREAM, BARE_UP),
        "both": {
            "whole answer, trace()": lambda start: trace(
                f"https://bep.example/class/{start}", principal=everyone
            )
        },
    }


def report(name: str, starts: list[int], walks: dict[str, Callable[[int], object]]) -> None:
    for way, deed in walks.items():
        milliseconds(deed, starts[:5])
        times = milliseconds(deed, starts)
        p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
        middle = statistics.median(times)
        print(f"  {name:34} {way:24} {middle:>9.2f} {p95:>9.2f} {times[-1]:>9.2f}")


def run(edges: int, starts: int, random: Random) -> None:
    from nguon.food.trace.queries.reach import Direction, reach_in_database  # noqa: PLC0415
    from nguon.food.trace.queries.scope import EVERYTHING  # noqa: PLC0415

    began = time.perf_counter()
    made = Made(edges, random)
    load(made)
    count = sum(len(inputs) + len(outputs) for inputs, outputs in made.steps)
    print(f"\n{count:,} edges, {made.things:,} things, {len(made.steps):,} steps", end="")
    print(f" (made and loaded in {time.perf_counter() - began:.0f} s)")
    print(f"  {'milliseconds':34} {'':24} {'p50':>9} {'p95':>9} {'max':>9}")
    used = [thing for inputs, _ in made.steps for thing in inputs if thing in made.layers[0]]
    fields = [random.choice(used) for _ in range(starts)]
    trays = [random.choice(made.layers[-1]) for _ in range(starts)]
    deepest = made.layers[0][0]
    size = len(reach_in_database([deepest], Direction.DOWNSTREAM, scope=EVERYTHING).numbers)
    ways = deeds()
    report("down from a field lot", fields, ways["down"])
    report("up from a tray or sample", trays, ways["up"])
    report(f"down from the deepest hub ({size:,})", [deepest] * 20, ways["down"])
    report("whole answer for a tray or sample", trays[:50], ways["both"])
    report("whole answer for a field lot", fields[:20], ways["both"])
    report("whole answer, deepest hub", [deepest] * 3, ways["both"])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--edges", type=int, nargs="+", default=[1_000_000, 5_000_000])
    arguments.add_argument("--starts", type=int, default=200)
    chosen = arguments.parse_args()
    with scratch_database():
        for edges in chosen.edges:
            run(edges, chosen.starts, Random(1))


if __name__ == "__main__":
    main()
