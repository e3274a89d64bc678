"""Migration operations that make a table append-only in the database itself.

They stop programs, admin pages and hurried repairs. They do not stop the owner of the database,
who can drop the triggers: for that there are the hashes of days that others keep.
"""

from typing import Any, ClassVar

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class _Refusal(Operation):
    """A trigger, with a function of its own so that taking it back leaves nothing."""

    reduces_to_sql = True
    reversible = True
    category = OperationCategory.SQL
    trigger: ClassVar[str]
    fires: ClassVar[str]
    unless: ClassVar[str] = "false"
    hint: ClassVar[str]

    def __init__(self, table: str) -> None:
        self.table = table

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__qualname__, [self.table], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        function, table = map(schema_editor.quote_name, (self._function, self.table))
        schema_editor.execute(
            f"""
            CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                IF {self.unless} THEN
                    RETURN NULL;
                END IF;
                RAISE EXCEPTION 'Table % is append-only: % is refused.', TG_TABLE_NAME, TG_OP
                USING ERRCODE = 'restrict_violation', HINT = '{self.hint}';
            END
            $body$
            """,
            params=None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER {self.trigger} {self.fires.format(table=table)}"
            f" EXECUTE FUNCTION {function}()",
            params=None,
        )

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        function, table = map(schema_editor.quote_name, (self._function, self.table))
        schema_editor.execute(f"DROP TRIGGER {self.trigger} ON {table}", params=None)
        schema_editor.execute(f"DROP FUNCTION {function}()", params=None)

    def describe(self) -> str:
        return f"Install {self.trigger} on table {self.table}"

    @property
    def _function(self) -> str:
        return f"{self.table}_{self.trigger}"

    @property
    def migration_name_fragment(self) -> str:
        return self._function


class AppendOnly(_Refusal):
    """Refuse UPDATE and DELETE of any row of `table` (SQLSTATE 23001, an IntegrityError)."""

    trigger = "append_only"
    fires = "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
    hint = "Add a new row that names the old one and says why."


class NoTruncate(_Refusal):
    """Refuse TRUNCATE of `table` as well, and with it `flush`.

    Only a session that was opened with `nguon.truncate_allowed=yes` may: Django empties the test
    database so after tests that commit (`PGOPTIONS="-c nguon.truncate_allowed=yes"`).
    """

    trigger = "no_truncate"
    fires = "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
    unless = "current_setting('nguon.truncate_allowed', true) = 'yes'"
    hint = "To start afresh, erase the database."
