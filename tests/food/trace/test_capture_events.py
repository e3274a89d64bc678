"""What the store promises: once, in order, unchanged, and never half."""

import json
import threading
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from nguon.base.errors import Conflict
from nguon.core.epcis import BizLocation, ErrorDeclaration, ObjectEvent, QuantityElement
from nguon.core.epcis.event_hash import event_hash
from nguon.food.trace.operations import DocumentRefused, capture_bare_event, capture_events
from nguon.food.trace.queries import events_of_place, events_of_record

TENANT = uuid.UUID(int=1)
AT = datetime(2026, 11, 23, tzinfo=UTC)
HANOI = timezone(timedelta(hours=7))


def event(number: int, **members: Any) -> ObjectEvent:
    return ObjectEvent(
        event_id=f"urn:uuid:{uuid.UUID(int=number)}",
        event_time=AT + timedelta(minutes=number),
        action="OBSERVE",
        epc_list=(f"https://bep.example/obj/{number}",),
        **members,
    )


def outcomes(*events: ObjectEvent, tenant_id: uuid.UUID = TENANT, at: datetime = AT) -> list[str]:
    captured = capture_events(list(events), tenant_id=tenant_id, received_at=at)
    return [one.outcome for one in captured]


@pytest.mark.django_db
def test_the_same_event_is_stored_once() -> None:
    assert outcomes(event(1), event(2)) == ["stored", "stored"]
    assert outcomes(event(2), event(3)) == ["duplicate", "stored"]
    assert outcomes(event(4), event(4)) == ["stored", "duplicate"]


@pytest.mark.django_db
def test_an_event_without_id_is_stored_once_under_its_hash(rows: Any) -> None:
    nameless = replace(event(1), event_id=None)
    written_otherwise = replace(nameless, event_time=nameless.event_time.astimezone(HANOI))
    assert outcomes(nameless, written_otherwise) == ["stored", "duplicate"]
    assert outcomes(written_otherwise) == ["duplicate"]
    declared = replace(
        nameless, error_declaration=ErrorDeclaration(declaration_time=AT, reason="did_not_occur")
    )
    assert outcomes(declared) == ["stored"]
    assert rows("select event_id from trace_event") == [(event_hash(nameless),)] * 2


@pytest.mark.django_db
def test_equal_content_in_another_writing_is_the_same_event() -> None:
    written = event(1, biz_step="shipping")
    other = replace(
        written,
        biz_step="https://ref.gs1.org/cbv/BizStep-shipping",
        event_time=written.event_time.astimezone(UTC),
    )
    assert outcomes(written) == ["stored"]
    assert outcomes(other) == ["duplicate"]


@pytest.mark.django_db
def test_another_content_under_a_taken_id_stores_nothing(rows: Any) -> None:
    outcomes(event(1))
    with pytest.raises(Conflict):
        outcomes(event(2), event(1, biz_step="receiving"))
    assert rows("select event_id from trace_event") == [(event(1).event_id,)]


@pytest.mark.django_db
def test_organisations_do_not_share_event_ids() -> None:
    assert outcomes(event(1)) == ["stored"]
    assert outcomes(event(1, biz_step="receiving"), tenant_id=uuid.UUID(int=2)) == ["stored"]


@pytest.mark.django_db
def test_an_error_declaration_may_come_before_its_event(rows: Any) -> None:
    declaration = ErrorDeclaration(declaration_time=AT, reason="did_not_occur")
    assert outcomes(event(1, error_declaration=declaration)) == ["stored"]
    assert outcomes(event(1)) == ["stored"]
    assert rows("select count(*) from trace_standing_event") == [(0,)]
    assert rows("select count(*) from trace_event") == [(2,)]


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["trace_event", "trace_event_link", "trace_capture_job"])
def test_nothing_that_was_captured_can_be_changed(table: str) -> None:
    outcomes(event(1))
    column = {"trace_event": "type", "trace_event_link": "role", "trace_capture_job": "sha256"}
    with connection.cursor() as cursor:
        if table == "trace_capture_job":
            cursor.execute(
                "insert into trace_capture_job values"
                " (gen_random_uuid(), %s, '', '', now(), 'rollback', 'application/json')",
                [TENANT],
            )
        for statement in (f"update {table} set {column[table]} = 'x'", f"delete from {table}"):
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["trace_event", "trace_capture_job"])
def test_nothing_that_was_captured_can_be_emptied_away(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local nguon.truncate_allowed = 'no'")
        with pytest.raises(IntegrityError, match="TRUNCATE is refused"), transaction.atomic():
            cursor.execute(f"truncate {table} cascade")


@pytest.mark.django_db
def test_record_time_grows_with_the_number_whatever_the_clock_says(rows: Any) -> None:
    outcomes(event(1), event(2), at=AT)
    outcomes(event(3), at=AT - timedelta(days=1))
    outcomes(event(4), at=AT + timedelta(days=1))
    times = [time for (time,) in rows("select record_time from trace_event order by id")]
    step = timedelta(microseconds=1)
    assert times == [AT, AT + step, AT + 2 * step, AT + timedelta(days=1)]


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_polls_by_record_time_misses_nothing() -> None:
    """Eight writers at once; the reader asks again and again for what is newer than the last."""
    seen: list[int] = []
    done = threading.Event()
    failures: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            for batch in range(5):
                numbers = range(writer * 1000 + batch * 3, writer * 1000 + batch * 3 + 3)
                outcomes(*(event(number) for number in numbers))
        except BaseException as error:  # noqa: BLE001 a thread's failure must reach the test
            failures.append(error)
        finally:
            connection.close()

    def read() -> None:
        last = datetime(1, 1, 2, tzinfo=UTC)
        while True:
            is_last_look = done.is_set()
            with connection.cursor() as cursor:
                cursor.execute(
                    "select id, record_time from trace_event where record_time > %s order by id",
                    [last],
                )
                for number, record_time in cursor.fetchall():
                    seen.append(number)
                    last = record_time
            if is_last_look:
                connection.close()
                return

    writers = [threading.Thread(target=write, args=[number]) for number in range(1, 9)]
    reader = threading.Thread(target=read)
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert failures == []
    assert seen == sorted(seen)
    assert len(seen) == 8 * 5 * 3


@pytest.mark.django_db
def test_amounts_keep_their_digits(rows: Any) -> None:
    exact = Decimal("12.50000000000000000000000000000001")
    lot = QuantityElement("https://bep.example/class/1", exact, "KGM")
    outcomes(replace(event(1), epc_list=(), quantity_list=(lot, lot)))
    assert rows("select quantity from trace_event_link") == [(exact,), (exact,)]


@pytest.mark.django_db
def test_the_events_of_a_record_come_back_as_they_were() -> None:
    record = uuid.UUID(int=9)
    sent = [event(1, extensions={"nguon:note": "Rau tươi\tsạch\\"}), event(2)]
    capture_events(sent, tenant_id=TENANT, received_at=AT, record_id=record)
    assert events_of_record(record) == sent


@pytest.mark.django_db
def test_the_events_of_a_place_come_in_the_order_of_their_time() -> None:
    here = "https://id.gs1.org/414/8935241200005"
    told = [event(n, biz_location=BizLocation(here)) for n in (3, 1, 2)]
    outcomes(*told, event(4))
    start, end = AT + timedelta(minutes=1), AT + timedelta(minutes=3)
    assert [e.event_id for e in events_of_place(here, start, end)] == [
        told[1].event_id,
        told[2].event_id,
    ]


@pytest.mark.django_db
def test_a_refusal_does_not_repeat_megabytes() -> None:
    event = {"type": "ObjectEvent", "bizStep": "x" * 1_000_000}
    with pytest.raises(DocumentRefused) as refused:
        capture_bare_event(
            json.dumps(event).encode(),
            tenant_id=TENANT,
            received_at=AT,
        )
    assert len(json.dumps(refused.value.job.parts.get().errors)) < 20_000
    assert max(len(error.got) for error in refused.value.errors) <= 201
