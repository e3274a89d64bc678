from typing import Any

from django.core.management.base import BaseCommand

from nguon.food.trace.operations import rebuild_graph, rebuild_vocabulary


class Command(BaseCommand):
    help = "Make the graph anew from the events, and the view of master data from what was said."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild_graph()
        self.stdout.write(f"The graph was made anew from {count} events.")
        said = rebuild_vocabulary()
        self.stdout.write(f"Master data were made anew from {said} statements.")
