"""What each act of a recall says, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final, Self
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.food.kitchen.rules.reading import Reader
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.queries.recall_scope import RecallStart

WITHIN: Final = (5, 24 * 60)
"""Minutes that may be asked for: less cannot be kept, more is no recall."""
MOST_MS: Final = 24 * 3600 * 1000


@dataclass(frozen=True)
class RecallStarted:
    """A recall in force, or a drill: which of the two can never be changed afterwards."""

    title: str
    reason: str
    instructions: str
    is_drill: bool
    start: RecallStart
    within: timedelta
    began_at: datetime | None
    """When the sender first asked how far it reaches."""

    scope_ms: int | None
    incident_id: UUID | None
    happened_at: datetime | None = None

    @classmethod
    def read(cls, r: Reader) -> Self:
        start = _start(r.inside("start"))
        if not start.things and start.supplier_id is None:
            message = _("A recall must name what is recalled.")
            r.fault("start", message, expected=_("lots or a supplier"), got=None)
        return cls(
            title=r.text("title", longest=120),
            reason=r.text("reason", longest=400),
            instructions=r.text("instructions", longest=400),
            is_drill=r.flag("drill"),
            start=start,
            within=timedelta(minutes=r.integer("within_minutes", low=WITHIN[0], high=WITHIN[1])),
            began_at=r.maybe_instant("began_at"),
            scope_ms=r.maybe_integer("scope_ms", low=0, high=MOST_MS),
            incident_id=r.maybe_uuid("incident"),
        )

    def as_json(self) -> dict[str, Any]:
        start = self.start
        return {
            "title": self.title,
            "reason": self.reason,
            "instructions": self.instructions,
            "drill": self.is_drill,
            "start": {
                "things": list(start.things),
                "supplier": None if start.supplier_id is None else str(start.supplier_id),
                "since": _said(start.since),
                "until": _said(start.until),
                "without": sorted(start.without),
            },
            "within_minutes": self.within // timedelta(minutes=1),
            "began_at": _said(self.began_at),
            "scope_ms": self.scope_ms,
            "incident": None if self.incident_id is None else str(self.incident_id),
        }


@dataclass(frozen=True)
class ToOne:
    """What is said to, or by, one kitchen or one organisation."""

    recall_id: UUID
    place_id: UUID | None
    organisation_id: UUID | None
    happened_at: datetime | None

    @classmethod
    def _base(cls, r: Reader) -> dict[str, Any]:
        place, organisation = r.maybe_uuid("place"), r.maybe_uuid("organisation")
        if (place is None) == (organisation is None):
            wanted = _("a kitchen or an organisation, one of the two")
            r.fault("place", _("This is missing."), expected=wanted, got=None)
        return {
            "recall_id": r.uuid("recall"),
            "place_id": place,
            "organisation_id": organisation,
            "happened_at": r.maybe_instant("happened_at"),
        }

    def as_json(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True)
class ToldLot:
    """As far as it was known when the notice went out."""

    uri: str
    name: str
    label: str
    uom: str
    came: Decimal | None
    left: Decimal | None
    is_dish: bool

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(
            uri=r.text("uri", longest=300),
            name=r.text("name", longest=300),
            label=r.text("label", longest=120, required=False),
            uom=r.text("uom", longest=3, required=False),
            came=_amount(r, "came"),
            left=_amount(r, "left"),
            is_dish=r.flag("dish"),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "uri": self.uri,
            "name": self.name,
            "label": self.label,
            "uom": self.uom,
            "came": None if self.came is None else str(self.came),
            "left": None if self.left is None else str(self.left),
            "dish": self.is_dish,
        }


@dataclass(frozen=True)
class Told(ToOne):
    lots: tuple[ToldLot, ...]
    portions: int | None
    """Handed out already of what is recalled; None: nobody counted."""

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(
            **cls._base(r),
            lots=tuple(ToldLot.read(one) for one in r.items("lots", at_least=1)),
            portions=r.maybe_integer("portions", low=0, high=10**9),
        )

    def as_json(self) -> dict[str, Any]:
        return {"lots": [lot.as_json() for lot in self.lots], "portions": self.portions}


@dataclass(frozen=True)
class Numbered(ToOne):
    """The so-manieth reminder, or the level of an escalation."""

    number: int

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(**cls._base(r), number=r.integer("number", low=1, high=99))

    def as_json(self) -> dict[str, Any]:
        return {"number": self.number}


@dataclass(frozen=True)
class FoundLot:
    uri: str
    uom: str
    found: Decimal | None
    set_aside: Decimal | None

    @classmethod
    def read(cls, r: Reader) -> Self:
        lot = cls(
            uri=r.text("uri", longest=300),
            uom=r.text("uom", longest=3, required=False),
            found=_amount(r, "found"),
            set_aside=_amount(r, "set_aside"),
        )
        if lot.found is not None and lot.set_aside is not None and lot.set_aside > lot.found:
            message = _("More cannot be set aside than was found.")
            r.fault("set_aside", message, expected=f"≤ {lot.found}", got=lot.set_aside)
        return lot

    def as_json(self) -> dict[str, Any]:
        return {
            "uri": self.uri,
            "uom": self.uom,
            "found": None if self.found is None else str(self.found),
            "set_aside": None if self.set_aside is None else str(self.set_aside),
        }


@dataclass(frozen=True)
class Acknowledged(ToOne):
    """Read, and so much found and set aside. A later answer replaces the amounts of an earlier
    one, never its time."""

    lots: tuple[FoundLot, ...]
    words: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(
            **cls._base(r),
            lots=tuple(FoundLot.read(one) for one in r.items("lots")),
            words=r.text("words", longest=2000, required=False),
        )

    def as_json(self) -> dict[str, Any]:
        return {"lots": [lot.as_json() for lot in self.lots], "words": self.words}


@dataclass(frozen=True)
class Released:
    """`lots` is what the sender chose, `things` what of it the holds lie on; both empty: all."""

    recall_id: UUID
    lots: tuple[str, ...]
    things: tuple[str, ...]
    finding: str
    happened_at: datetime | None = None
    place_id: None = None
    organisation_id: None = None

    @property
    def is_whole(self) -> bool:
        return not self.lots

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(
            recall_id=r.uuid("recall"),
            lots=r.texts("lots"),
            things=r.texts("things"),
            finding=r.text("finding", longest=1000),
        )

    def as_json(self) -> dict[str, Any]:
        return {"lots": list(self.lots), "things": list(self.things), "finding": self.finding}


RecallBody = RecallStarted | Told | Numbered | Acknowledged | Released

READERS: Mapping[ActKind, type[RecallBody]] = {
    ActKind.RECALL_STARTED: RecallStarted,
    ActKind.RECALL_TOLD: Told,
    ActKind.RECALL_REMINDED: Numbered,
    ActKind.RECALL_ESCALATED: Numbered,
    ActKind.RECALL_ACKNOWLEDGED: Acknowledged,
    ActKind.RECALL_RELEASED: Released,
}


def _start(r: Reader) -> RecallStart:
    return RecallStart(
        things=r.texts("things"),
        supplier_id=r.maybe_uuid("supplier"),
        since=r.maybe_instant("since"),
        until=r.maybe_instant("until"),
        without=frozenset(r.texts("without")),
    )


def _said(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _amount(r: Reader, name: str) -> Decimal | None:
    return r.maybe_decimal(name, low="0", high="99999999", places=3)
