"""What each act on an incident says, as frozen values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.food.kitchen.choices import Symptom
from nguon.food.kitchen.rules.reading import Reader
from nguon.food.oversight.choices import ActKind, Called, CallOutcome, FindingCode
from nguon.food.oversight.rules.class_codes import class_code

MOST_SICK = 20_000


@dataclass(frozen=True)
class IncidentBody:
    incident_id: UUID
    happened_at: datetime | None
    """When it was done, if that was before it was written down."""

    words: str

    def as_json(self) -> dict[str, Any]:
        return {}

    @classmethod
    def _base(cls, r: Reader, *, words: bool) -> dict[str, Any]:
        return {
            "incident_id": r.uuid("incident"),
            "happened_at": r.maybe_instant("happened_at"),
            "words": r.text("words", longest=2000, required=words),
        }


@dataclass(frozen=True)
class Note(IncidentBody):
    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(**cls._base(r, words=True))


@dataclass(frozen=True)
class CallMade(IncidentBody):
    called: str
    outcome: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(
            **cls._base(r, words=False),
            called=r.choice("called", Called),
            outcome=r.choice("outcome", CallOutcome),
        )

    def as_json(self) -> dict[str, Any]:
        return {"called": self.called, "outcome": self.outcome}


@dataclass(frozen=True)
class ClassCount:
    meal_id: UUID
    class_code: str
    sick: int


@dataclass(frozen=True)
class SickCounted(IncidentBody):
    """How many are sick by now. A later count of the same meal and class replaces an earlier."""

    counts: tuple[ClassCount, ...]
    first_onset_at: datetime | None
    symptoms: tuple[str, ...]

    @classmethod
    def read(cls, r: Reader) -> Self:
        symptoms = tuple(dict.fromkeys(r.texts("symptoms", longest=40)))
        unknown = [one for one in symptoms if one not in Symptom.values]
        if unknown:
            wanted = _("one of %(values)s") % {"values": ", ".join(Symptom.values)}
            r.fault("symptoms", _("This is not on the list."), expected=wanted, got=unknown[0])
        return cls(
            **cls._base(r, words=False),
            counts=tuple(_count(one) for one in r.items("counts", at_least=1)),
            first_onset_at=r.maybe_instant("first_onset_at"),
            symptoms=symptoms,
        )

    def as_json(self) -> dict[str, Any]:
        onset = self.first_onset_at
        return {
            "counts": [
                {"meal_id": str(one.meal_id), "class_code": one.class_code, "sick": one.sick}
                for one in self.counts
            ],
            "first_onset_at": onset.isoformat() if onset else None,
            "symptoms": list(self.symptoms),
        }


@dataclass(frozen=True)
class Linked(IncidentBody):
    """Reports (roots of holds) that are one incident with this one, or are so no longer."""

    reports: tuple[UUID, ...]

    @classmethod
    def read(cls, r: Reader) -> Self:
        reports = r.uuids("reports")
        if not reports:
            r.fault("reports", _("This is missing."), expected=_("a report"), got=None)
        return cls(**cls._base(r, words=False), reports=reports)

    def as_json(self) -> dict[str, Any]:
        return {"reports": [str(report) for report in self.reports]}


@dataclass(frozen=True)
class Found(IncidentBody):
    """A finding, proposed or given."""

    finding: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(**cls._base(r, words=True), finding=r.choice("finding", FindingCode))

    def as_json(self) -> dict[str, Any]:
        return {"finding": self.finding}


@dataclass(frozen=True)
class DossierMade(IncidentBody):
    """Somebody took a dossier along: which file, its hash, and the seal over what it tells."""

    file: str
    sha256: str
    seal: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        return cls(
            **cls._base(r, words=False),
            file=r.text("file", longest=60, required=True),
            sha256=r.text("sha256", longest=64, required=True),
            seal=r.text("seal", longest=64, required=True),
        )

    def as_json(self) -> dict[str, Any]:
        return {"file": self.file, "sha256": self.sha256, "seal": self.seal}


READERS: dict[ActKind, type[Note | CallMade | SickCounted | Linked | Found | DossierMade]] = {
    ActKind.INCIDENT_NOTE: Note,
    ActKind.INCIDENT_CALL: CallMade,
    ActKind.INCIDENT_SICK: SickCounted,
    ActKind.INCIDENT_JOINED: Linked,
    ActKind.INCIDENT_PARTED: Linked,
    ActKind.INCIDENT_CLOSING_PROPOSED: Found,
    ActKind.INCIDENT_CLOSED: Found,
    ActKind.INCIDENT_REOPENED: Linked,
    ActKind.INCIDENT_DOSSIER_MADE: DossierMade,
}


def _count(r: Reader) -> ClassCount:
    said = r.text("class_code", longest=40)
    code = class_code(said)
    if said and code is None:
        wanted = _("a code such as 5A2, never a name")
        r.fault("class_code", _("This is no code of a class."), expected=wanted, got=said)
    return ClassCount(r.uuid("meal_id"), code or "", r.integer("sick", low=0, high=MOST_SICK))
