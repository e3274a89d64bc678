"""Make the kitchen's tables again from its records."""

from typing import Any

from django.core.management.base import BaseCommand

from nguon.food.kitchen.operations.rebuild_projections import rebuild_projections


class Command(BaseCommand):
    help = "Throw the kitchen's tables away and make them again from the records."

    def handle(self, *_args: Any, **_options: Any) -> None:
        rebuilt = rebuild_projections()
        self.stdout.write(f"{rebuilt.records} records replayed, {rebuilt.events} events added.")
