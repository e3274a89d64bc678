"""`worker`: the jobs that wait in the database."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nguon.web.management.working import bring_up_database, work


class Command(BaseCommand):
    help = "Do the jobs that wait in the database, and deliver to subscribers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="End when no job is left.")

    def handle(self, *args: Any, **options: Any) -> None:
        bring_up_database()
        asyncio.run(work(wait=not options["once"]))
