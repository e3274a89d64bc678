"""T14: what an old app left unsent, a new app sends."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Kitchen
from tests.journeys.backstage import Backstage
from tests.phone import bodies
from tests.phone.book import entries_of
from tests.phone.builds import Served, later_build, this_build
from tests.phone.conftest import CodeFor, CookOf
from tests.phone.phone import PhoneOf

pytestmark = pytest.mark.journey

FIRST_DATABASE = """
    (x) => new Promise((resolve, reject) => {
        const asked = indexedDB.open("nguon", 1);
        asked.onerror = () => reject(asked.error);
        asked.onupgradeneeded = () => {
            const db = asked.result;
            db.createObjectStore("draft", {keyPath: "id"})
                .createIndex("place", ["who", "kind", "subject"]);
            db.createObjectStore("outbox", {keyPath: "id"});
            db.createObjectStore("acked", {keyPath: "id"});
            db.createObjectStore("photo", {keyPath: "sha256"});
            db.createObjectStore("photo_bytes");
            db.createObjectStore("kit");
            db.createObjectStore("meta");
        };
        asked.onsuccess = () => {
            const tx = asked.result.transaction(["outbox", "meta"], "readwrite");
            for (const row of x.rows) tx.objectStore("outbox").put(row);
            tx.objectStore("meta").put(x.enrolment, "enrolment");
            tx.objectStore("meta").put(x.rows.length, "seq");
            tx.oncomplete = () => { asked.result.close(); resolve(true); };
        };
    })
"""
"""The first database a phone ever had, as build 2026.1 made it. Not to be changed with the app."""


def old_row(kitchen: Kitchen, device: str, *, seq: int) -> dict[str, Any]:
    """A record of the first app: without build, contact and the like, which came later."""
    body = bodies.reading(kitchen.fridges[FridgeKind.SAMPLE].pk, f"4.{seq}")
    at = "2026-11-02T06:05:00+07:00"
    envelope = {
        "id": str(uuid4()),
        "type": "fridge_reading",
        "schema_v": 1,
        "kitchen": str(kitchen.place.pk),
        "actor": str(kitchen.people["cook_1"].pk),
        "device": device,
        "claimed_at": at,
        "offset_ms": 1200,
        "mono_ms": 4000 + seq,
        "boot_id": str(uuid4()),
        "seq": seq,
        "photos": [],
        "body": body | {"read_at": at},
    }
    text = json.dumps(envelope, ensure_ascii=False)
    queued = {"state": "queued", "tries": 0, "strange": 0, "next_at": 0, "error": None}
    return {"id": envelope["id"], "seq": seq, "text": text, **queued}


def test_t14_the_first_app_s_outbox_is_sent_by_this_one(
    phone_of: PhoneOf, code_for: CodeFor, kitchen: Kitchen, backstage: Backstage
) -> None:
    phone = phone_of("old")
    address = phone.network.address
    code = {"code": code_for(kitchen), "name": "old"}
    enrolment = httpx.post(f"{address}/api/v1/devices", json=code).json()
    rows = [old_row(kitchen, enrolment["device"], seq=n) for n in range(1, 6)]
    phone.page.goto(f"{address}/healthz")
    phone.page.evaluate(FIRST_DATABASE, {"rows": rows, "enrolment": enrolment})
    phone.open()
    phone.drain()
    phone.drained()
    sent = [entry.raw for entry in backstage(entries_of, kitchen.place)]
    assert sent == [row["text"] for row in rows]


def test_t14_an_app_five_database_steps_later_sends_what_this_one_left(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage, served_app: Served, tmp_path: Path
) -> None:
    phone = cook_of("updated", kitchen)
    phone.airplane(True)
    fridge = kitchen.fridges[FridgeKind.SAMPLE].pk
    saved = [
        phone.save("fridge_reading", str(fridge), bodies.reading(fridge), photos=n)
        for n in range(3)
    ]
    left_open = phone.begin("delivery_line", "left open", bodies.delivery("Rau cải"))
    phone.switch_off()
    five = "".join(f'\n  (db) => void db.createObjectStore("more_{n}" as never),' for n in range(5))
    steps = {
        "src/store/database.ts": (
            'createObjectStore("meta");\n  },',
            f'createObjectStore("meta");\n  }},{five}',
        )
    }
    built = this_build()
    assert built is not None
    try:
        served_app.publish(later_build(tmp_path / "later", changes=steps))
        phone.switch_on()
        take_the_newest_app(phone)
        versions = phone.page.evaluate("() => indexedDB.databases()")
        assert [one["version"] for one in versions if one["name"] == "nguon"] == [6]
        phone.drain()
        phone.drained()
    finally:
        served_app.publish(built)
    assert [entry.raw for entry in backstage(entries_of, kitchen.place)] == [s.text for s in saved]
    assert phone.save("delivery_line", "left open").id == left_open


def take_the_newest_app(phone: Any) -> None:
    """As if the browser had thrown the old one away: the new one is fetched whole."""
    phone.page.goto(f"{phone.network.address}/healthz")
    phone.page.evaluate("""async () => {
        for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
        for (const name of await caches.keys()) await caches.delete(name);
    }""")
    phone.open()
