"""Make the rows of incidents and recalls again from their records."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nguon.food.oversight.operations.rebuild_acts import rebuild_acts


class Command(BaseCommand):
    help = "Add the rows of incidents and recalls that are missing, and name those that differ."

    def handle(self, *_args: Any, **_options: Any) -> None:
        rebuilt = rebuild_acts()
        self.stdout.write(f"{rebuilt.records} records read, {rebuilt.added} rows added.")
        if rebuilt.differing:
            named = ", ".join(str(record_id) for record_id in rebuilt.differing)
            raise CommandError(f"These rows differ from their records: {named}")
