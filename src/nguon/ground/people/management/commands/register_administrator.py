from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nguon.base.errors import NguonError
from nguon.ground.people.management.typed_password import typed_password
from nguon.ground.people.models import Person
from nguon.ground.people.operations import register_administrator


class Command(BaseCommand):
    help = "Registers an administrator; the first one without being asked by whom."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name")
        parser.add_argument("--by", metavar="USERNAME", help="an administrator that exists")

    def handle(self, *args: Any, username: str, full_name: str, **options: Any) -> None:
        by = None
        if options["by"] is not None:
            by = Person.objects.filter(username=options["by"]).first()
            if by is None:
                raise CommandError(f"--by: expected a user name, got {options['by']!r}.")
        try:
            person = register_administrator(
                by=by, username=username, full_name=full_name, password=typed_password()
            )
        except NguonError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Registered {person.full_name} ({person.username}).")
