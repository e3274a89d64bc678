"""Replay the worst day, in a database of its own, and check every answer."""

import time
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.food.kitchen.management.options import a_day
from nguon.food.oversight.management.replay.replay import replay
from nguon.food.oversight.management.replay.scratch import (
    scratch_database,
    serve_until_interrupted,
)
from nguon.food.oversight.management.replay.teller import Teller

FOLDER = Path("replay-thai-nguyen")


class Command(BaseCommand):
    help = "Replay the worst day: twelve kitchens, one trader with two names, checked line by line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lang", choices=("vi", "en"), default="vi")
        parser.add_argument(
            "--out", type=Path, default=FOLDER, help="Folder for the dossier's files."
        )
        parser.add_argument(
            "--day", type=a_day, default=None, help="Day of the lunch; yesterday if left out."
        )
        parser.add_argument(
            "--serve", action="store_true", help="Serve its pages afterwards, until Ctrl-C."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exits with an error if one answer is not what the story demands."""
        teller = Teller(self.stdout.write)
        began = time.perf_counter()
        with translation.override(options["lang"]), scratch_database():
            day = options["day"] or clock.today() - timedelta(days=1)
            replay(day, teller=teller, folder=options["out"])
            took = time.perf_counter() - began
            self._sum_up(teller, seconds=took, folder=options["out"])
            if teller.faults:
                raise CommandError("\n".join(teller.faults))
            if options["serve"]:
                self.stdout.write(_("Sign in as thanhtra, with the demonstration's password."))
                serve_until_interrupted()

    def _sum_up(self, teller: Teller, *, seconds: float, folder: Path) -> None:
        walked = sum(teller.took.values()) / 1000
        words = {
            "right": teller.checked - len(teller.faults),
            "checked": teller.checked,
            "walked": f"{walked:.1f}",
            "seconds": f"{seconds:.0f}",
            "folder": folder,
        }
        self.stdout.write("")
        self.stdout.write(
            _(
                "%(right)d of %(checked)d answers are as the story demands. The platform worked "
                "%(walked)s s of it; with the database and the three weeks before, %(seconds)s s. "
                "Dossier: %(folder)s"
            )
            % words
        )
