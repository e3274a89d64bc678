"""How fast the province's board, its map and its lists are at 500 kitchens.

    python benchmarks/board.py [--kitchens 500] [--times 20]

Asked as a browser would, through all of the middleware, by one client in the same process: what
the server needs, without a network. Then the update: a record is taken in, and the clock runs until
an answer shows it; the page asks every three seconds.
"""

import argparse
import gzip
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import province
from scratch import scratch_database

PAGES = {
    "board, whole page": "/cac-bep/",
    "board, its part": "/cac-bep/?phan=bang",
    "board of one commune": "/cac-bep/?xa=03127",
    "map, whole page": "/cac-bep/ban-do/",
    "map, its part": "/cac-bep/ban-do/?phan=bang",
    "print": "/cac-bep/in/",
    "print, PDF": "/cac-bep/in.pdf",
}


def milliseconds(deed: Callable[[], object], times: int) -> list[float]:
    found = []
    for _ in range(times):
        before = time.perf_counter()
        deed()
        found.append((time.perf_counter() - before) * 1000)
    return sorted(found)


def report(name: str, found: list[float], size: int = 0) -> None:
    weighs = f"{size / 1024:>8.0f} KB" if size else ""
    print(f"  {name:36} {statistics.median(found):>9.1f} {found[-1]:>9.1f} {weighs}")


def client_of(person: Any) -> Any:
    from django.test import Client  # noqa: PLC0415 Django is set up by now

    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def run(kitchens: int, times: int) -> None:
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}  # no collectstatic before
    before = time.perf_counter()
    cast = province.fill(kitchens)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    print(f"{kitchens} kitchens made in {time.perf_counter() - before:.0f} s")
    client = client_of(cast.people["province"])
    print(f"  {'milliseconds':36} {'p50':>9} {'max':>9} {'gzipped':>11}")
    client.get("/cac-bep/?xa=none")
    report("board, first time of the process", milliseconds(lambda: first_time(client), 3))
    for name, url in PAGES.items():
        answer = client.get(url)
        if answer.status_code != 200:
            print(f"  {name:36} answered {answer.status_code}")
            continue
        report(name, milliseconds(lambda url=url: client.get(url), times), len(answer.content))
    with CaptureQueriesContext(connection) as asked:
        client.get("/cac-bep/")
    spent = sum(float(one["time"]) for one in asked.captured_queries) * 1000
    print(f"  the board asks {len(asked)} questions of the database, {spent:.0f} ms in all")
    unchanged(client, times)
    newly_received(client, cast)


def first_time(client: Any) -> None:
    from nguon.food.oversight.rules.province import forget  # noqa: PLC0415

    forget()
    client.get("/cac-bep/")


def unchanged(client: Any, times: int) -> None:
    etag = client.get("/cac-bep/?phan=bang")["ETag"]
    headers = {"If-None-Match": etag}
    report(
        "nothing new (304)",
        milliseconds(lambda: client.get("/cac-bep/?phan=bang", headers=headers), times),
    )


def newly_received(client: Any, cast: Any) -> None:
    """From the receipt of a suspicion to the answer that shows the alarm."""
    from tests.food.kitchen.incidents import lived, place_hold  # noqa: PLC0415

    day = lived(cast, 0, kitchen=2, dishes=1, eaten=False)
    etag = client.get("/cac-bep/?phan=bang&tt=alarm")["ETag"]
    place_hold(day, meal_ids=[str(day.meal_id)])
    before = time.perf_counter()
    answer = client.get("/cac-bep/?phan=bang&tt=alarm", headers={"If-None-Match": etag})
    took = timedelta(seconds=time.perf_counter() - before)
    shown = str(day.kitchen.place.pk).encode() in gzip.decompress(answer.content)
    from nguon.food.oversight.pages.board import RENEWED_EVERY_SECONDS  # noqa: PLC0415

    worst = RENEWED_EVERY_SECONDS + took.total_seconds()
    print(f"  a suspicion is shown: {shown}; at the latest {worst:.1f} s after its receipt")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kitchens", type=int, default=500)
    arguments.add_argument("--times", type=int, default=20)
    chosen = arguments.parse_args()
    with scratch_database():
        run(chosen.kitchens, chosen.times)


if __name__ == "__main__":
    main()
