"""Records: stored once, never changed, both contents kept, and the server's own time."""

import hashlib
import threading
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction

from nguon.base.errors import InputInvalid
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record, RecordConflict
from nguon.ground.journal.operations import RecordEnvelope, append_record
from nguon.ground.journal.queries import (
    conflicts_of,
    day_hash,
    record_chain,
    records_in_order,
    records_of,
)

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
KITCHEN, OTHER, COOK = (uuid.UUID(int=number) for number in (1, 2, 3))


@pytest.fixture(autouse=True)
def _database(request):
    """Each test in a transaction that is taken back, but for those that commit."""
    if "committing" not in request.fixturenames:
        request.getfixturevalue("db")


def envelope(number=10, **given):
    fields = {
        "id": uuid.UUID(int=number),
        "kind": "receiving",
        "schema_version": 1,
        "raw": '{"món":"rau muống","kg":12.50}'.encode(),
        "place_id": KITCHEN,
        "actor_id": COOK,
        "submitted_by_id": COOK,
        "channel": Channel.PHONE,
        "claimed_at": AT - timedelta(minutes=90),
        "device_id": "may-2",
        "clock_offset_ms": 600_000,
    }
    return RecordEnvelope(**fields | given)


def test_a_record_is_kept_byte_for_byte_with_its_times():
    appended = append_record(envelope(), received_at=AT)
    assert appended.outcome == "stored"
    row = Record.objects.values().get()
    assert bytes(row.pop("raw")) == '{"món":"rau muống","kg":12.50}'.encode()
    assert row.pop("sequence") == appended.record.sequence > 0
    assert row == {
        "id": uuid.UUID(int=10),
        "kind": "receiving",
        "schema_version": 1,
        "sha256": hashlib.sha256('{"món":"rau muống","kg":12.50}'.encode()).hexdigest(),
        "place_id": KITCHEN,
        "actor_id": COOK,
        "submitted_by_id": COOK,
        "device_id": "may-2",
        "channel": "phone",
        "claimed_at": AT - timedelta(minutes=90),
        "clock_offset_ms": 600_000,
        "corrected_at": AT - timedelta(minutes=100),  # the phone was ten minutes ahead
        "received_at": AT,
        "supersedes": None,
        "reason": "",
        **UNSAID,
    }


UNSAID = {
    "admitted_at": None,
    "identified_by": "",
    "contact_at": None,
    "mono_ms": None,
    "boot_id": None,
    "seq": None,
    "build": "",
}
"""What only a phone says, and a record that waited."""


def test_what_a_phone_says_of_its_clocks_is_kept():
    said = {
        "identified_by": "pin",
        "contact_at": AT - timedelta(hours=5),
        "mono_ms": 8_640_123,
        "boot_id": uuid.UUID(int=77),
        "seq": 12,
        "build": "2026.11.21-1",
    }
    append_record(envelope(**said), received_at=AT)
    row = Record.objects.values().get()
    assert {name: row[name] for name in said} == said


@pytest.mark.parametrize(
    ("bound", "corrected"),
    [
        pytest.param(timedelta(minutes=120), timedelta(minutes=120), id="it is older than it says"),
        pytest.param(timedelta(minutes=60), timedelta(minutes=100), id="it may be as old as that"),
    ],
)
def test_a_clock_that_nobody_turns_bounds_the_one_that_people_turn(bound, corrected):
    appended = append_record(envelope(not_after=AT - bound), received_at=AT)
    assert appended.record.corrected_at == AT - corrected


def test_the_time_of_receipt_is_not_the_senders_to_say():
    with pytest.raises(TypeError, match="received_at"):
        envelope(received_at=AT)


def test_sending_the_same_again_changes_nothing():
    first = append_record(envelope(), received_at=AT)
    again = append_record(envelope(), received_at=AT + timedelta(hours=5))
    assert (again.outcome, again.record) == ("duplicate", first.record)
    assert Record.objects.get().received_at == AT
    assert RecordConflict.objects.count() == 0


def test_other_content_under_the_same_id_is_kept_beside_it():
    append_record(envelope(), received_at=AT)
    for _ in range(2):  # the second content too is kept once
        other = append_record(envelope(raw=b'{"kg":99}'), received_at=AT + timedelta(hours=1))
        assert other.outcome == "conflict"
    third = append_record(envelope(raw=b'{"kg":7}'), received_at=AT + timedelta(hours=2))
    assert third.outcome == "conflict"
    kept = [(bytes(c.raw), c.received_at) for c in conflicts_of(KITCHEN)]
    assert bytes(Record.objects.get().raw) == envelope().raw
    assert kept == [
        (b'{"kg":99}', AT + timedelta(hours=1)),
        (b'{"kg":7}', AT + timedelta(hours=2)),
    ]
    assert list(conflicts_of(OTHER)) == []


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    """Real commits on real connections; afterwards the journal alone is emptied."""
    with django_db_blocker.unblock():
        yield
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL nguon.truncate_allowed = 'yes'")
            cursor.execute("TRUNCATE journal_record, journal_recordconflict")
        connection.close()


@pytest.mark.parametrize("table", ["record", "recordconflict", "photo", "photoplace"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET received_at = now()", "DELETE FROM {}"])
def test_the_tables_refuse_update_and_delete(table, statement, photo_and_conflict):
    before = _rows(table)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(f"journal_{table}"))
    assert _rows(table) == before != []


@pytest.mark.parametrize("table", ["record", "recordconflict", "photo", "photoplace"])
def test_the_tables_refuse_to_be_emptied(table, photo_and_conflict):
    before = _rows(table)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL nguon.truncate_allowed = 'no'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="TRUNCATE is refused"), transaction.atomic():
            cursor.execute(f"TRUNCATE journal_{table} CASCADE")
    assert _rows(table) == before != []


@pytest.fixture
def photo_and_conflict():
    append_record(envelope(), received_at=AT)
    append_record(envelope(raw=b"{}"), received_at=AT)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_photo (sha256, content_type, body, body_sha256, width, height,"
            " received_at, place_id) VALUES ('a', 'image/jpeg', '', 'b', 1, 1, now(), %s)",
            [KITCHEN],
        )
        cursor.execute(
            "INSERT INTO journal_photoplace (photo_id, place_id, received_at)"
            " VALUES ('a', %s, now())",
            [KITCHEN],
        )


def _rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t) FROM journal_{table} t")
        return cursor.fetchall()


@pytest.mark.parametrize("differing", [False, True], ids=["same content", "eight contents"])
def test_eight_connections_at_once_store_exactly_one(committing, differing):
    start = threading.Barrier(8)
    outcomes: list[str] = []

    def send(number: int) -> None:
        try:
            start.wait()
            raw = f'{{"phone":{number}}}'.encode() if differing else b"{}"
            outcomes.append(append_record(envelope(raw=raw), received_at=AT).outcome)
        finally:
            connections.close_all()

    senders = [threading.Thread(target=send, args=(number,)) for number in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    rest = "conflict" if differing else "duplicate"
    assert sorted(outcomes) == sorted(["stored"] + [rest] * 7)
    assert (Record.objects.count(), RecordConflict.objects.count()) == (1, 7 if differing else 0)


def test_eight_connections_storing_a_hundred_records_leave_them_all_in_one_order(committing):
    start = threading.Barrier(8)

    def send(first: int) -> None:
        try:
            start.wait()
            for number in range(first, first + 13):
                append_record(envelope(1000 + number), received_at=AT)
        finally:
            connections.close_all()

    senders = [threading.Thread(target=send, args=(13 * number,)) for number in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    sequences = [record.sequence for record in records_in_order(KITCHEN)]
    assert len(set(sequences)) == 104
    assert sequences == sorted(sequences)


INVALID = [
    ({"raw": b""}, ["raw"]),
    ({"kind": "Receiving 1"}, ["kind"]),
    ({"kind": ""}, ["kind"]),
    ({"claimed_at": datetime(2026, 11, 23, 7)}, ["claimed_at"]),  # noqa: DTZ001 that is the point
    ({"supersedes": uuid.UUID(int=10), "reason": "x"}, ["supersedes"]),
    ({"supersedes": uuid.UUID(int=11)}, ["reason"]),
    ({"supersedes": uuid.UUID(int=11), "reason": "  ", "raw": b""}, ["raw", "reason"]),
]


@pytest.mark.parametrize(("given", "paths"), INVALID)
def test_a_record_that_is_no_record_is_refused_with_every_fault(given, paths):
    with pytest.raises(InputInvalid) as invalid:
        append_record(envelope(**given), received_at=AT)
    assert [error.path for error in invalid.value.errors] == paths
    assert Record.objects.count() == 0


def test_a_naive_time_of_receipt_is_our_own_fault():
    with pytest.raises(ValueError, match="received_at"):
        append_record(envelope(), received_at=AT.replace(tzinfo=None))


def test_a_correction_of_another_places_record_is_refused():
    append_record(envelope(11, place_id=OTHER), received_at=AT)
    with pytest.raises(InputInvalid) as invalid:
        append_record(envelope(supersedes=uuid.UUID(int=11), reason="nhầm"), received_at=AT)
    assert [error.path for error in invalid.value.errors] == ["supersedes"]


def test_a_correction_may_come_before_what_it_corrects():
    correction = envelope(12, supersedes=uuid.UUID(int=10), reason="cân lại", raw=b"{}")
    assert append_record(correction, received_at=AT).outcome == "stored"
    assert append_record(envelope(), received_at=AT).outcome == "stored"


@pytest.mark.parametrize("asked", [10, 12, 13, 14])
def test_a_chain_is_the_same_whichever_of_its_records_is_asked(asked):
    append_record(envelope(10), received_at=AT)
    append_record(envelope(11), received_at=AT)  # not of the chain
    for number, earlier in [(12, 10), (13, 12), (14, 10)]:
        correction = envelope(number, supersedes=uuid.UUID(int=earlier), reason="cân lại")
        append_record(correction, received_at=AT)
    assert [r.pk.int for r in record_chain(uuid.UUID(int=asked))] == [10, 12, 13, 14]


def test_records_of_a_day_are_those_received_on_it_here():
    """Midnight in Điện Biên is 17:00 UTC."""
    times = [
        (20, datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC), KITCHEN),
        (21, datetime(2026, 11, 22, 17, 0, tzinfo=UTC), KITCHEN),
        (22, datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC), KITCHEN),
        (23, datetime(2026, 11, 23, 17, 0, tzinfo=UTC), KITCHEN),
        (24, datetime(2026, 11, 23, 1, 0, tzinfo=UTC), OTHER),
    ]
    for number, at, place_id in times:
        append_record(envelope(number, place_id=place_id), received_at=at)
    assert [r.pk.int for r in records_of(KITCHEN, date(2026, 11, 23))] == [21, 22]
    assert [r.pk.int for r in records_in_order()] == [20, 21, 22, 23, 24]
    assert [r.pk.int for r in records_in_order(OTHER)] == [24]


def test_the_hash_of_a_day_covers_content_actor_order_and_time():
    day = date(2026, 11, 23)
    assert day_hash(KITCHEN, day) == hashlib.sha256(b"").hexdigest()
    append_record(envelope(10), received_at=AT)
    one = day_hash(KITCHEN, day)
    line = f"{uuid.UUID(int=10)} {envelope().sha256} {COOK} 2026-11-23T01:00:00.000000+00:00\n"
    assert one == hashlib.sha256(line.encode()).hexdigest()
    append_record(envelope(11, place_id=OTHER), received_at=AT)
    append_record(envelope(12), received_at=AT + timedelta(days=1))
    assert day_hash(KITCHEN, day) == one
    append_record(envelope(13), received_at=AT)
    assert day_hash(KITCHEN, day) != one


def test_tampering_past_the_trigger_shows_in_the_hash_of_the_day():
    """The owner of the database can switch the trigger off; who noted the hash will see it."""
    append_record(envelope(), received_at=AT)
    noted = day_hash(KITCHEN, date(2026, 11, 23))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_record DISABLE TRIGGER append_only")
        cursor.execute(
            "UPDATE journal_record SET received_at = received_at - interval '10 minutes'"
        )
        cursor.execute("ALTER TABLE journal_record ENABLE TRIGGER append_only")
    assert day_hash(KITCHEN, date(2026, 11, 23)) != noted
