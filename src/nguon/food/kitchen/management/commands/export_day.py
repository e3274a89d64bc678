"""Export a kitchen day as an EPCIS 2.0 JSON-LD document."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from nguon.base.clock import now
from nguon.food.kitchen.management.options import add_day_options, chosen_day, chosen_kitchen
from nguon.food.kitchen.queries.export import epcis_of_day


class Command(BaseCommand):
    help = "Export a kitchen day as an EPCIS 2.0 JSON-LD document, to standard output or a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_day_options(parser)
        parser.add_argument("--to", default="-", help="File to write; - is standard output.")

    def handle(self, *_args: Any, **options: Any) -> None:
        place, day = chosen_kitchen(options["kitchen"]), chosen_day(options["date"])
        document = epcis_of_day(place, day, created_at=now()).to_json()
        if options["to"] == "-":
            sys.stdout.buffer.write(document + b"\n")
            sys.stdout.flush()
            return
        with open(options["to"], "wb") as file:
            file.write(document + b"\n")
        self.stdout.write(f"{options['to']}: {len(document)} bytes")
