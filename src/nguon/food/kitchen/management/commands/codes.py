"""Print sheets of codes for boxes and lots, and stickers for the fridges, as PDF files."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError

from nguon.base import clock
from nguon.base.errors import NguonError
from nguon.base.paper.code_sheet import SheetWords, Sticker, render_code_sheet
from nguon.food.kitchen.choices import CodePurpose
from nguon.food.kitchen.management.options import chosen_kitchen
from nguon.food.kitchen.operations.issue_codes import issue_codes
from nguon.food.kitchen.queries.codes import codes_of
from nguon.food.kitchen.queries.supply import fridges_in_use
from nguon.food.kitchen.rules.paper.code_sheets import (
    fridge_stickers,
    fridge_words,
    person_stickers,
    person_words,
    sheet_stickers,
    sheet_words,
)
from nguon.ground.people.models import Person, Place
from nguon.ground.people.queries import people_working_at


class Command(BaseCommand):
    help = "Print codes to stick on sample boxes, lots of goods, fridges and badges."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kitchen", help="Part of the kitchen's name, or its id.")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="The manager.")
        parser.add_argument("--boxes", type=int, default=0, help="How many codes for boxes.")
        parser.add_argument("--lots", type=int, default=0, help="How many codes for lots.")
        parser.add_argument("--fridges", action="store_true", help="The codes of the fridges.")
        parser.add_argument("--people", action="store_true", help="The codes of the people.")
        parser.add_argument("--to", type=Path, default=Path(), help="Folder for the files.")

    def handle(self, *_args: Any, **options: Any) -> None:
        place, at = chosen_kitchen(options["kitchen"]), clock.now()
        by = Person.objects.filter(username=options["by"].strip().lower()).first()
        if by is None:
            raise CommandError(f"--by: expected a user name, got {options['by']!r}.")
        wanted = {CodePurpose.BOX: options["boxes"], CodePurpose.LOT: options["lots"]}
        if not any([*wanted.values(), options["fridges"], options["people"]]):
            raise CommandError("Expected --boxes, --lots, --fridges or --people: which codes?")
        folder: Path = options["to"]
        folder.mkdir(parents=True, exist_ok=True)
        for purpose, count in wanted.items():
            if count:
                self._sheet(place, purpose, count, by=by, at=at, folder=folder)
        if options["fridges"]:
            stickers = fridge_stickers(list(fridges_in_use(place, on=clock.local_day(at))))
            self._write(folder / "ma-tu.pdf", fridge_words(place), stickers, at=at)
        if options["people"]:
            people = [person for person, _roles in people_working_at(place, at=at)]
            named = person_stickers(people)
            self._write(folder / "ma-nguoi.pdf", person_words(place), named, at=at)

    def _sheet(self, place: Place, purpose: CodePurpose, count: int, **how: Any) -> None:
        folder, at = how["folder"], how["at"]
        try:
            sheet = issue_codes(
                place, sheet_id=uuid4(), purpose=purpose, count=count, by=how["by"], at=at
            )
        except NguonError as error:
            raise CommandError(str(error)) from error
        stickers = sheet_stickers(codes_of(sheet))
        name = f"ma-{purpose}-{stickers[0].name}-{stickers[-1].name}.pdf"
        self._write(folder / name, sheet_words(sheet), stickers, at=at)

    def _write(
        self, path: Path, words: SheetWords, stickers: list[Sticker], *, at: datetime
    ) -> None:
        path.write_bytes(render_code_sheet(words, stickers, made_at=at))
        self.stdout.write(str(path))
