"""A lunch that made people sick, with what an inspector looks for: late, corrected, sent back."""

import hashlib
import io
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pypdf
from openpyxl import Workbook, load_workbook
from PIL import Image

from nguon.base import clock
from nguon.food.kitchen.choices import FridgeKind, RecordKind
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.food.oversight.operations.make_dossier import Taken, make_dossier
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.operations import store_phone_photo
from nguon.ground.people.models import Person
from tests.food.kitchen.incidents import lived, send_back
from tests.food.oversight.outbreak import GIO, outbreak, suspicion


@dataclass
class Lunch:
    cast: Cast
    days: list[KitchenDay]
    incident: UUID

    @property
    def day(self) -> KitchenDay:
        return self.days[0]

    @property
    def at(self) -> datetime:
        return clock.now()

    def taken(
        self, by: Person | None = None, *, file: str = "dossier.zip", at: datetime | None = None
    ) -> Taken:
        """For the inspector of the province, if nobody else is named."""
        person = by or self.cast.people["inspector"]
        return make_dossier(self.incident, file=file, by=person, at=at or self.at)


def lunch(cast: Cast, kitchens: int = 2, *, is_long: bool = False) -> Lunch:
    """Giò of one lot in every kitchen. The second sent such goods back three weeks before."""
    earlier = lived(cast, 21, kitchen=1, dishes=1)
    send_back(earlier, "gio")
    days = outbreak(cast, kitchens, is_long=is_long)
    correct_cooking(days[0])
    return Lunch(cast, days, suspicion(days[0]))


def correct_cooking(day: KitchenDay, reason: str = "=HYPERLINK(1)") -> None:
    """Hours later; the reason looks like a formula."""
    done = day.at(9, 30)
    body: dict[str, Any] = {
        "dish_id": str(day.dish_id(GIO)),
        "portions": 900,
        "prep_done_at": (done - timedelta(minutes=50)).isoformat(),
        "cook_done_at": done.isoformat(),
        "people": "pass",
        "tools": "pass",
        "area": "pass",
        "sensory": "pass",
        "core_celsius": "81.5",
        "lots": [{"line_id": str(day.said["line:gio"]), "amount": "9", "uom": "KGM"}],
    }
    day.say(
        RecordKind.DISH_COOKED,
        body,
        key="cooked:again",
        by=day.kitchen.people["manager"],
        at=day.at(15, 0),
        supersedes=day.said[f"cooked:{GIO.name}"],
        reason=reason,
    )


def text_of(pdf: bytes) -> str:
    """All its pages, without the places to break that long words are given."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    text = "\n".join(page.extract_text() for page in pages)
    return " ".join(text.replace("\u200b", "").split())


def book_of(xlsx: bytes) -> Workbook:
    return load_workbook(io.BytesIO(xlsx))


def everything(taken: Taken) -> str:
    """Every word of every part."""
    parts = dict(taken.dossier.parts)
    words = [text_of(parts.pop("dossier.pdf"))]
    for sheet in book_of(parts.pop("dossier.xlsx")).worksheets:
        words += [str(value) for row in sheet.iter_rows(values_only=True) for value in row]
    words.append(json.dumps(json.loads(parts.pop("epcis.jsonld")), ensure_ascii=False))
    words.append(taken.dossier.manifest.decode())
    return "\n".join(words)


def photographed(
    day: KitchenDay, *, number: int = 0, comes: bool = True, kind: str = "JPEG"
) -> str:
    """A reading of the sample fridge with a photo, whose bytes may still be on the way."""
    raw = io.BytesIO()
    Image.new("RGB", (640, 480), (40 * number % 255, 120, 90)).save(raw, kind)
    sha256 = hashlib.sha256(raw.getvalue()).hexdigest()
    read_at, by = day.at(13, number), day.kitchen.people["health_officer"]
    body = {
        "fridge_id": str(day.kitchen.fridges[FridgeKind.SAMPLE].id),
        "celsius": "4.5",
        "read_at": read_at.isoformat(),
    }
    envelope = {
        "id": str(uuid4()),
        "type": RecordKind.FRIDGE_READING.value,
        "schema_v": 1,
        "kitchen": str(day.kitchen.place.id),
        "actor": str(by.pk),
        "claimed_at": read_at.isoformat(),
        "body": body,
        "photos": [{"sha256": sha256, "bytes": len(raw.getvalue())}],
    }
    submit_record(json.dumps(envelope).encode(), by=by, channel=Channel.WEB, received_at=read_at)
    if comes:
        store_phone_photo(
            raw.getvalue(), sha256=sha256, place_id=day.kitchen.place.pk, received_at=read_at
        )
    return sha256
