"""`conformance`: how much of the conformance material passes, as a page of the reference."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from nguon.food.exchange.management.conformance_page import conformance_page

PAGE = Path(__file__).resolve().parents[6] / "docs" / "reference" / "conformance.md"


class Command(BaseCommand):
    help = "Count over the conformance material what passes, and print or write the page."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--write", action="store_true", help="Write docs/reference/conformance.md."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.CONFORMANCE_DIR / "epcis"
        if not folder.is_dir():
            raise CommandError(
                f"There is no conformance material in {folder}: set NGUON_CONFORMANCE_DIR."
            )
        page = conformance_page(folder)
        if options["write"]:
            PAGE.write_text(page, encoding="utf-8")
        else:
            self.stdout.write(page)
