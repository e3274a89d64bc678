"""The migration operation: installed, refusing, removed, written into migrations."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter

from nguon.base.append_only import AppendOnly, NoTruncate

pytestmark = pytest.mark.django_db
CHANGES = ["UPDATE ledger SET line = 'b'", "DELETE FROM ledger", "DELETE FROM ledger WHERE id = 1"]


@pytest.fixture
def cursor():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE ledger (id int PRIMARY KEY, line text)")
        cursor.execute("INSERT INTO ledger VALUES (1, 'a')")
        yield cursor


def migrate(direction, operation=AppendOnly):
    state = ProjectState()
    with connection.schema_editor() as editor:
        getattr(operation("ledger"), f"database_{direction}")("x", editor, state, state)


@pytest.mark.parametrize("change", CHANGES)
def test_after_it_rows_are_added_and_never_changed(cursor, change):
    migrate("forwards")
    cursor.execute("INSERT INTO ledger VALUES (2, 'b')")
    with pytest.raises(IntegrityError, match="Table ledger is append-only"), transaction.atomic():
        cursor.execute(change)
    with pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(
            "INSERT INTO ledger VALUES (1, 'c') ON CONFLICT (id) DO UPDATE SET line = 'c'"
        )
    cursor.execute("SELECT * FROM ledger ORDER BY id")
    assert cursor.fetchall() == [(1, "a"), (2, "b")]


def test_taken_back_it_leaves_nothing(cursor):
    migrate("forwards")
    migrate("backwards")
    cursor.execute("UPDATE ledger SET line = 'b'")
    cursor.execute("SELECT count(*) FROM pg_proc WHERE proname = 'ledger_append_only'")
    assert cursor.fetchone() == (0,)
    migrate("forwards")


def test_no_truncate_refuses_what_append_only_cannot_see(cursor):
    migrate("forwards")
    migrate("forwards", NoTruncate)
    cursor.execute("SET LOCAL nguon.truncate_allowed = 'no'")
    with pytest.raises(IntegrityError, match="TRUNCATE is refused"), transaction.atomic():
        cursor.execute("TRUNCATE ledger")
    cursor.execute("SELECT count(*) FROM ledger")
    assert cursor.fetchone() == (1,)


def test_a_session_that_was_allowed_to_may_truncate(cursor):
    migrate("forwards", NoTruncate)
    cursor.execute("SET LOCAL nguon.truncate_allowed = 'yes'")
    cursor.execute("TRUNCATE ledger")
    migrate("backwards", NoTruncate)
    cursor.execute("SELECT count(*) FROM ledger")
    assert cursor.fetchone() == (0,)


def test_it_can_be_written_into_a_migration():
    written, imports = OperationWriter(AppendOnly("ledger"), indentation=0).serialize()
    assert "".join(written.split()) == "nguon.base.append_only.AppendOnly(table='ledger',),"
    assert imports == {"import nguon.base.append_only"}
    assert AppendOnly("ledger").describe() == "Install append_only on table ledger"
