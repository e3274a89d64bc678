"""Print a code with which a phone becomes a phone of a kitchen."""

from argparse import ArgumentParser
from typing import Any

import segno
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime

from nguon.base.clock import now
from nguon.base.errors import NguonError
from nguon.food.kitchen.management.options import chosen_kitchen
from nguon.food.kitchen.rules.pairing import grouped, pairing_path
from nguon.ground.people.models import Person
from nguon.ground.people.operations import issue_enrolment_code


class Command(BaseCommand):
    help = "Print a code that pairs one phone with a kitchen: once, within half an hour."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kitchen", required=True, help="Part of its name, or its id.")
        parser.add_argument(
            "--by",
            required=True,
            metavar="USERNAME",
            help="The administrator, or the kitchen's manager, who hands the phone over.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        place = chosen_kitchen(options["kitchen"])
        by = Person.objects.filter(username=options["by"].strip().lower()).first()
        if by is None:
            raise CommandError(f"--by: expected a user name, got {options['by']!r}.")
        try:
            row, code = issue_enrolment_code(place, by=by, at=now())
        except NguonError as error:
            raise CommandError(str(error)) from error
        address = f"{settings.PUBLIC_URL}{pairing_path(code)}"
        self.stdout.write(f"Kitchen: {place.name}")
        self.stdout.write(f"Code:    {grouped(code)}")
        self.stdout.write(f"Works once, until {localtime(row.expires_at):%H:%M}.")
        self.stdout.write(f"On the phone: {address}")
        if self.stdout.isatty():
            segno.make_qr(address, error="m").terminal(compact=True)
