"""How each kind of act is read, who may do it, and which row it becomes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from nguon.food.kitchen.rules.reading import Reader
from nguon.food.oversight.choices import INCIDENT_KINDS, RECALL_KINDS, ActKind
from nguon.food.oversight.models import OversightAct
from nguon.food.oversight.operations.incident_deed import IncidentDeed
from nguon.food.oversight.operations.recall_deed import RecallDeed
from nguon.food.oversight.rules.act_envelope import ActEnvelope
from nguon.ground.journal.models import Record
from nguon.ground.people.models import Person


class Deed(Protocol):
    """`read` is given the body; `require` raises what stands against it; `row` is not stored."""

    def read(self, r: Reader, kind: ActKind) -> Any: ...

    def require(self, envelope: ActEnvelope, body: Any, *, by: Person, at: datetime) -> None: ...

    def row(self, record: Record, envelope: ActEnvelope, body: Any) -> OversightAct: ...


DEEDS: Mapping[ActKind, Deed] = {
    **{kind: IncidentDeed() for kind in INCIDENT_KINDS},
    **{kind: RecallDeed() for kind in RECALL_KINDS},
}
