"""How fast documents are captured, beside the raw limit of the same rows in the same run.

    python benchmarks/capture.py [--documents 40] [--singles 200] [--rounds 3]

Documents have 100 events and lots never seen before. Captured means: parsed, validated, made
canonical, compared with what is stored, written with links and indexes, put into the graph,
committed durably. The raw limit is COPY of the very rows that this made (events, links, nodes,
edges, jobs), ready as bytes, into the same tables with the same indexes, one commit a document.
"""

import argparse
import statistics
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from random import Random

from scratch import scratch_database
from validation import PER_DOCUMENT, document, event

TENANT = uuid.UUID(int=7)
AT = datetime(2026, 11, 21, tzinfo=UTC)
TABLES = {
    "trace_capture_job": "select * from trace_capture_job where id = any(%(jobs)s)",
    "trace_event": "select * from trace_event where id between %(low)s and %(high)s",
    "trace_event_link": "select * from trace_event_link"
    " where event_id between %(low)s and %(high)s",
    "trace_node": "select * from trace_node where id > %(node_low)s and id <= %(node_high)s",
    "trace_edge": "select * from trace_edge where event between %(low)s and %(high)s",
    "trace_containment": "select * from trace_containment where since_event between %(low)s"
    " and %(high)s",
    "trace_lot": "select * from trace_lot"
    " where node_id > %(node_low)s and node_id <= %(node_high)s",
}


def single(random: Random) -> bytes:
    from nguon.core.epcis import EPCIS_CONTEXT, bare_event  # noqa: PLC0415 the path is set by now

    context = (EPCIS_CONTEXT, {"nguon": "https://nguon.example/ns/"})
    return bare_event(event(random), context=context).to_json()


def seconds(deed: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    deed()
    return time.perf_counter() - wall, time.process_time() - cpu


def capture_all(documents: Sequence[bytes]) -> list[dict[str, object]]:
    """Captures each; returns where its rows are."""
    from django.db import connection  # noqa: PLC0415 Django is set up by now

    from nguon.food.trace.operations import capture_document  # noqa: PLC0415

    ranges: list[dict[str, object]] = []
    for raw in documents:
        with connection.cursor() as cursor:
            cursor.execute("select coalesce(max(id), 0) from trace_node")
            before = cursor.fetchone()[0]
        job = capture_document(raw, tenant_id=TENANT, received_at=AT)
        ranges.append({"job": job.pk, "node_low": before})
    return ranges


def ready_rows(ranges: list[dict[str, object]]) -> list[dict[str, bytes]]:
    """The rows of each document as COPY wants them."""
    from django.db import connection  # noqa: PLC0415

    found = []
    with connection.cursor() as cursor:
        for number, where in enumerate(ranges):
            cursor.execute(
                "select min(id), max(id) from trace_event where capture_job_id = %s", [where["job"]]
            )
            low, high = cursor.fetchone()
            following = ranges[number + 1]["node_low"] if number + 1 < len(ranges) else 1 << 60
            values = where | {"jobs": [where["job"]], "low": low, "high": high}
            rows = {}
            for table, statement in TABLES.items():
                with cursor.copy(
                    f"copy ({statement}) to stdout", values | {"node_high": following}
                ) as copy:
                    rows[table] = b"".join(bytes(block) for block in copy)
            found.append(rows)
    return found


def empty() -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("set nguon.truncate_allowed = 'yes'")
        cursor.execute(f"truncate {', '.join(TABLES)}")


def copy_raw(documents: list[dict[str, bytes]]) -> None:
    from django.db import connection, transaction  # noqa: PLC0415

    for rows in documents:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, content in rows.items():
                with cursor.copy(f"copy {table} from stdin") as copy:
                    copy.write(content)


def capture_singles(events: Sequence[bytes]) -> None:
    from nguon.food.trace.operations import capture_bare_event  # noqa: PLC0415

    for raw in events:
        capture_bare_event(raw, tenant_id=TENANT, received_at=AT)


def commit_singles(count: int) -> None:
    """The limit of one durable commit an event: one small row each."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        for number in range(count):
            cursor.execute("insert into bench_commit values (%s)", [number])


def measure(documents: list[bytes], singles: list[bytes]) -> dict[str, tuple[int, float, float]]:
    """Events, wall seconds and seconds of this process's CPU for each deed."""
    ranges: list[dict[str, object]] = []
    count = len(documents) * PER_DOCUMENT
    found = {"capture, 100 events a document": (count, *seconds(
        lambda: ranges.extend(capture_all(documents))
    ))}  # fmt: skip
    again = seconds(lambda: capture_all(documents))
    found["the same documents again (duplicates)"] = (count, *again)
    rows = ready_rows(ranges)
    empty()
    found["raw limit: COPY of the same rows"] = (count, *seconds(lambda: copy_raw(rows)))
    found["capture, one event at a time"] = (
        len(singles),
        *seconds(lambda: capture_singles(singles)),
    )
    found["raw limit: one durable commit each"] = (
        len(singles),
        *seconds(lambda: commit_singles(len(singles))),
    )
    empty()
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--documents", type=int, default=40)
    arguments.add_argument("--singles", type=int, default=200)
    arguments.add_argument("--rounds", type=int, default=3)
    chosen = arguments.parse_args()
    random = Random(20261121)
    rates: dict[str, list[tuple[float, float]]] = {}
    with scratch_database():
        from django.db import connection  # noqa: PLC0415

        with connection.cursor() as cursor:
            cursor.execute("create table bench_commit (number bigint)")
        for _ in range(chosen.rounds):
            documents = [document(random) for _ in range(chosen.documents)]
            singles = [single(random) for _ in range(chosen.singles)]
            for name, (count, wall, cpu) in measure(documents, singles).items():
                rates.setdefault(name, []).append((count / wall, count / max(cpu, 1e-9)))
    print(f"{chosen.rounds} rounds of {chosen.documents} documents; events/s, medians")
    print(f"{'':40} {'wall':>9} {'own CPU':>10}")
    for name, found in rates.items():
        wall, cpu = (statistics.median(part) for part in zip(*found, strict=True))
        print(f"{name:40} {wall:>9,.0f} {cpu:>10,.0f}")


if __name__ == "__main__":
    main()
