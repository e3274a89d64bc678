"""Cells that know their record, corrected values struck through beside the new ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from django.utils import timezone

from nguon.base.paper.form import Cell, FormRow, TracedRecord
from nguon.core.quantities import Quantity, format_amount
from nguon.food.kitchen.choices import Result
from nguon.food.kitchen.models import Act
from nguon.food.kitchen.queries.paper import Chain
from nguon.food.kitchen.rules.late import lateness_of, remark_on
from nguon.ground.journal.models import Record
from nguon.ground.people.models import Person

A = TypeVar("A", bound=Act)
TICK = "✓"


def code_of(record_id: UUID) -> str:
    """Short name of a record on paper: the end of its id, which is random also in UUIDv7."""
    return record_id.hex[-8:].upper()


@dataclass
class Tracing:
    """Collects the records that the cells of one form come from."""

    people: Mapping[UUID, Person]
    records: dict[str, TracedRecord] = field(default_factory=dict)

    def cell(self, text: str, *acts: Act) -> Cell:
        """A text that these acts vouch for; empty texts need no witness."""
        if not text:
            return Cell()
        return Cell(text, tuple(self.trace(act) for act in acts))

    def trace(self, act: Act, *, corrects: str = "") -> str:
        code = code_of(act.record_id)
        late = lateness_of(act)
        self.records[code] = TracedRecord(
            code=code,
            person=self.people[act.actor_id].full_name,
            claimed_at=act.happened_at,
            received_at=act.received_at,
            lateness=late.tone.value,
            remark=remark_on(act),
            corrects=corrects or self._corrected_by(code),
            reason=act.reason,
        )
        return code

    def row(self, chain: Chain[A], read: Callable[[A], Mapping[str, str]]) -> FormRow:
        """The newest version of a chain, with what the version before said where it differs."""
        before = ""
        for version in chain.versions:
            before = self.trace(version, corrects=before)
        texts = read(chain.now)
        old = read(chain.versions[-2]) if len(chain.versions) > 1 else texts
        code = before if chain.withdrawal is None else self._withdrawn(chain.withdrawal, before)
        cells = {
            key: Cell(text, (code,), was=old[key] if old[key] != text else "")
            for key, text in texts.items()
            if text or old[key]
        }
        return FormRow(cells, voided=chain.withdrawal is not None)

    def _withdrawn(self, record: Record, corrects: str) -> str:
        code = code_of(record.id)
        self.records[code] = TracedRecord(
            code=code,
            person=self.people[record.actor_id].full_name,
            claimed_at=record.corrected_at,
            received_at=record.received_at,
            corrects=corrects,
            reason=record.reason,
        )
        return code

    def _corrected_by(self, code: str) -> str:
        """What was traced before stays: a row may be named again by a cell of another."""
        known = self.records.get(code)
        return known.corrects if known else ""


def moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%H:%M %d/%m/%Y")


def amount(value: Decimal | None, uom: str) -> str:
    """Without the zeros that the database pads with: «41 kg», «2,5 lít»."""
    return "" if value is None else format_amount(Quantity.of(value.normalize(), uom))


def passed(result: str) -> str:
    return {Result.PASS: "Đạt", Result.FAIL: "Không đạt"}.get(Result(result), "")


def ticks(name: str, result: str) -> dict[str, str]:
    """The pair «Đạt»/«Không đạt»; neither is ticked for a check that was not made."""
    return {
        f"{name}_pass": TICK if result == Result.PASS else "",
        f"{name}_fail": TICK if result == Result.FAIL else "",
    }


def joined(parts: Sequence[str], *, by: str = "; ") -> str:
    return by.join(part for part in parts if part)
