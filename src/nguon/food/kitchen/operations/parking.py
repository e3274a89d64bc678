"""Records that a phone handed in and that cannot be in the book yet."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.food.kitchen.choices import ParkedFor, ParkedOutcome
from nguon.food.kitchen.models import ParkedDecision, ParkedRecord
from nguon.food.kitchen.operations.item import Item, ItemResult
from nguon.food.kitchen.queries.day import day_bounds
from nguon.food.kitchen.rules.references import Reference
from nguon.ground.journal.operations import RecordEnvelope
from nguon.ground.people.models import Device

MOST_A_DAY = 2_000
"""New ones of one phone: a kitchen writes some 80 records a day, and two weeks of them may come in
at once. More is no kitchen's work, and nobody could judge it."""


class Parking:
    """What lies in the inbox of the device's place, and what this batch adds to it."""

    def __init__(self, device: Device, *, at: datetime) -> None:
        self.device = device
        self.at = at
        self._earlier: dict[tuple[UUID, str], ParkedRecord] = {}
        self._new: dict[tuple[UUID, str], ParkedRecord] = {}
        self._decisions: dict[int, ParkedDecision] = {}
        self._settled: list[ParkedRecord] = []
        self._others_wait = False
        self._today: int | None = None

    def look_for(self, ids: Collection[UUID]) -> None:
        """Whatever was parked under these ids, and whether others wait for records to come in."""
        here = ParkedRecord.objects.filter(place_id=self.device.place_id)
        found = here.filter(record_id__in=ids).select_related("decision").defer("raw")
        others = here.filter(decision=None, code=ParkedFor.UNKNOWN_REFERENCE)
        self._others_wait = others.exclude(record_id__in=ids).exists()
        for parked in found:
            self._earlier[parked.record_id, parked.sha256] = parked
            if hasattr(parked, "decision"):
                self._decisions[parked.pk] = parked.decision

    @property
    def is_anything_waiting(self) -> bool:
        """Before this batch or because of it: only then what came in can settle something."""
        taken_out = {parked.pk for parked in self._settled}
        return (
            bool(self._new)
            or self._others_wait
            or any(
                parked.pk not in self._decisions and parked.pk not in taken_out
                for parked in self._earlier.values()
            )
        )

    def earlier(self, item: Item) -> ParkedRecord | None:
        """The same bytes, parked before this batch."""
        return self._earlier.get((item.envelope.id, item.sha256))

    def decision_on(self, parked: ParkedRecord | None) -> ParkedDecision | None:
        return self._decisions.get(parked.pk) if parked else None

    def park(
        self,
        item: Item,
        journal: RecordEnvelope,
        *,
        code: str,
        text: str,
        missing: Sequence[Reference],
    ) -> ItemResult:
        """Keep it, once; the answer says for what it waits.

        Of a phone that hands in too many it is not kept: then the phone must keep it.
        """
        key = journal.id, item.sha256
        waiting_for = list(dict.fromkeys(str(one.id) for one in missing))
        if key not in self._earlier:
            if key not in self._new and self._is_full():
                return item.answer("failed", "inbox_full", self._too_many())
            self._new[key] = ParkedRecord(
                record_id=journal.id,
                sha256=item.sha256,
                raw=item.raw,
                place_id=self.device.place_id,
                device=self.device,
                kind=journal.kind,
                actor_id=journal.actor_id,
                code=code or ParkedFor.UNKNOWN_REFERENCE,
                waiting_for=waiting_for,
                photos=list(item.envelope.photos),
                corrected_at=journal.corrected_at,
                received_at=self.at,
            )
        return ItemResult(
            item.id,
            "parked",
            code or ParkedFor.UNKNOWN_REFERENCE,
            field=missing[0].path if missing else "",
            text=text or _("What this record names has not come in yet. It waits for that."),
            waiting_for=[one for one in waiting_for if not one.isdecimal()],
        )

    def _is_full(self) -> bool:
        if self._today is None:
            midnight = day_bounds(clock.local_day(self.at))[0]
            mine = ParkedRecord.objects.filter(device=self.device, received_at__gte=midnight)
            self._today = mine.count()
        return self._today + len(self._new) >= MOST_A_DAY

    def _too_many(self) -> str:
        return _(
            "The server keeps too many records of this phone for the manager today. This one stays"
            " on the phone and is sent again. Tell the manager."
        )

    def take_out(self, item: Item) -> None:
        """It goes into the book."""
        key = item.envelope.id, item.sha256
        self._new.pop(key, None)
        if key in self._earlier:
            self._settled.append(self._earlier[key])

    def write(self) -> None:
        ParkedRecord.objects.bulk_create(self._new.values())
        ParkedDecision.objects.bulk_create(
            ParkedDecision(parked=parked, outcome=ParkedOutcome.SETTLED, at=self.at)
            for parked in self._settled
        )
