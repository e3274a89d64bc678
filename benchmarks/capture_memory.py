"""How much memory one capture of a long document takes.

    python benchmarks/capture_memory.py [--events 100000]

The document is written to a file by this process; another one reads it, captures it whole (all
events or none) and tells the peak of its resident memory, beside what it took before.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from scratch import scratch_database  # noqa: E402 the paths are set above

AT = datetime(2026, 11, 21, tzinfo=UTC)
MEBI = 1024


def write_document(path: Path, events: int) -> None:
    from validation import PER_DOCUMENT, document  # noqa: PLC0415 Django is set up by now

    random = Random(20261122)
    with path.open("wb") as file:
        for number in range(events // PER_DOCUMENT):
            head, _, rest = document(random).partition(b'"eventList":[')
            file.write(head + b'"eventList":[' if number == 0 else b",")
            file.write(rest.rpartition(b"]}}")[0])
        file.write(b"]}}")


def capture(path: Path) -> None:
    """In the process of its own."""
    import django  # noqa: PLC0415

    django.setup()
    from validation import document  # noqa: PLC0415 needs the setup

    from nguon.food.trace.operations import capture_document  # noqa: PLC0415

    def take(raw: bytes) -> None:
        capture_document(raw, tenant_id=uuid.UUID(int=7), received_at=AT)

    take(document(Random(1)))
    before = getrusage(RUSAGE_SELF).ru_maxrss
    raw = path.read_bytes()
    began = time.perf_counter()
    take(raw)
    took = time.perf_counter() - began
    peak = getrusage(RUSAGE_SELF).ru_maxrss
    print(json.dumps([len(raw), before, peak, took]))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=100_000)
    arguments.add_argument("--capture", type=Path, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.capture:
        capture(chosen.capture)
        return
    with scratch_database(), tempfile.TemporaryDirectory() as name:
        from intake import SECRET, database_url  # noqa: PLC0415 Django is set up by now

        path = Path(name) / "document.jsonld"
        write_document(path, chosen.events)
        command = [sys.executable, __file__, "--capture", str(path)]
        environment = os.environ | {"DATABASE_URL": database_url(), "SECRET_KEY": SECRET}
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stderr[-2000:])
    size, before, peak, took = json.loads(done.stdout.splitlines()[-1])
    print(f"one document of {chosen.events:,} events, {size / MEBI / MEBI:,.0f} MiB")
    print(f"{'memory before, MiB':34} {before / MEBI:>9,.0f}")
    print(f"{'peak, MiB':34} {peak / MEBI:>9,.0f}")
    print(f"{'of it for the capture, MiB':34} {(peak - before) / MEBI:>9,.0f}")
    print(f"{'events/s':34} {chosen.events / took:>9,.0f}")


if __name__ == "__main__":
    main()
