"""The files of a dossier, their hashes, and the list of both."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nguon.base.errors import Missing
from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.rules.dossier.cover import code_of
from nguon.food.oversight.rules.dossier.pdf import dossier_pdf
from nguon.food.oversight.rules.dossier.sheets import dossier_xlsx
from nguon.food.trace.queries.event_document import events_document
from nguon.food.trace.queries.scope import EVERYTHING

PDF, XLSX, EPCIS = "dossier.pdf", "dossier.xlsx", "epcis.jsonld"
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
WORDS_ABOUT_SICK = {"holding": ("nguon:reason", "nguon:note")}
"""Members that hold free words, by step: a suspicion is told in words of who is sick."""

_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a .zip can tell; a real one would change with each making."""


@dataclass(frozen=True)
class Dossier:
    """All parts by file name; `manifest` tells their hashes and when this was made."""

    code: str
    parts: Mapping[str, bytes]
    manifest: bytes

    def part(self, name: str) -> bytes:
        if name not in self.parts:
            raise Missing(_("A dossier has no file of this name."))
        return self.parts[name]

    def hashes(self) -> dict[str, str]:
        return {name: sha256_of(content) for name, content in self.parts.items()}

    def files(self) -> dict[str, bytes]:
        sums = "".join(f"{sha256}  {name}\n" for name, sha256 in self.hashes().items())
        return {**self.parts, MANIFEST: self.manifest, SUMS: sums.encode()}

    def zipped(self) -> bytes:
        file = BytesIO()
        with ZipFile(file, "w") as archive:
            for name, content in self.files().items():
                entry = ZipInfo(name, _OLDEST)
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content, ZIP_DEFLATED)
        return file.getvalue()


def dossier_of(facts: DossierFacts, *, made_for: str, made_at: datetime) -> Dossier:
    """Of the same facts all parts but the paper are the same bytes whenever they are made.

    The paper tells on its cover for whom and when it was made, and the hashes of the others.
    """
    beside = {XLSX: dossier_xlsx(facts), EPCIS: dossier_epcis(facts), **_photos(facts)}
    hashes = {name: sha256_of(content) for name, content in beside.items()}
    paper = dossier_pdf(facts, hashes=hashes, made_for=made_for, made_at=made_at)
    parts = {PDF: paper, **beside}
    return Dossier(
        code_of(facts.incident), parts, _manifest(facts, parts, made_for=made_for, at=made_at)
    )


def dossier_epcis(facts: DossierFacts) -> bytes:
    """All events concerned as one EPCISDocument, errors and their declarations included.

    `events_naming` chose only such as the asker is shown whole, so nothing is left out here.
    """
    return events_document(
        facts.events, scope=EVERYTHING, created_at=facts.book_at, without=WORDS_ABOUT_SICK
    )


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _photos(facts: DossierFacts) -> dict[str, bytes]:
    return {
        f"photos/{one.file_name}": bytes(one.photo.body)
        for one in facts.photos
        if one.photo is not None
    }


def _manifest(
    facts: DossierFacts, parts: Mapping[str, bytes], *, made_for: str, at: datetime
) -> bytes:
    said = {
        "incident": str(facts.incident.id),
        "code": code_of(facts.incident),
        "language": get_language() or "vi",
        "made_at": at.astimezone(UTC).isoformat(),
        "made_for": made_for,
        "book_as_of": facts.book_at.astimezone(UTC).isoformat(),
        "records": facts.records,
        "records_seal": facts.seal,
        "day_seals": [
            {"place": one.place.identifier, "date": one.date.isoformat(), "sha256": one.seal}
            for one in facts.seals
        ],
        "left_out": [{"code": one.code, "count": one.count} for one in facts.left_out],
        "parts": [
            {"name": name, "bytes": len(content), "sha256": sha256_of(content)}
            for name, content in parts.items()
        ],
        "photos": [
            {
                "named_by_record": str(one.record_id),
                "sha256_as_sent": one.sha256,
                "sha256_kept": one.photo.body_sha256 if one.photo else None,
            }
            for one in facts.photos
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()
