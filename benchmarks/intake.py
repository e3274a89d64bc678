"""How fast the server takes in what phones hand in, beside the raw limit of the same rows.

    python benchmarks/intake.py [--seconds 60] [--phones 300] [--connections 8]

The real server with its worker processes, asked over HTTP by another process. Every record is
sent twice; batches have at most 50. Stored means: committed durably, projected into the tables
of the day, its EPCIS events captured and put into the graph. In the end every record that was
sent is looked for, once each. The raw limit is COPY of the very rows that this made into the
same tables with the same indexes, one commit a batch, on one connection.
"""

import argparse
import json
import math
import os
import pickle
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from phones import BATCH, ITEMS, Batch, day_of, make_kitchens, make_menus
from scratch import scratch_database

FASTEST = 1200
"""Records a second that are prepared for; faster, and the run ends before its time."""
SECRET = "for the benchmark only: it ends with it, and nobody keeps it"

BY_RECORD = {
    "journal_record": "select * from journal_record where id = any(%(ids)s)",
    **{
        f"kitchen_{name}": f"select * from kitchen_{name} where record_id = any(%(ids)s)"
        for name in (
            "receivedline",
            "cookingcheck",
            "servingcheck",
            "retainedsample",
            "eatingstart",
            "fridgereading",
        )
    },
    "kitchen_ingredient": "select * from kitchen_ingredient where check_made_id = any(%(ids)s)",
    "trace_event": "select * from trace_event where record_id = any(%(ids)s)",
    "trace_event_link": "select l.* from trace_event_link l join trace_event e on e.id = l.event_id"
    " where e.record_id = any(%(ids)s)",
    "trace_edge": "select d.* from trace_edge d join trace_event e on e.id = d.event"
    " where e.record_id = any(%(ids)s)",
}


def prepare(phones: int, seconds: float) -> list[Batch]:
    days = max(1, math.ceil(seconds * FASTEST / (phones * ITEMS)))
    random = Random(20261121)
    kitchens = make_kitchens(phones)
    make_menus(kitchens, days)
    return [batch for day in range(days) for one in kitchens for batch in day_of(one, day, random)]


@contextmanager
def served(folder: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "SECRET_KEY": SECRET,
        "NGUON_DATA_DIR": str(folder),
        "NGUON_LISTEN_PORT": str(port),
        "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
    }
    log = (folder / "server.log").open("wb")
    command = [sys.executable, "-m", "nguon", "run", "--without-demo"]
    with subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process:
        try:
            wait_for(port, process, folder / "server.log")
            yield port
        finally:
            process.terminate()
            process.wait(30)
            log.close()
    said = (folder / "server.log").read_text()
    if "Traceback" in said or "one by one" in said:
        print(said[-3000:], file=sys.stderr)


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/hello") as answer:
                if answer.status == 200:
                    return
        except OSError:
            if process.poll() is not None:
                raise SystemExit(f"the server ended: {log.read_text()[-2000:]}") from None
            time.sleep(0.1)
    raise SystemExit("the server did not answer within a minute")


def database_url() -> str:
    from django.db import connection  # noqa: PLC0415 Django is set up by now

    told = connection.settings_dict
    where = {"host": told["HOST"], "port": told["PORT"]}
    asked = urlencode({name: value for name, value in where.items() if value})
    secret = f":{quote(told['PASSWORD'])}" if told.get("PASSWORD") else ""
    return f"postgresql://{quote(told['USER'])}{secret}@/{quote(told['NAME'])}?{asked}"


def cpu_of_children() -> float:
    """Of those that have ended, with theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def load(batches: Sequence[Batch], port: int, chosen: argparse.Namespace, folder: Path) -> Any:
    path = folder / "batches"
    path.write_bytes(pickle.dumps([(one.token, one.body) for one in batches]))
    script = Path(__file__).parent / "phones" / "load.py"
    arguments = [str(path), "127.0.0.1", str(port), str(chosen.seconds), str(chosen.connections)]
    done = subprocess.run(
        [sys.executable, str(script), *arguments], check=True, capture_output=True
    )
    return json.loads(done.stdout)


def check(batches: Sequence[Batch], told: Any) -> list[Sequence[str]]:
    """Which batches came in; raises if a record is missing, or there more than once."""
    from django.db import connection  # noqa: PLC0415

    whole = [batches[number].ids for number, _times in told["sent"]]
    ids = [record for batch in whole for record in batch]
    with connection.cursor() as cursor:
        cursor.execute("select count(*), count(*) filter (where id = any(%s::uuid[]))"
                       " from journal_record", [ids])  # fmt: skip
        total, wanted = cursor.fetchone()
        acts = " union all ".join(
            f"select count(*) from {table}"
            for table, statement in BY_RECORD.items()
            if "record_id" in statement and table.startswith("kitchen")
        )
        cursor.execute(f"select sum(count) from ({acts}) acts")
        projected = cursor.fetchone()[0]
        # Eating says something only once dishes were cooked, whichever batch came in first.
        cursor.execute(
            "select count(distinct e.record_id) + (select count(*) from journal_record"
            " where kind = 'eating_started') from trace_event e"
            " join journal_record r on r.id = e.record_id and r.kind <> 'eating_started'"
        )
        captured = cursor.fetchone()[0]
    found = {"in the book": total, "of them sent": wanted, "projected": projected,
             "with events": captured}  # fmt: skip
    if set(found.values()) != {len(ids)}:
        raise SystemExit(f"expected {len(ids)} records everywhere, got {found}")
    return whole


def raw_limit(whole: Sequence[Sequence[str]]) -> float:
    """Seconds for COPY of the rows of these batches into emptied tables."""
    from django.db import connection, transaction  # noqa: PLC0415

    rows = []
    with connection.cursor() as cursor:
        for ids in whole:
            found = {}
            for table, statement in BY_RECORD.items():
                typed = statement.replace("%(ids)s", "%(ids)s::uuid[]")
                with cursor.copy(f"copy ({typed}) to stdout", {"ids": list(ids)}) as copy:
                    found[table] = b"".join(bytes(block) for block in copy)
            rows.append(found)
        cursor.execute("set nguon.truncate_allowed = 'yes'")
        cursor.execute(f"truncate {', '.join(BY_RECORD)} cascade")
    began = time.perf_counter()
    for found in rows:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, content in found.items():
                with cursor.copy(f"copy {table} from stdin") as copy:
                    copy.write(content)
    return time.perf_counter() - began


def report(told: Any, whole: Sequence[Sequence[str]]) -> None:
    records = sum(map(len, whole))
    wall, results = told["wall"], told["results"]
    waits = sorted(told["latencies"])
    p50, p95 = (statistics.quantiles(waits, n=100)[cut - 1] for cut in (50, 95))
    print(f"{records:,} records in {wall:.1f} s, each sent twice, batches of at most {BATCH}")
    print(f"{'answers':34} {dict(results)}")
    print(f"{'new records a second':34} {results.get('stored', 0) / wall:>9,.0f}")
    print(f"{'records a second, with repeats':34} {sum(results.values()) / wall:>9,.0f}")
    print(f"{'batch p50 / p95 / worst, ms':34} {1000 * p50:>9,.0f} {1000 * p95:,.0f}"
          f" {1000 * waits[-1]:,.0f}")  # fmt: skip
    print(f"{'CPU s of phones / web server':34} {told['cpu']:>9,.1f} {told['server_cpu']:,.1f}"
          " (its start included, the database not)")  # fmt: skip
    print("lost 0, double 0 (each looked for in the book, the tables of the day, the events)")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--phones", type=int, default=300)
    arguments.add_argument("--connections", type=int, default=8)
    chosen = arguments.parse_args()
    with scratch_database(), tempfile.TemporaryDirectory() as name:
        batches = prepare(chosen.phones, chosen.seconds)
        before = cpu_of_children()
        with served(Path(name)) as port:
            began = cpu_of_children()
            told = load(batches, port, chosen, Path(name))
            told["cpu"] = cpu_of_children() - began
        told["server_cpu"] = cpu_of_children() - before - told["cpu"]
        if told["bad"]:
            raise SystemExit(f"the server answered {told['bad']}")
        whole = check(batches, told)
        report(told, whole)
        took = raw_limit(whole)
        rate = sum(map(len, whole)) / took
        print(f"{'raw limit: COPY of the same rows':34} {rate:>9,.0f} records a second")


if __name__ == "__main__":
    main()
