"""What was signed of a day is still there if the seal fits some beginning of it."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from nguon.ground.journal.choices import Channel
from nguon.ground.journal.operations import RecordEnvelope, append_record
from nguon.ground.journal.queries import day_hash, records_under_seal

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)
KITCHEN, COOK = (uuid.UUID(int=number) for number in (1, 3))
KINDS = ("receiving", "cooking")


def append(number: int, *, kind: str = "receiving") -> None:
    envelope = RecordEnvelope(
        id=uuid.UUID(int=number),
        kind=kind,
        schema_version=1,
        raw=f'{{"n":{number}}}'.encode(),
        place_id=KITCHEN,
        actor_id=COOK,
        submitted_by_id=COOK,
        channel=Channel.WEB,
        claimed_at=AT,
    )
    append_record(envelope, received_at=AT + timedelta(minutes=number))


def seal() -> str:
    return day_hash(KITCHEN, DAY, of_kinds=KINDS)


def under(noted: str) -> tuple[int, int] | None:
    return records_under_seal(KITCHEN, DAY, noted, of_kinds=KINDS)


def change(statement: str) -> None:
    """As the owner of the database could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE journal_record DISABLE TRIGGER append_only")
        cursor.execute(statement)
        cursor.execute("ALTER TABLE journal_record ENABLE TRIGGER append_only")


def test_a_seal_covers_what_was_there_and_counts_what_came_after() -> None:
    empty = seal()
    append(10)
    append(11, kind="cooking")
    two = seal()
    assert (under(empty), under(two)) == ((0, 2), (2, 0))
    append(12, kind="signing")
    assert under(two) == (2, 0)
    append(13)
    assert under(two) == (2, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_record SET received_at = received_at + interval '1 second'",
        "UPDATE journal_record SET sha256 = repeat('0', 64) WHERE raw = '{\"n\":10}'",
        "UPDATE journal_record SET actor_id = place_id",
        "DELETE FROM journal_record WHERE raw = '{\"n\":10}'",
    ],
    ids=["moved", "changed", "signed over", "removed"],
)
def test_whatever_is_done_to_a_signed_record_breaks_the_seal(statement: str) -> None:
    append(10)
    append(11)
    noted = seal()
    append(12)
    change(statement)
    assert under(noted) is None


def test_a_seal_of_another_day_or_made_up_fits_nothing() -> None:
    append(10)
    assert under("0" * 64) is None
    assert records_under_seal(KITCHEN, DAY + timedelta(days=1), seal(), of_kinds=KINDS) is None
