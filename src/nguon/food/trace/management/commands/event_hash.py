from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nguon.core.epcis import EpcisError, parse_document
from nguon.core.epcis.event_hash import HashProfile, hash_of, pre_hashes, pre_hashes_of_xml


class Command(BaseCommand):
    help = "Print the event hash ids (CBV 2.0) of the events of a document, and what was hashed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="an EPCIS document, JSON or XML, or one event")
        parser.add_argument(
            "--profile",
            choices=[profile.value for profile in HashProfile],
            default=HashProfile.REFERENCE.value,
            help="by whose reading of the standard (default: reference)",
        )
        parser.add_argument(
            "--pre-hash", action="store_true", help="print the hashed text below each id"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            found = _pre_hashes(path.read_bytes(), HashProfile(options["profile"]))
        except (OSError, EpcisError) as error:
            raise CommandError(f"{path}: {error}") from error
        if not found:
            raise CommandError(f"{path}: no event in it; expected an EPCIS document with events.")
        for text in found:
            self.stdout.write(hash_of(text))
            if options["pre_hash"]:
                self.stdout.write(text)


def _pre_hashes(data: bytes, profile: HashProfile) -> list[str]:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return pre_hashes_of_xml(data, profile=profile)
    return pre_hashes(parse_document(data), profile=profile)
