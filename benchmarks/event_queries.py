"""How fast the simple event query answers on many events, over HTTP, in one run.

    python benchmarks/event_queries.py [--events 1000000 10000000] [--asks 60]

A thousand events of every kind (those of `benchmarks/validation.py`: 900 bytes, two fields of a
user's, a tenth with sensor reports) are captured by operation. The others are copies in the
database: other numbers, ids, times, things, lots and business transactions, captured by twenty
organisations, half of them by the first; the same places and parties. Not copied: graph edges,
which no event query reads. Indexes are made when all rows are there, and the planner is told.

Each parameter is asked for with a value of its own each time, by a key of the organisation
that captured half, and of one that captured a fortieth: the real server, one request after another,
the first page of 30 as JSON. Beside it what the bare statement takes that reads one
event by its number.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from intake import served  # noqa: E402 the paths are set above
from scratch import scratch_database  # noqa: E402
from validation import PLACES, START, document  # noqa: E402
from years.loading import without_indexes  # noqa: E402

TENANTS = 20
"""The first captured half of the events, the others a fortieth each."""
LIVED = 1_000
AT_ONCE = 100
TABLES = ("trace_event", "trace_event_link", "trace_event_field", "trace_node")
MOVING = "('instance', 'lot', 'document')"
NODES = f"""
insert into trace_node (id, uri, kind)
select n.id + k * %(nodes)s, n.uri || '.' || k, n.kind
  from trace_node n, generate_series(%(first)s, %(last)s) k
 where n.id <= %(nodes)s and n.kind in {MOVING}
"""
LINKS = """
insert into trace_event_link ({columns})
select {values}
  from trace_event_link t join trace_node n on n.id = t.node_id,
       generate_series(%(first)s, %(last)s) k
 where t.event_id <= %(events)s
"""
ROWS = """
insert into {table} ({columns})
select {values}
  from {table} t, generate_series(%(first)s, %(last)s) k
 where t.{number} <= %(events)s
"""
OTHER = {
    "trace_event": {
        "id": "t.id + k * %(events)s",
        "tenant_id": "(%(tenants)s::uuid[])[k %% cardinality(%(tenants)s::uuid[]) + 1]",
        "event_id": "t.event_id || '.' || k",
        "event_time": "t.event_time + k * interval '7 minutes'",
        "record_time": "%(began)s + (t.id + k * %(events)s) * interval '10 milliseconds'",
    },
    "trace_event_link": {
        "event_id": "t.event_id + k * %(events)s",
        "node_id": f"t.node_id + case when n.kind in {MOVING} then k * %(nodes)s else 0 end",
    },
    "trace_event_field": {
        "event_id": "t.event_id + k * %(events)s",
        "number": "t.number + (k %% 1000) * 0.0001",
    },
}
BARE = "select raw from trace_event where id = %s"


def lived(random: Random) -> list[Any]:
    """Organisations, and the events that are copied, captured in the name of the first."""
    from nguon.food.trace.operations import capture_document  # noqa: PLC0415
    from nguon.ground.people.choices import OrganisationKind  # noqa: PLC0415
    from nguon.ground.people.models import Organisation  # noqa: PLC0415

    makers = [
        Organisation.objects.create(
            identifier=f"https://bep.example/loc/{n}",
            kind=OrganisationKind.COOPERATIVE,
            display_name=f"Hợp tác xã {n}",
        )
        for n in range(TENANTS)
    ]
    for _ in range(LIVED // 100):
        job = capture_document(
            document(random), tenant_id=makers[0].pk, received_at=datetime.now(UTC)
        )
        errors = job.parts.get().errors
        assert errors == []
    return makers


def key_of(maker: Any) -> str:
    from nguon.ground.people.choices import Act  # noqa: PLC0415
    from nguon.ground.people.models import Person  # noqa: PLC0415
    from nguon.ground.people.operations import issue_api_key  # noqa: PLC0415

    admin, _ = Person.objects.get_or_create(
        username="quantri", defaults={"full_name": "Quản trị", "is_superuser": True}
    )
    return issue_api_key(maker, name="đo", scopes=[Act.QUERY_EVENTS], by=admin)[1]


def copies(first: int, last: int, *, nodes: int, makers: list[Any]) -> None:
    """The copies with these numbers, both ends included."""
    from django.db import connection  # noqa: PLC0415

    values = {
        "events": LIVED,
        "nodes": nodes,
        "tenants": [str(makers[0].pk)] * TENANTS + [str(maker.pk) for maker in makers[1:]],
        "began": datetime(2026, 11, 22, tzinfo=UTC),
    }
    with connection.cursor() as cursor, without_indexes(TABLES, is_own_server=False):
        for start in range(first, last + 1, AT_ONCE):
            some = values | {"first": start, "last": min(start + AT_ONCE - 1, last)}
            cursor.execute(NODES, some)
            for table in OTHER:
                cursor.execute(statement_for(cursor, table), some)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
        cursor.execute("checkpoint")


def statement_for(cursor: Any, table: str) -> str:
    cursor.execute(
        "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
        " and not attisdropped",
        [table],
    )
    columns = [name for (name,) in cursor.fetchall()]
    shape = LINKS if table == "trace_event_link" else ROWS
    return shape.format(
        table=table,
        columns=", ".join(columns),
        values=", ".join(OTHER[table].get(name, f"t.{name}") for name in columns),
        number="id" if table == "trace_event" else "event_id",
    )


class Asked:
    """The values that parameters are asked with: another one each time, all of them there."""

    def __init__(self, random: Random, copied: int) -> None:
        from django.db import connection  # noqa: PLC0415

        self.random, self.copied = random, copied
        with connection.cursor() as cursor:
            cursor.execute(
                "select n.uri, n.kind from trace_node n where n.id in (select l.node_id"
                " from trace_event_link l where l.event_id <= %s)",
                [LIVED],
            )
            rows = cursor.fetchall()
            cursor.execute("select event_id from trace_event where id <= %s", [LIVED])
            self.ids = [one for (one,) in cursor.fetchall()]
        self.of = {
            kind: [uri for uri, its in rows if its == kind]
            for kind in ("instance", "lot", "document", "party")
        }

    def copied_one(self, texts: list[str]) -> str:
        return f"{self.random.choice(texts)}.{self.random.randint(1, self.copied)}"

    def window(self, days: int) -> dict[str, str]:
        since = START + timedelta(days=self.random.randrange(100), hours=self.random.randrange(24))
        return {
            "GE_eventTime": since.isoformat(),
            "LT_eventTime": (since + timedelta(days=days)).isoformat(),
        }

    def questions(self) -> dict[str, Callable[[], dict[str, str]]]:
        of, one = self.of, self.copied_one
        return {
            "EQ_eventID": lambda: {"EQ_eventID": one(self.ids)},
            "MATCH_epc, one thing": lambda: {"MATCH_epc": one(of["instance"])},
            "MATCH_anyEPC, all serials of a product": lambda: {
                "MATCH_anyEPC": f"{self.random.choice(of['instance']).rpartition('/')[0]}/*"
            },
            "MATCH_anyEPCClass, one lot": lambda: {"MATCH_anyEPCClass": one(of["lot"])},
            "EQ_bizTransaction_po": lambda: {"EQ_bizTransaction_po": one(of["document"])},
            "EQ_source_owning_party": lambda: {
                "EQ_source_owning_party": self.random.choice(of["party"])
            },
            "EQ_bizLocation": lambda: {"EQ_bizLocation": self.random.choice(PLACES)},
            "EQ_bizStep, three fifths have it": lambda: {"EQ_bizStep": "receiving"},
            "EQ_bizStep + EQ_bizLocation + a week": lambda: {
                "EQ_bizStep": "receiving",
                "EQ_bizLocation": self.random.choice(PLACES),
                **self.window(7),
            },
            "an hour of eventTime": lambda: self.window(1),
            "GE_recordTime, the last ones": lambda: {"GE_recordTime": self.late},
            "GE_value_FAH, a tenth of the readings": lambda: {"GE_value_FAH": "46.9"},
            "EQ_nguon:portions, all have it": lambda: {"EQ_nguon:portions": "910"},
            "EQ_nguon:portions, none": lambda: {"EQ_nguon:portions": "7"},
            "orderBy eventTime DESC": lambda: {"orderBy": "eventTime", "orderDirection": "DESC"},
            "two common words that never meet": lambda: {
                "EQ_bizStep": "packing",
                "EQ_disposition": "in_progress",
            },
        }

    @property
    def late(self) -> str:
        began = datetime(2026, 11, 22, tzinfo=UTC)
        return (began + timedelta(milliseconds=10 * LIVED * self.copied - 500)).isoformat()


def asker(port: int, headers: Mapping[str, str]) -> Callable[[Mapping[str, str]], bytes]:
    connection = HTTPConnection("localhost", port)

    def ask(parameters: Mapping[str, str]) -> bytes:
        connection.request("GET", f"/events?{urlencode(parameters)}", headers=dict(headers))
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{parameters} answered {answer.status}: {body[:500]!r}")
        return body

    return ask


def milliseconds(
    ask: Callable[[Any], object], about: Callable[[], Any], *, times: int
) -> list[float]:
    found = []
    for _ in range(times):
        question = about()
        before = time.perf_counter()
        ask(question)
        found.append((time.perf_counter() - before) * 1000)
    return sorted(found)


def report(port: int, asked: Asked, askers: Mapping[str, Mapping[str, str]], times: int) -> None:
    names = "".join(f"{f'{who}, p50 / p95':>28}" for who in askers)
    print(f"  {'milliseconds':42}{names}")
    asks = {who: asker(port, headers) for who, headers in askers.items()}
    for name, question in asked.questions().items():
        cells = []
        for ask in asks.values():
            milliseconds(ask, question, times=4)
            found = milliseconds(ask, question, times=times)
            cells.append((statistics.median(found), found[int(len(found) * 0.95)]))
        print(f"  {name:42}" + "".join(f"{f'{p50:.1f} / {p95:.1f}':>28}" for p50, p95 in cells))


def report_bare(asked: Asked, times: int) -> None:
    from django.db import connection  # noqa: PLC0415

    def read(number: int) -> object:
        with connection.cursor() as cursor:
            cursor.execute(BARE, [number])
            return cursor.fetchone()

    numbers = lambda: asked.random.randrange(1, LIVED * asked.copied)  # noqa: E731
    found = milliseconds(read, numbers, times=times)
    print(f"  raw: one event by its number{statistics.median(found):>25.2f} / {found[-3]:.2f}")


def run(sizes: list[int], times: int, random: Random) -> None:
    from django.db import connection  # noqa: PLC0415

    makers = lived(random)
    with connection.cursor() as cursor:
        cursor.execute("select min(id), max(id), (select max(id) from trace_node) from trace_event")
        low, high, nodes = cursor.fetchone()
    assert (low, high) == (1, LIVED)
    done = 0
    askers = {
        name: {"Authorization": f"Bearer {key_of(maker)}"}
        for name, maker in (("a fortieth is its own", makers[-1]), ("half is its own", makers[0]))
    }
    for size in sizes:
        before = time.perf_counter()
        copies(done + 1, size // LIVED - 1, nodes=nodes, makers=makers)
        done = size // LIVED - 1
        loaded = time.perf_counter() - before
        print(f"\n{size:,} events, loaded in {loaded:,.0f} s, {on_disk()}", flush=True)
        asked = Asked(random, done)
        with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as port:
            report(port, asked, askers, times)
        report_bare(asked, times)


def on_disk() -> str:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("select pg_size_pretty(pg_database_size(current_database()))")
        return str(cursor.fetchone()[0])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, nargs="+", default=[1_000_000, 10_000_000])
    arguments.add_argument("--asks", type=int, default=60)
    chosen = arguments.parse_args()
    with scratch_database():
        run(sorted(chosen.events), chosen.asks, Random(20261122))


if __name__ == "__main__":
    main()
