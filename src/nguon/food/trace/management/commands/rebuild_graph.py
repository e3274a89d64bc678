from typing import Any

from django.core.management.base import BaseCommand

from nguon.food.trace.operations import rebuild_graph


class Command(BaseCommand):
    help = "Make the graph (links, edges, containments, lots) anew from the events."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild_graph()
        self.stdout.write(f"The graph was made anew from {count} events.")
