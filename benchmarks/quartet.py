"""How fast the Django peer QU4RTET captures the same events, beside us in the same minutes.

    python benchmarks/quartet.py [--events 1000] [--rounds 2] [--environment FOLDER]

QU4RTET (`quartet-epcis`) is under the GPL, so it is never imported here: it is installed into an
environment of its own, a throwaway one unless `--environment` names a folder to keep, and runs as
a process of its own on a database of its own on the same server. It takes EPCIS 1.2 in XML, so it
gets the events so, in documents of 1,000, its best case, without what 1.2 cannot say (sensors);
we get the whole of them in JSON, in documents of 100, one call after the other.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import uuid
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from scratch import scratch_database  # noqa: E402 the paths are set above

PACKAGES = ("quartet-epcis", "haikunator", "psycopg[binary]", "djangorestframework",
            "django-filter")  # fmt: skip
AT_ONCE = 1000
URN = "urn:epcglobal:cbv:"

_PEER = """
import io, json, sys, time
import django
from django.conf import settings
told = json.load(sys.stdin)
settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", **told["database"]}},
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "quartet_epcis"],
    MIGRATION_MODULES={"quartet_epcis": None},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    USE_TZ=True,
)
django.setup()
from django.core.management import call_command
from django.db import transaction
call_command("migrate", run_syncdb=True, verbosity=0)
from quartet_epcis.models.events import Event
from quartet_epcis.parsing.parser import QuartetParser
began, cpu = time.perf_counter(), time.process_time()
for text in told["documents"]:
    with transaction.atomic():
        QuartetParser(io.BytesIO(text.encode())).parse()
took, used = time.perf_counter() - began, time.process_time() - cpu
print(json.dumps([Event.objects.count(), took, used]))
"""


def element(name: str, value: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(value)}</{name}>"


def event_xml(event: Any) -> str:
    """An event in EPCIS 1.2; sensor reports have no place there."""
    kind = event.type
    when = element("eventTime", event.event_time.astimezone(UTC).isoformat())
    when += element("eventTimeZoneOffset", event.event_time_zone_offset)
    if event.event_id:
        when += f"<baseExtension>{element('eventID', event.event_id)}</baseExtension>"
    step = element("bizStep", f"{URN}bizstep:{event.biz_step}")
    step += element("disposition", f"{URN}disp:{event.disposition}") if event.disposition else ""
    place = f"<readPoint>{element('id', event.read_point.id)}</readPoint>"
    place += f"<bizLocation>{element('id', event.biz_location.id)}</bizLocation>"
    orders = "".join(
        element("bizTransaction", one.biz_transaction, f' type="{URN}btt:{one.type}"')
        for one in event.biz_transaction_list
    )
    place += f"<bizTransactionList>{orders}</bizTransactionList>"
    parties = party("source", event.source_list[0]) + party(
        "destination", event.destination_list[0]
    )
    if kind == "AggregationEvent":
        what = element("parentID", event.parent_id) + epcs("childEPCs", event.child_epcs)
        body = what + element("action", event.action) + step + place
        return f"<{kind}>{when}{body}<extension>{parties}</extension></{kind}>"
    if kind == "TransformationEvent":
        what = quantities("inputQuantityList", event.input_quantity_list)
        what += quantities("outputQuantityList", event.output_quantity_list)
        return f"<extension><{kind}>{when}{what}{step}{place}{parties}</{kind}></extension>"
    lots = quantities("quantityList", event.quantity_list)
    body = epcs("epcList", event.epc_list) + element("action", event.action) + step + place
    return f"<{kind}>{when}{body}<extension>{lots}{parties}</extension></{kind}>"


def party(name: str, one: Any) -> str:
    kind = f' type="{URN}sdt:{one.type}"'
    return f"<{name}List>{element(name, getattr(one, name), kind)}</{name}List>"


def epcs(name: str, found: Sequence[str]) -> str:
    return f"<{name}>{''.join(element('epc', one) for one in found)}</{name}>"


def quantities(name: str, found: Sequence[Any]) -> str:
    lines = "".join(
        "<quantityElement>"
        + element("epcClass", one.epc_class)
        + element("quantity", str(one.quantity))
        + element("uom", one.uom)
        + "</quantityElement>"
        for one in found
    )
    return f"<{name}>{lines}</{name}>" if lines else ""


def documents_xml(events: Sequence[Any]) -> list[str]:
    return [
        '<?xml version="1.0" encoding="UTF-8"?><epcis:EPCISDocument'
        ' xmlns:epcis="urn:epcglobal:epcis:xsd:1" schemaVersion="1.2"'
        ' creationDate="2026-11-21T00:00:00Z"><EPCISBody><EventList>'
        + "".join(map(event_xml, events[start : start + AT_ONCE]))
        + "</EventList></EPCISBody></epcis:EPCISDocument>"
        for start in range(0, len(events), AT_ONCE)
    ]


@contextmanager
def environment(folder: Path | None) -> Iterator[Path]:
    """The Python of an environment that has QU4RTET."""
    with tempfile.TemporaryDirectory() as name:
        home = folder or Path(name)
        python = home / "bin" / "python"
        if not python.exists():
            venv.create(home, with_pip=True)
            install = [str(python), "-m", "pip", "install", "--quiet", *PACKAGES]
            subprocess.run(install, check=True, stdout=sys.stderr, stderr=subprocess.DEVNULL)
        yield python


@contextmanager
def database_of_peer() -> Iterator[dict[str, Any]]:
    """An empty database beside ours, and how to reach it."""
    from django.db import connection  # noqa: PLC0415 Django is set up by now

    told = connection.settings_dict
    name = f"{told['NAME']}_peer"
    with connection.cursor() as cursor:
        cursor.execute(f'create database "{name}"')
    try:
        yield {key: told[key] for key in ("USER", "PASSWORD", "HOST", "PORT")} | {"NAME": name}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'drop database "{name}"')


def peer(python: Path, events: Sequence[Any]) -> tuple[float, float]:
    with database_of_peer() as database:
        told = json.dumps({"database": database, "documents": documents_xml(events)})
        answer = subprocess.run(
            [str(python), "-W", "ignore", "-c", _PEER], input=told, capture_output=True, text=True
        )
    if answer.returncode:
        raise SystemExit(f"QU4RTET ended: {answer.stderr[-2000:]}")
    stored, took, used = json.loads(answer.stdout.splitlines()[-1])
    if stored != len(events):
        raise SystemExit(f"QU4RTET: expected {len(events)} events, got {stored}")
    return len(events) / took, len(events) / used


def ours(events: Sequence[Any]) -> tuple[float, float]:
    import time  # noqa: PLC0415 used here only

    from nguon.core.epcis import epcis_document  # noqa: PLC0415
    from nguon.food.trace.operations import capture_document  # noqa: PLC0415

    at = datetime(2026, 11, 21, tzinfo=UTC)
    context = ("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
               {"nguon": "https://nguon.example/ns/"})  # fmt: skip
    texts = [
        epcis_document(events[start : start + 100], created_at=at, context=context).to_json()
        for start in range(0, len(events), 100)
    ]
    began, cpu = time.perf_counter(), time.process_time()
    for raw in texts:
        capture_document(raw, tenant_id=uuid.UUID(int=7), received_at=at)
    return len(events) / (time.perf_counter() - began), len(events) / (time.process_time() - cpu)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=2)
    arguments.add_argument("--environment", type=Path, metavar="FOLDER")
    chosen = arguments.parse_args()
    random = Random(20261122)
    rates: dict[str, list[tuple[float, float]]] = {"QU4RTET": [], "nguon": []}
    with environment(chosen.environment) as python, scratch_database():
        from validation import event  # noqa: PLC0415 the settings are named by now

        for _ in range(chosen.rounds):
            rates["QU4RTET"].append(peer(python, [event(random) for _ in range(chosen.events)]))
            rates["nguon"].append(ours([event(random) for _ in range(chosen.events)]))
    print(f"{chosen.rounds} rounds of {chosen.events} events; events/s, medians: wall, own CPU")
    middle = {name: [statistics.median(part) for part in zip(*found, strict=True)]
              for name, found in rates.items()}  # fmt: skip
    for name, (wall, used) in middle.items():
        print(f"{name:10} {wall:>9,.0f} {used:>9,.0f}")
    of_wall, of_cpu = (middle["nguon"][part] / middle["QU4RTET"][part] for part in (0, 1))
    print(f"{'times':10} {of_wall:>9.1f} {of_cpu:>9.1f}")


if __name__ == "__main__":
    main()
