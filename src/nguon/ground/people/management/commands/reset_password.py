from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nguon.base.errors import NguonError
from nguon.ground.people.management.typed_password import typed_password
from nguon.ground.people.models import Person
from nguon.ground.people.operations import change_password


class Command(BaseCommand):
    help = "Gives a person a password for one sign-in; their open sessions end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        person = Person.objects.filter(username=username.strip().lower()).first()
        if person is None:
            raise CommandError(f"USERNAME: expected somebody registered, got {username!r}.")
        try:
            change_password(person, new=typed_password(), is_given=True)
        except NguonError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"New password for {person.full_name} ({person.username}).")
