"""Write the dossier of an incident into a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from nguon.base import clock
from nguon.base.errors import NguonError
from nguon.food.oversight.operations.make_dossier import ZIP, make_dossier
from nguon.ground.people.models import Person


class Command(BaseCommand):
    help = "Write the dossier of an incident into a folder: paper, sheets, events, photos, hashes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("incident", type=UUID, help="Id of the incident, as in its address.")
        parser.add_argument("--out", type=Path, default=Path(), help="Folder for the files.")
        parser.add_argument(
            "--by",
            required=True,
            help="User name of whom it is made for: what they may not see is not in it.",
        )
        parser.add_argument("--language", choices=("vi", "en"), default="vi")

    def handle(self, *_args: Any, **options: Any) -> None:
        person = Person.objects.filter(username=options["by"]).first()
        if person is None:
            raise CommandError(f"Expected the user name of a person, got {options['by']!r}.")
        with translation.override(options["language"]):
            try:
                taken = make_dossier(options["incident"], file=ZIP, by=person, at=clock.now())
            except NguonError as error:
                raise CommandError(str(error)) from error
        folder: Path = options["out"]
        files = {ZIP: taken.content, **taken.dossier.files()}
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            self.stdout.write(f"{path}: {len(content)} bytes")
