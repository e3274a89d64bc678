"""Rows of several tables in one statement are the rows that `bulk_create` would have made."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from nguon.base.operations.insert_rows import insert_rows
from nguon.ground.journal.models import Photo, PhotoPlace, Record

AT = datetime(2026, 11, 23, 7, 5, 0, 123456, tzinfo=timezone(timedelta(hours=7)))


def record(number: int, **more: Any) -> Record:
    given = {
        "id": UUID(int=number),
        "sequence": number,
        "kind": "x",
        "schema_version": 1,
        "raw": bytes(range(256)),
        "sha256": "0" * 64,
        "place_id": uuid4(),
        "actor_id": uuid4(),
        "submitted_by_id": uuid4(),
        "channel": "phone",
        "claimed_at": AT,
        "corrected_at": AT,
        "received_at": AT.astimezone(UTC),
        "reason": 'Rau "muống" \\ {đắt}, %s %% \t\n',
    }
    return Record(**given | more)


def photo(sha256: str) -> Photo:
    return Photo(
        sha256=sha256,
        content_type="image/jpeg",
        body=b"\x00\xff",
        body_sha256=sha256,
        width=1,
        height=2,
        received_at=AT,
        place_id=uuid4(),
    )


def test_what_is_written_is_what_was_given(db: None) -> None:
    records = [record(1), record(2, mono_ms=2**50, boot_id=uuid4(), contact_at=AT)]
    pictures = [photo("a" * 64)]
    places = [PhotoPlace(photo=pictures[0], place_id=uuid4(), received_at=AT)]
    insert_rows(records, [], places, pictures)
    for row in (*records, *pictures):
        again = type(row)._default_manager.get(pk=row.pk)
        for field in row._meta.concrete_fields:
            given, kept = getattr(row, field.attname), getattr(again, field.attname)
            assert (bytes(kept) if isinstance(kept, memoryview) else kept) == given, field.name
        assert not row._state.adding
    assert PhotoPlace.objects.get().photo_id == pictures[0].pk


def test_nothing_is_written_if_one_row_cannot_be(db: None) -> None:
    insert_rows([record(1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows([photo("b" * 64)], [record(2), record(1)])
    assert (Record.objects.count(), Photo.objects.count()) == (1, 0)


def test_nothing_asks_the_database_nothing(django_assert_num_queries: Any, db: None) -> None:
    with django_assert_num_queries(0):
        insert_rows()
        insert_rows([], [])
