"""How fast the questions of the worst day are on the province of `load.py`, over HTTP.

    python benchmarks/years/ask.py DATA [--times 40] [--samples 60]

The real server on the database of the folder, a signed-in officer of the province, one request
after another over one connection: the four answers for the supplier that most kitchens buy from,
for a plant and a grower, and for boxes of samples drawn by chance; the dossier of an incident of
today; the board. Beside the four answers, in the same run, the bare recursive statements that such
a walk cannot do without (psycopg, one connection), from the same things.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from load import use

Deed = Callable[[Any], object]
SHOWN = 20
DOWN = """
with recursive t(id) as (
    select unnest(%s::bigint[]) union select e.dst from t join trace_edge e on e.src = t.id)
select id from t limit 20001
"""
UP = """
with recursive t(id) as (
    select unnest(%s::bigint[]) union select e.src from t join trace_edge e on e.dst = t.id)
select id from t limit 20001
"""
SUPPLIERS = {
    "the hub: a trader of 300 kitchens": "Hộ kinh doanh Nguyễn Thị Minh",
    "a plant of 100 kitchens": "Công ty TNHH Thịt sạch Mường Thanh số 2",
    "a grower of 42 kitchens": "Hợp tác xã Rau an toàn Thanh Yên số 3",
    "a trader of 10 kitchens": "Hộ kinh doanh Nguyễn Thị Minh số 7",
}


def cookie(username: str) -> str:
    from django.conf import settings  # noqa: PLC0415 Django is set up by now
    from django.test import Client  # noqa: PLC0415
    from intake import SECRET  # noqa: PLC0415

    from nguon.ground.people.models import Person  # noqa: PLC0415

    settings.SECRET_KEY = SECRET
    client = Client(headers={"host": "localhost"})
    person = Person.objects.get(username=username)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


class Asker:
    """One connection of one signed-in person."""

    def __init__(self, port: int, username: str) -> None:
        self._line = HTTPConnection("localhost", port)
        self._known = {"Cookie": cookie(username), "Accept-Encoding": "gzip"}

    def get(self, path: str, **given: Any) -> bytes:
        self._line.request("GET", f"{path}?{urlencode(given)}", headers=self._known)
        answer = self._line.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}: {body[:500]!r}")
        return body


def measured(name: str, deed: Deed, starts: Sequence[Any], *, warm: int = 6) -> None:
    for start in starts[:warm]:
        deed(start)
    times = []
    for start in starts:
        before = time.perf_counter()
        deed(start)
        times.append(1000 * (time.perf_counter() - before))
    times.sort()
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    print(f"  {name:52} {statistics.median(times):>9.1f} {p95:>9.1f} {times[-1]:>9.1f}", flush=True)


def bare(*statements: str) -> Deed:
    from django.db import connection  # noqa: PLC0415

    def walk(numbers: list[int]) -> object:
        with connection.connection.cursor() as cursor:
            return [cursor.execute(one, [numbers]).fetchall() for one in statements]

    return walk


def suppliers(asker: Asker, times: int) -> None:
    from nguon.base import clock  # noqa: PLC0415
    from nguon.food.oversight.queries.four_answers import four_answers  # noqa: PLC0415
    from nguon.food.oversight.queries.suspicion import SupplierStart, numbers_of  # noqa: PLC0415
    from nguon.ground.people.models import Organisation  # noqa: PLC0415
    from nguon.ground.people.queries import Principal  # noqa: PLC0415

    everyone = Principal(None, frozenset(), frozenset(), True, "bench")
    for name, called in SUPPLIERS.items():
        one = Organisation.objects.get(display_name=called)
        start = SupplierStart(one.pk)
        found = four_answers(start, principal=everyone, at=clock.now())
        lots = [lot.thing for lot in found.lots]
        totals, since = found.totals, found.followed_since
        said = f"only goods since {since:%d/%m %H:%M} UTC" if since else "complete"
        print(
            f"{name}: {totals.meals:,} meals of {found.kitchens} kitchens, {len(lots):,} lots,"
            f" {totals.samples:,} samples kept; {said} {', '.join(found.limits)}"
        )
        for kind, path in (("JSON", "/api/v1/four-answers"), ("page", "/bon-cau-hoi/")):
            ask = lambda _, path=path: asker.get(path, supplier=one.pk, size=SHOWN)  # noqa: B023, E731
            measured(kind, ask, [0] * times)
        numbers = list(numbers_of(lots).values())
        measured("raw limit: bare SQL down from the same lots", bare(DOWN), [numbers] * times)


def samples(asker: Asker, count: int) -> None:
    from django.db import connection  # noqa: PLC0415

    from nguon.base import clock  # noqa: PLC0415
    from nguon.food.kitchen.models import RetainedSample  # noqa: PLC0415

    recent = RetainedSample.objects.filter(happened_at__gte=clock.now() - timedelta(days=30))
    every = list(recent.order_by("pk").values_list("box_uri", "dish__lot_uri"))
    drawn = Random(4).sample(every, count)
    with connection.cursor() as cursor:
        cursor.execute(
            "select uri, id from trace_node where uri = any(%s)", [[d for _, d in drawn]]
        )
        dishes = dict(cursor.fetchall())
    print(f"an ordinary sample: {count} boxes of the last 30 days")
    boxes = [box for box, _ in drawn]
    for kind, path in (("JSON", "/api/v1/four-answers"), ("page", "/bon-cau-hoi/")):
        ask = lambda box, path=path: asker.get(path, code=box, size=SHOWN)  # noqa: E731
        measured(kind, ask, boxes)
    starts = [[dishes[dish]] for _, dish in drawn]
    measured("raw limit: up and down from the dish", bare(UP, DOWN), starts)


def pages(asker: Asker, times: int) -> None:
    from nguon.food.kitchen.models import Hold  # noqa: PLC0415

    incident = Hold.objects.standing().filter(kind="suspicion").order_by("pk").first()
    if incident is None:
        raise SystemExit("no suspicion was copied: load the folder again")
    print("an incident of today, and all kitchens on one screen")
    for ending in ("pdf", "zip"):
        path = f"/su-co/{incident.record_id}/ho-so.{ending}"
        measured(f"dossier, {ending}", lambda _, path=path: asker.get(path), [0] * 4, warm=0)
    measured("incident, page", lambda _: asker.get(f"/su-co/{incident.record_id}/"), [0] * times)
    for name, path in (("board", "/cac-bep/"), ("map", "/cac-bep/ban-do/")):
        measured(name, lambda _, path=path: asker.get(path), [0] * times)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--times", type=int, default=40)
    arguments.add_argument("--samples", type=int, default=60)
    chosen = arguments.parse_args()
    use(chosen.data)
    from django.db import connection  # noqa: PLC0415 Django is set up by now
    from intake import served  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*), (select count(*) from journal_record),"
            " (select count(*) from trace_event) from trace_edge"
        )
        print("{:,} edges, {:,} records, {:,} events".format(*cursor.fetchone()))
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as port:
        asker = Asker(port, "sokhcn")
        before = time.perf_counter()
        asker.get("/cac-bep/")
        print(f"the board, first of the server: {1000 * (time.perf_counter() - before):.0f} ms")
        print(f"  {'milliseconds':52} {'p50':>9} {'p95':>9} {'max':>9}")
        suppliers(asker, chosen.times)
        samples(asker, chosen.samples)
        pages(asker, min(chosen.times, 20))


if __name__ == "__main__":
    main()
