"""Records of one place are judged and stored one after the other."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection


def wait_for_place(place_id: UUID) -> None:
    """Wait until nobody else records at the place; call it in a transaction, which ends the wait.

    Whatever decides by what is recorded there waits first and looks afterwards. Looking first
    lets a hold slip in between «no hold lies on the box» and «the box is destroyed».
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"journal.record {place_id}"]
        )


def wait_for_places(place_ids: Iterable[UUID]) -> None:
    """Of several, always in the same order, so that two who wait for the same never wait for each
    other."""
    keys = [f"journal.record {place_id}" for place_id in sorted(set(place_ids))]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(key, 0))"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS asked(key, place) ORDER BY place",
            [keys],
        )
