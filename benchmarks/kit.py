"""How long a phone waits for its kit, over HTTP.

    python benchmarks/kit.py [--times 80] [--sisters 3]

The real server with one heavy kitchen: 8 cooks, 40 suppliers, 14 days of 25 lines, 3 meals a day of
5 dishes, and sister kitchens that sent goods back or hold them. One phone asks over one connection,
again and again: for a kit that has to be made, for one that it has (304), and with an empty batch,
which tells the version. CPU time of the server is told as well, for the machine may be busy.
"""

import argparse
import http.client
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from intake import served  # noqa: E402 the paths are set above
from scratch import scratch_database  # noqa: E402

TICKS = os.sysconf("SC_CLK_TCK")


def fill(sisters: int) -> Any:
    """The device and its token."""
    from datetime import timedelta  # noqa: PLC0415

    from nguon.base import clock  # noqa: PLC0415 Django is set up by now
    from nguon.food.kitchen.management.demo.cast import gather_cast  # noqa: PLC0415
    from nguon.ground.people.operations import (  # noqa: PLC0415
        enrol_device,
        issue_enrolment_code,
    )
    from tests.food.kitchen.heavy import HeavyKitchen  # noqa: PLC0415
    from tests.food.kitchen.incidents import lived, lot_of, place_hold, send_back  # noqa: PLC0415

    now = clock.now()
    cast = gather_cast(at=now - timedelta(days=60))
    HeavyKitchen(cast.pilot, cast.administrator, now=now).fill()
    for number in range(1, 1 + sisters):
        day = lived(cast, 1, kitchen=number, dishes=2)
        send_back(day, "lon")
        place_hold(day, lot_uris=[lot_of(day, "gao")])
    _row, code = issue_enrolment_code(cast.pilot.place, by=cast.pilot.people["manager"], at=now)
    return enrol_device(code, name="Điện thoại bếp", at=now)


def queries_of(device: Any) -> int:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from nguon.base import clock  # noqa: PLC0415
    from nguon.food.kitchen.rules.kit import kit_text  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        kit_text(device, at=clock.now())
    return len(asked)


def cpu_of_workers(port: int) -> float:
    """Seconds of all processes of the server on this port."""
    mark = f"NGUON_LISTEN_PORT={port}".encode()
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                fields = (process / "stat").read_text().rpartition(")")[2].split()
                total += int(fields[11]) + int(fields[12])
        except OSError:
            continue
    return total / TICKS


def measure(name: str, ask: Callable[[], int], *, times: int, port: int) -> None:
    for _ in range(10):
        ask()
    before, took, statuses = cpu_of_workers(port), [], Counter[int]()
    for _ in range(times):
        began = time.perf_counter()
        statuses[ask()] += 1
        took.append(1000 * (time.perf_counter() - began))
    cpu = 1000 * (cpu_of_workers(port) - before) / times
    cuts = statistics.quantiles(took, n=100)
    print(f"{name:26} p50 {cuts[49]:7.1f} ms   p95 {cuts[94]:7.1f} ms   CPU of the server"
          f" {cpu:6.1f} ms   {dict(statuses)}")  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=80)
    arguments.add_argument("--sisters", type=int, default=3)
    chosen = arguments.parse_args()
    with scratch_database(), tempfile.TemporaryDirectory() as name:
        device, token = fill(chosen.sisters)
        print(f"{queries_of(device)} queries make one kit")
        with served(Path(name)) as port:
            line = http.client.HTTPConnection("127.0.0.1", port)
            known = {"Authorization": f"Bearer {token}", "Accept-Encoding": "gzip"}

            def fetch(**more: str) -> tuple[int, str, int]:
                line.request("GET", "/api/v1/kit", headers=known | more)
                answer = line.getresponse()
                return answer.status, answer.headers.get("ETag", ""), len(answer.read())

            def sync() -> int:
                line.request("POST", "/api/v1/sync", json.dumps({"items": []}), known)
                answer = line.getresponse()
                answer.read()
                return answer.status

            _status, tag, size = fetch()
            print(f"{size:,} bytes, compressed")
            measures = {
                "kit made anew": lambda: fetch()[0],
                "kit not changed (304)": lambda: fetch(**{"If-None-Match": tag})[0],
                "empty batch (versions)": sync,
            }
            for what, ask in measures.items():
                measure(what, ask, times=chosen.times, port=port)


if __name__ == "__main__":
    main()
