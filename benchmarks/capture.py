"""How fast events are captured, beside the raw limit of the same rows in the same run.

    python benchmarks/capture.py [--documents 40] [--singles 200] [--rounds 3] [--connections 4]
                                 [--quartet] [--memory]

Documents have 100 events of about 900 bytes and lots never seen before. Captured means: parsed,
validated, made canonical, hashed where an event brings no id (a tenth does not), compared with
what is stored, written with links, fields and indexes, put into the graph, committed durably.

Over HTTP: the real server with its worker processes, `--connections` programs of one supplier; the
time ends when every event is in the store. In process: one call after the other. The raw limit is
COPY of the very rows that this made (events, links, fields, nodes, lots, edges, jobs), ready as
bytes, into the same tables with the same indexes; one commit a document, or one commit an event.

`--quartet` also measures the Django peer QU4RTET, `--memory` the peak of one capture of 100,000
events; both in processes of their own (`quartet.py`, `capture_memory.py`).
"""

import argparse
import http.client
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from intake import served  # noqa: E402 the paths are set above
from scratch import scratch_database  # noqa: E402
from validation import PER_DOCUMENT, event  # noqa: E402

AT = datetime(2026, 11, 21, tzinfo=UTC)
CONTEXT = (
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    {"nguon": "https://nguon.example/ns/"},
)
WITHOUT_ID = 0.1
TABLES = {
    "trace_capture_job": "select * from trace_capture_job where id = any(%(jobs)s)",
    "trace_event": "select * from trace_event where id between %(low)s and %(high)s",
    "trace_event_link": "select * from trace_event_link"
    " where event_id between %(low)s and %(high)s",
    "trace_event_field": "select * from trace_event_field"
    " where event_id between %(low)s and %(high)s",
    "trace_node": "select * from trace_node where id > %(node_low)s and id <= %(node_high)s",
    "trace_edge": "select * from trace_edge where event between %(low)s and %(high)s",
    "trace_containment": "select * from trace_containment where since_event between %(low)s"
    " and %(high)s",
    "trace_lot": "select * from trace_lot"
    " where node_id > %(node_low)s and node_id <= %(node_high)s",
}
Rates = dict[str, list[float]]


def one_event(random: Random) -> Any:
    from dataclasses import replace  # noqa: PLC0415 used here only

    made = event(random)
    return replace(made, event_id=None) if random.random() < WITHOUT_ID else made


def document(random: Random) -> bytes:
    from nguon.core.epcis import epcis_document  # noqa: PLC0415

    events = [one_event(random) for _ in range(PER_DOCUMENT)]
    return epcis_document(events, created_at=AT, context=CONTEXT).to_json()


def single(random: Random) -> bytes:
    from nguon.core.epcis import bare_event  # noqa: PLC0415

    return bare_event(one_event(random), context=CONTEXT).to_json()


def seconds(deed: Callable[[], object]) -> float:
    wall = time.perf_counter()
    deed()
    return time.perf_counter() - wall


def rows(statement: str, values: Sequence[object] = ()) -> list[Any]:
    from django.db import connection  # noqa: PLC0415 Django is set up by now

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def capture_all(texts: Sequence[bytes], tenant_id: uuid.UUID) -> None:
    from nguon.food.trace.operations import capture_bare_event, capture_document  # noqa: PLC0415

    for raw in texts:
        deed = capture_document if b'"EPCISDocument"' in raw[:200] else capture_bare_event
        deed(raw, tenant_id=tenant_id, received_at=AT)


def post_all(texts: Sequence[bytes], *, path: str, key: str, port: int, connections: int) -> None:
    """Sends them over so many connections and waits until all their events are in the store."""

    def send(share: Sequence[bytes]) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/ld+json"}
        for raw in share:
            line.request("POST", path, raw, headers)
            answer = line.getresponse()
            said = answer.read()
            if answer.status not in (201, 202):
                raise SystemExit(f"the server answered {answer.status}: {said[:500]!r}")
        line.close()

    before = count()
    wanted = before + len(texts) * (PER_DOCUMENT if path == "/capture" else 1)
    with ThreadPoolExecutor(connections) as pool:
        list(pool.map(send, [texts[number::connections] for number in range(connections)]))
    for _ in range(6000):
        if count() == wanted:
            return
        time.sleep(0.01)
    raise SystemExit(f"expected {wanted - before} events in the store, got {count() - before}")


def count() -> int:
    return int(rows("select count(*) from trace_event")[0][0])


def ready_rows(after: int, node_after: int) -> list[dict[str, bytes]]:
    """The rows of each capture job behind these numbers, as COPY wants them."""
    from django.db import connection  # noqa: PLC0415

    jobs = rows(
        "select e.capture_job_id, min(e.id), max(e.id), (select max(l.node_id)"
        " from trace_event_link l where l.event_id between min(e.id) and max(e.id))"
        " from trace_event e where e.id > %s group by 1 order by 2",
        [after],
    )
    found, node = [], node_after
    with connection.cursor() as cursor:
        for job, low, high, highest in jobs:
            last = max(node, highest)
            values = {"jobs": [job], "low": low, "high": high, "node_low": node, "node_high": last}
            content = {}
            for table, statement in TABLES.items():
                with cursor.copy(f"copy ({statement}) to stdout", values) as copy:
                    content[table] = b"".join(bytes(block) for block in copy)
            found.append({table: lines for table, lines in content.items() if lines})
            node = last
    return found


def copy_raw(ready: Sequence[dict[str, bytes]]) -> None:
    from django.db import connection, transaction  # noqa: PLC0415

    for content in ready:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, lines in content.items():
                with cursor.copy(f"copy {table} from stdin") as copy:
                    copy.write(lines)


def empty() -> None:
    rows("set nguon.truncate_allowed = 'yes'")
    rows(f"truncate {', '.join(TABLES)} cascade")


def commit_singles(number: int) -> None:
    """The disk's limit: one durable commit of one small row each."""
    for value in range(number):
        rows("insert into bench_commit values (%s)", [value])


def copied_again(name: str, deed: Callable[[], None], number: int, rates: Rates) -> None:
    """Does it in an empty store, then copies the rows that it made into the emptied one."""
    empty()
    node = rows("select coalesce(max(id), 0) from trace_node")[0][0]
    rates.setdefault(name, []).append(number / seconds(deed))
    ready = ready_rows(0, node)
    empty()
    rates.setdefault(f"raw limit of «{name}»", []).append(number / seconds(lambda: copy_raw(ready)))


def measure(random: Random, chosen: argparse.Namespace, server: Any, rates: Rates) -> None:
    port, key, tenant_id = server
    post = partial(post_all, key=key, port=port, connections=chosen.connections)
    events = chosen.documents * PER_DOCUMENT
    for name, path, make, texts, number in (
        ("documents over HTTP", "/capture", document, chosen.documents, events),
        ("single events over HTTP", "/events", single, chosen.singles, chosen.singles),
        ("documents in process", None, document, chosen.documents, events),
        ("single events in process", None, single, chosen.singles, chosen.singles),
    ):
        sent = [make(random) for _ in range(texts)]
        deed = partial(post, sent, path=path) if path else partial(capture_all, sent, tenant_id)
        copied_again(name, deed, number, rates)
    empty()
    took = seconds(lambda: commit_singles(chosen.singles))
    rates.setdefault("durable commits of one small row", []).append(chosen.singles / took)


def supplier() -> tuple[str, uuid.UUID]:
    """The key of a supplier's program, and whose it is."""
    from datetime import timedelta  # noqa: PLC0415

    from nguon.base import clock  # noqa: PLC0415 Django is set up by now
    from nguon.food.kitchen.management.demo.cast import gather_cast  # noqa: PLC0415

    cast = gather_cast(at=clock.now() - timedelta(days=60))
    found = next(one for one in cast.suppliers.values() if one.api_key)
    return found.api_key, found.organisation.pk


def report(rates: Rates, chosen: argparse.Namespace) -> None:
    print(f"{chosen.rounds} rounds, {chosen.connections} connections; events/s, medians")
    for name, found in rates.items():
        raw = rates.get(f"raw limit of «{name}»")
        of_raw = ""
        if raw:
            shares = [mine / limit for mine, limit in zip(found, raw, strict=True)]
            of_raw = f"{statistics.median(shares):>6.0%} of the raw limit"
        print(f"{name:46} {statistics.median(found):>9,.0f} {of_raw}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--documents", type=int, default=40)
    arguments.add_argument("--singles", type=int, default=200)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--connections", type=int, default=4)
    arguments.add_argument("--quartet", action="store_true")
    arguments.add_argument("--memory", action="store_true")
    chosen = arguments.parse_args()
    random = Random(20261121)
    rates: Rates = {}
    with scratch_database(), tempfile.TemporaryDirectory() as name:
        rows("create table bench_commit (number bigint)")
        key, tenant_id = supplier()
        with served(Path(name)) as port:
            warm = [document(random) for _ in range(2 * chosen.connections)]
            post_all(warm, path="/capture", key=key, port=port, connections=chosen.connections)
            for _ in range(chosen.rounds):
                measure(random, chosen, (port, key, tenant_id), rates)
    report(rates, chosen)
    for wanted, script in ((chosen.quartet, "quartet.py"), (chosen.memory, "capture_memory.py")):
        if wanted:
            subprocess.run([sys.executable, str(Path(__file__).parent / script)], check=True)


if __name__ == "__main__":
    main()
