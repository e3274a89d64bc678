"""Last chapter: the dossier, written into a folder, with hashes that hold."""

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

from django.utils.translation import gettext as _

from nguon.food.oversight.management.replay.story import LOTS
from nguon.food.oversight.management.replay.walk import Walk
from nguon.food.oversight.operations.make_dossier import ZIP, Taken, make_dossier
from nguon.food.oversight.rules.dossier.parts import EPCIS, PDF, SUMS, XLSX

MOST_MS = 10_000


def proved(walk: Walk, folder: Path) -> None:
    walk.teller.chapter(_("6. The dossier"))
    at = walk.story.at(15, 30)
    title = _("Made in one click: paper, sheets, events, hashes")
    taken: Taken = walk.teller.step(
        at,
        title,
        lambda: make_dossier(walk.incident_id, file=ZIP, by=walk.inspector, at=at),
    )
    walk.teller.check(_("in less than ten seconds"), walk.teller.took[title] < MOST_MS, True)
    _written({ZIP: taken.content, **taken.dossier.files()}, folder)
    for path in sorted(folder.iterdir()):
        if path.is_file():
            size, mark = max(1, path.stat().st_size // 1024), _hash_of(path)[:12]
            walk.teller.say(f"{path.name:<16}{size:>5} kB  {mark}…")
    _check_hashes(walk, folder)
    _check_contents(walk, folder)


def _written(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _check_hashes(walk: Walk, folder: Path) -> None:
    """As anybody would by `sha256sum --check`."""
    lines = [line.split("  ", 1) for line in (folder / SUMS).read_text().splitlines()]
    walk.teller.check(
        _("each file on disk has the hash that SHA256SUMS tells"),
        {name: _hash_of(folder / name) for _said, name in lines},
        {name: said for said, name in lines},
    )


def _check_contents(walk: Walk, folder: Path) -> None:
    """What a program reads in each; the paper's words are read by the tests."""
    with ZipFile(io.BytesIO((folder / XLSX).read_bytes())) as book:
        words = "".join(book.read(name).decode() for name in book.namelist() if "xml" in name)
    names = [one.legal_name for one in walk.story.cast.suppliers["thuong_lai"].names]
    walk.teller.check(
        _("both legal names and both lots are in the sheets"),
        [said in words for said in (*names, *(lot.rpartition("/")[2] for lot in LOTS))],
        [True] * 4,
    )
    document = json.loads((folder / EPCIS).read_bytes())
    told = json.dumps(document)
    walk.teller.check(
        _("the EPCIS document has %(number)d events")
        % {"number": len(document["epcisBody"]["eventList"])},
        [document["type"], *(lot in told for lot in LOTS)],
        ["EPCISDocument", True, True],
    )
    walk.teller.check(_("the paper is a PDF"), (folder / PDF).read_bytes()[:5], b"%PDF-")
