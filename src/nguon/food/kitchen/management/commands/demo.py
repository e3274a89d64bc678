"""Load the demo: four kitchens and five school days, made only by operations and the API."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nguon.base.clock import now
from nguon.food.kitchen.management.demo.cast import DEMO_PASSWORD, DEMO_PIN
from nguon.food.kitchen.management.demo.weeks import tell_demo
from nguon.ground.people.models import Person


class Command(BaseCommand):
    help = "Load the demo cast and five school days into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="Chooses the small accidents.")
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when somebody is registered."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if Person.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError(
                "The demo is for an empty database, and this one has people in it. "
                "Use another data directory (NGUON_DATA_DIR), or `make erase` to empty this one."
            )
        told = tell_demo(now=now(), seed=options["seed"])
        kitchens = ", ".join(kitchen.place.name for kitchen in told.cast.kitchens)
        self.stdout.write(f"Demo: {kitchens}")
        self.stdout.write(f"Days: {told.days[0]:%d/%m/%Y} – {told.days[-1]:%d/%m/%Y}, and today")
        for person in told.cast.pilot.people.values():
            self.stdout.write(f"  {person.username:<24} {person.full_name}")
        for person in told.cast.people.values():
            self.stdout.write(f"  {person.username:<24} {person.full_name}")
        self.stdout.write(f"Password of everybody: {DEMO_PASSWORD}")
        self.stdout.write(f"PIN of everybody on the kitchen phone: {DEMO_PIN}")
