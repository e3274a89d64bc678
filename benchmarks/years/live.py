"""How soon a screen shows what a kitchen has recorded, on the province of `load.py`.

    python benchmarks/years/live.py DATA [--times 5]

A Chromium on the same machine, signed in as an officer of the province, looks at the board of all
kitchens: when it was first painted, and how long after its receipt a suspicion stands on it. Then a
kitchen sends goods back, and a phone of another kitchen that buys from the same supplier asks for
its kit every second until the warning is in it; a phone in use asks every minute by itself.
What is recorded here stays in the folder.
"""

import argparse
import json
import shutil
import tempfile
import time
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from uuid import uuid4

from ask import cookie
from load import use

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REASON = "Nhớt, có mùi lạ"
PAINTED = """new Promise(told => new PerformanceObserver(
    seen => seen.getEntriesByName("first-contentful-paint").forEach(one => told(one.startTime))
).observe({type: "paint", buffered: true}))"""


def kitchens(count: int) -> list[Any]:
    """Those that had a good morning today, so that an alarm is new."""
    from nguon.base import clock  # noqa: PLC0415 Django is set up by now
    from nguon.food.kitchen.models import EatingStart, Hold  # noqa: PLC0415
    from nguon.ground.people.models import Place  # noqa: PLC0415

    today = clock.now() - timedelta(hours=20)
    ate = EatingStart.objects.filter(happened_at__gte=today).values("place")
    held = Hold.objects.values("place")
    return list(Place.objects.filter(pk__in=ate).exclude(pk__in=held).order_by("name")[:count])


def say(place: Any, kind: str, body: dict[str, Any]) -> None:
    """One record of the kitchen's manager, received now."""
    from nguon.base import clock  # noqa: PLC0415
    from nguon.food.kitchen.operations.submit_record import submit_record  # noqa: PLC0415
    from nguon.ground.journal.choices import Channel  # noqa: PLC0415
    from nguon.ground.people.models import Assignment  # noqa: PLC0415

    role = "health_officer" if kind == "delivery_line" else "manager"
    person = Assignment.objects.filter(place=place, role=role).select_related("person")[0].person
    envelope = {
        "id": str(uuid4()),
        "type": kind,
        "schema_v": 1,
        "kitchen": str(place.pk),
        "actor": str(person.pk),
        "claimed_at": clock.now().isoformat(),
        "body": body,
    }
    raw = json.dumps(envelope, ensure_ascii=False).encode()
    submit_record(raw, by=person, channel=Channel.WEB, received_at=clock.now())


def suspicion(place: Any) -> dict[str, Any]:
    from nguon.base import clock  # noqa: PLC0415
    from nguon.food.kitchen.models import Meal  # noqa: PLC0415

    meal = Meal.objects.filter(place=place).latest("date")
    return {
        "held_at": clock.now().isoformat(),
        "kind": "suspicion",
        "cause": "12 em đau bụng sau bữa trưa",
        "meal_ids": [str(meal.pk)],
    }


def rejection(place: Any) -> dict[str, Any]:
    """Goods of the supplier that this kitchen bought its meat from today."""
    from nguon.base import clock  # noqa: PLC0415
    from nguon.food.kitchen.models import ReceivedLine  # noqa: PLC0415

    line = ReceivedLine.objects.filter(place=place, product_name__startswith="Thịt lợn")
    name = line.latest("happened_at").supplier_name_id
    return {
        "received_at": clock.now().isoformat(),
        "group": "fresh_frozen",
        "product_name": "Thịt lợn nạc vai",
        "amount": "9",
        "uom": "KGM",
        "source": {"name_id": name},
        "deliverer": "Trịnh Văn Long",
        "storage": "chilled",
        "sensory": "fail",
        "quick_test": "not_done",
        "decision": "rejected",
        "rejection_reason": REASON,
        "share": True,
    }


def board(port: int, known: str, places: list[Any]) -> None:
    """The browser is closed between: while it runs, Django's models refuse."""
    import os  # noqa: PLC0415

    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = next(filter(None, map(shutil.which, NAMES)), None)
    name, _, value = known.partition("=")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": name, "value": value, "url": f"http://localhost:{port}"}])
        painted = []
        for _ in places:
            page = context.new_page()
            page.goto(f"http://localhost:{port}/cac-bep/")
            painted.append(page.evaluate(PAINTED))
            page.close()
        print("  board first painted after, ms:", [round(one) for one in painted])
        page = context.new_page()
        page.goto(f"http://localhost:{port}/cac-bep/?tt=alarm")
        took = []
        for place in places:
            body = suspicion(place)
            say(place, "hold", body)
            received = time.perf_counter()
            page.wait_for_selector(f'#board a[href*="{place.pk}"]', state="attached")
            took.append(time.perf_counter() - received)
        print("  a suspicion on the board after, s:", [round(one, 1) for one in took])
        chromium.close()


def warning(port: int, places: list[Any]) -> None:
    from nguon.base import clock  # noqa: PLC0415
    from nguon.food.kitchen.models import ReceivedLine  # noqa: PLC0415
    from nguon.ground.people.models import Assignment  # noqa: PLC0415
    from nguon.ground.people.operations import enrol_device, issue_enrolment_code  # noqa: PLC0415

    line = HTTPConnection("localhost", port)
    took = []
    for place in places:
        bought = ReceivedLine.objects.filter(place=place, product_name__startswith="Thịt lợn")
        supplier = bought.latest("happened_at").supplier_id
        others = ReceivedLine.objects.filter(supplier=supplier).exclude(place=place)
        sister = others.select_related("place").latest("received_at").place
        manager = Assignment.objects.filter(place=sister, role="manager")[0].person
        _row, code = issue_enrolment_code(sister, by=manager, at=clock.now())
        _device, token = enrol_device(code, name="Điện thoại bếp", at=clock.now())
        known = {"Authorization": f"Bearer {token}"}
        before = warnings(line, known, place.name)
        say(place, "delivery_line", rejection(place))
        received = time.perf_counter()
        while warnings(line, known, place.name) == before:
            time.sleep(1)
        took.append(time.perf_counter() - received)
    print("  a return in the kit of a sister kitchen after, s:", [round(one, 1) for one in took])


def warnings(line: HTTPConnection, known: dict[str, str], kitchen: str) -> int:
    """How often the kit names the other kitchen: that of a warning is all it says of it."""
    line.request("GET", "/api/v1/kit", headers=known)
    answer = line.getresponse()
    text = answer.read().decode()
    if answer.status != 200:
        raise SystemExit(f"the kit answered {answer.status}: {text[:500]}")
    return text.count(kitchen)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--times", type=int, default=5)
    chosen = arguments.parse_args()
    use(chosen.data)
    from django.db import connection  # noqa: PLC0415 Django is set up by now
    from intake import served  # noqa: PLC0415

    connection.ensure_connection()  # it starts the folder's database server
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as port:
        places = kitchens(2 * chosen.times)
        warning(port, places[chosen.times :])
        board(port, cookie("sokhcn"), places[: chosen.times])


if __name__ == "__main__":
    main()
