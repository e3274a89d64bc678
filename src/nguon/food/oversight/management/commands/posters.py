"""Print the posters of one kitchen, or of all of them, as PDF files."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from nguon.base import clock
from nguon.base.folded_text import folded
from nguon.base.paper.poster import PAPERS, render_poster
from nguon.food.kitchen.queries.kitchens import kitchen_named
from nguon.food.oversight.rules.posters import POSTERS
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import Place


class Command(BaseCommand):
    help = "Print the posters for parents and inspectors: one PDF each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kitchen", nargs="?", help="Part of the kitchen's name, or its id.")
        parser.add_argument("--all", action="store_true", help="Every kitchen there is.")
        parser.add_argument("--paper", choices=PAPERS, default=PAPERS[0], help="Size of paper.")
        parser.add_argument("--to", type=Path, default=Path(), help="Folder for the files.")

    def handle(self, *_args: Any, **options: Any) -> None:
        if bool(options["kitchen"]) == options["all"]:
            raise CommandError("Expected the name of a kitchen, or --all: one of the two.")
        folder: Path = options["to"]
        folder.mkdir(parents=True, exist_ok=True)
        for place in self._places(options["kitchen"]):
            for kind, words in POSTERS.items():
                path = folder / f"{kind}-{_file_name(place)}-{options['paper']}.pdf"
                poster = words(place, settings.PUBLIC_URL)
                path.write_bytes(render_poster(poster, paper=options["paper"], made_at=clock.now()))
                self.stdout.write(str(path))

    def _places(self, wanted: str | None) -> Iterable[Place]:
        if wanted:
            return [kitchen_named(wanted)]
        kitchens = Place.objects.filter(kind=PlaceKind.KITCHEN)
        return kitchens.select_related("organisation", "commune").order_by("name")


def _file_name(place: Place) -> str:
    """Two schools may have one name; the end of the id tells them apart."""
    return f"{folded(place.organisation.display_name).replace(' ', '-')[:60]}-{place.pk.hex[-4:]}"
