"""A few lines as one statement say the same as many lines by COPY."""

from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nguon.food.trace.operations.copy_text import octets, text
from nguon.food.trace.operations.write_lines import FEW, Lines, write_lines

TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def written(rows: list[tuple[str | None, bytes]], *, times: int) -> set[tuple[Any, ...]]:
    lines = [f"{text(value)}\t{octets(data)}\n" for value, data in rows] * times
    with connection.cursor() as cursor:
        cursor.execute("create temporary table said (value text, data bytea) on commit drop")
        write_lines(Lines("said", "value, data", lines), Lines("said", "value, data", []))
        cursor.execute("select value, data, count(*) from said group by 1, 2")
        found = {(value, bytes(data), number) for value, data, number in cursor.fetchall()}
        cursor.execute("drop table said")
    return found


class TheLines(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.tuples(TEXTS, st.binary(max_size=9)), min_size=1, max_size=5, unique=True))
    def test_arrive_as_they_were_meant_either_way(
        self, rows: list[tuple[str | None, bytes]]
    ) -> None:
        assert written(rows, times=1) == {(*row, 1) for row in rows}
        assert written(rows, times=FEW + 1) == {(*row, FEW + 1) for row in rows}


@pytest.mark.django_db
def test_nothing_is_asked_when_there_is_nothing_to_write(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        write_lines(Lines("said", "value", []))
