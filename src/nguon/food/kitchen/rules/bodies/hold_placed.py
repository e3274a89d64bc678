from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.food.kitchen.choices import HoldKind, Symptom
from nguon.food.kitchen.rules.reading import Reader


@dataclass(frozen=True)
class Suspected:
    """How many fell sick, when the first did, and with what; nothing about any one of them."""

    sick: int | None
    first_onset_at: datetime | None
    symptoms: tuple[str, ...]


@dataclass(frozen=True)
class HoldPlaced:
    """Naming a meal holds its samples too, those that exist and those still to be taken."""

    held_at: datetime
    kind: str
    cause: str
    sample_ids: tuple[UUID, ...]
    lot_uris: tuple[str, ...]
    meal_ids: tuple[UUID, ...]
    suspected: Suspected
    note: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        held = cls(
            held_at=r.instant("held_at"),
            kind=r.choice("kind", HoldKind),
            cause=r.text("cause", longest=1000),
            sample_ids=r.uuids("sample_ids"),
            lot_uris=r.texts("lot_uris"),
            meal_ids=r.uuids("meal_ids"),
            suspected=_suspected(r.inside("suspected", required=False)),
            note=r.text("note", longest=2000, required=False),
        )
        if not (held.sample_ids or held.lot_uris or held.meal_ids):
            r.fault(
                "sample_ids",
                _("A hold must name what is held."),
                expected=_("a sample, a lot or a meal"),
                got=None,
            )
        return held

    @property
    def happened_at(self) -> datetime:
        return self.held_at


def _suspected(r: Reader) -> Suspected:
    symptoms = tuple(dict.fromkeys(r.texts("symptoms", longest=40)))
    unknown = [one for one in symptoms if one not in Symptom.values]
    if unknown:
        wanted = _("one of %(values)s") % {"values": ", ".join(Symptom.values)}
        r.fault("symptoms", _("This is not on the list."), expected=wanted, got=unknown[0])
    return Suspected(
        sick=r.maybe_integer("sick", low=1, high=20000),
        first_onset_at=r.maybe_instant("first_onset_at"),
        symptoms=symptoms,
    )
