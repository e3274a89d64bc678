"""Whether a copied week is what the operations would have made of its records.

Its rows are read, taken away, and its records handed in again through `submit_record`; then the
rows must be the same, but for the numbers that count them. All of it is rolled back.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from years.slots import columns_of
from years.weeks import ACTS

_COUNTED: Final = {"sequence", "id", "record_time"}
_LINKS = """
select e.event_id, l.position, l.role, l.type, n.uri, l.quantity, l.uom from trace_event_link l
join trace_event e on e.id = l.event_id join trace_node n on n.id = l.node_id
where e.record_id = any(%s)
"""
_EDGES = """
select coalesce(s.uri, se.event_id), coalesce(d.uri, de.event_id), e.event_id from trace_edge g
join trace_event e on e.id = g.event and e.record_id = any(%s)
left join trace_node s on s.id = g.src left join trace_event se on se.id = -g.src
left join trace_node d on d.id = g.dst left join trace_event de on de.id = -g.dst
"""
_LOTS = """
select n.uri, t.name, t.name_rank, t.expiry, t.expiry_rank, t.lot_number, t.product
from trace_lot t join trace_node n on n.id = t.node_id where t.node_id in (
    select l.node_id from trace_event_link l join trace_event e on e.id = l.event_id
    where e.record_id = any(%s))
"""
_NAMED = """
select distinct l.node_id from trace_event_link l join trace_event e on e.id = l.event_id
where e.record_id = any(%s)
"""
_GRAPH = (
    "delete from trace_edge where event in (select id from trace_event where record_id = any(%s))",
    "delete from trace_event_link"
    " where event_id in (select id from trace_event where record_id = any(%s))",
    "delete from trace_event where record_id = any(%s)",
)
_UNNAMED = "not exists (select from trace_event_link l where l.node_id = n.id)"


def check_week(place: Any, monday: date) -> int:
    """How many rows were compared; raises `SystemExit` with the first that differs."""
    records = _records(place, monday)
    ids = [one.pk for one in records]
    with transaction.atomic():
        before = dict(_rows(ids))
        forget(ids)
        _hand_in(records)
        after = dict(_rows(ids))
        transaction.set_rollback(True)
    for table, rows in before.items():
        if rows != after[table]:
            missing = sorted(set(rows) - set(after[table]))[:1]
            more = sorted(set(after[table]) - set(rows))[:1]
            raise SystemExit(f"{place} {monday} {table}: copied {missing}, lived {more}")
    return sum(map(len, before.values()))


def mondays_of(place: Any) -> list[date]:
    from nguon.food.kitchen.models import Meal  # noqa: PLC0415 Django is set up by now

    days = Meal.objects.filter(place=place).values_list("date", flat=True)
    return sorted({day for day in days if day.weekday() == 0})


def _records(place: Any, monday: date) -> list[Any]:
    """Of the days from this Monday; the boxes of its last days are destroyed a week later."""
    from django.utils import timezone  # noqa: PLC0415 Django is set up by now

    from nguon.food.kitchen.models import RetainedSample, SampleDestruction  # noqa: PLC0415
    from nguon.ground.journal.models import Record  # noqa: PLC0415

    zone = timezone.get_default_timezone()
    first = datetime.combine(monday, time(0), tzinfo=zone)
    week = first, first + timedelta(days=5)
    boxes = RetainedSample.objects.filter(place=place, happened_at__range=week)
    gone = SampleDestruction.objects.filter(sample_root_id__in=boxes.values("root_id"))
    late = list(gone.values_list("record_id", flat=True))
    early = (first - timedelta(hours=12), first + timedelta(days=4, hours=15))
    found = Record.objects.filter(place_id=place.pk, claimed_at__range=early)
    others = found.filter(kind="sample_destroyed").exclude(pk__in=late)
    return list(
        (found | Record.objects.filter(pk__in=late))
        .exclude(pk__in=list(others.values_list("pk", flat=True)))
        .distinct()
        .order_by("sequence")
    )


def _hand_in(records: Sequence[Any]) -> None:
    from nguon.food.kitchen.operations.submit_record import submit_record  # noqa: PLC0415
    from nguon.ground.journal.choices import Channel  # noqa: PLC0415
    from nguon.ground.people.models import Person  # noqa: PLC0415

    people = Person.objects.in_bulk({one.submitted_by_id for one in records})
    for one in records:
        submit_record(
            bytes(one.raw),
            by=people[one.submitted_by_id],
            channel=Channel(one.channel),
            received_at=one.received_at,
        )


def forget(records: Sequence[UUID]) -> None:
    """Takes away records with all that was made of them, which the tables refuse otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(_NAMED, [list(records)])
        named = [number for (number,) in cursor.fetchall()]
        for statement in _GRAPH:
            cursor.execute(statement, [list(records)])
        cursor.execute(
            f"with gone as (delete from trace_node n where n.id = any(%s) and {_UNNAMED}"
            " returning n.id) delete from trace_lot where node_id in (select id from gone)",
            [named],
        )
        ours = "record_id = any(%s)"
        dishes = "select id from kitchen_meal where plan_record_id = any(%s)"
        for table, where in (
            ("kitchen_ingredient", "check_made_id = any(%s)"),
            *((f"kitchen_{act}", ours) for act in ACTS),
            ("kitchen_dish", f"meal_id in ({dishes})"),
            ("kitchen_meal", "plan_record_id = any(%s)"),
            ("journal_record", "id = any(%s)"),
        ):
            cursor.execute(f"delete from {table} where {where}", [list(records)])
        cursor.execute("set local session_replication_role = origin")


def _rows(records: list[UUID]) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    wheres = {f"kitchen_{act}": "record_id = any(%s)" for act in ACTS} | {
        "journal_record": "id = any(%s)",
        "kitchen_meal": "plan_record_id = any(%s)",
        "kitchen_dish": "meal_id in (select id from kitchen_meal where plan_record_id = any(%s))",
        "kitchen_ingredient": "check_made_id = any(%s)",
        "trace_event": "record_id = any(%s)",
    }
    statements = {"links": _LINKS, "edges": _EDGES, "lots": _LOTS}
    for table, where in wheres.items():
        own_id = table in ("journal_record", "kitchen_meal", "kitchen_dish")
        names = [
            f't."{name}"'
            for name, _ in columns_of(table)
            if name not in _COUNTED or (name == "id" and own_id)
        ]
        statements[table] = f"select {', '.join(names)} from {table} t where {where}"
    with connection.cursor() as cursor:
        for table, statement in statements.items():
            cursor.execute(statement, [records])
            yield table, sorted(tuple(map(_text, row)) for row in cursor.fetchall())


def _text(value: Any) -> str:
    return repr(bytes(value) if isinstance(value, memoryview) else value)
