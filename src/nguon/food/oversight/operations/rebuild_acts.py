"""Make the rows of oversight again from the records. The tables are append-only, so what is
missing is added, and what differs is named and left for a person to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from nguon.food.kitchen.rules.reading import Reader
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.models import OversightAct
from nguon.food.oversight.operations.deeds import DEEDS
from nguon.food.oversight.rules.act_envelope import read_act_envelope
from nguon.ground.journal.models import Record


@dataclass(frozen=True)
class RebuiltActs:
    records: int
    added: int
    differing: Sequence[UUID]
    """Rows that say something else than their record does."""


@transaction.atomic
def rebuild_acts() -> RebuiltActs:
    records = added = 0
    differing: list[UUID] = []
    for record in Record.objects.filter(kind__in=ActKind.values).order_by("sequence").iterator():
        records += 1
        fresh = row_of(record)
        stored = type(fresh)._default_manager.filter(pk=record.pk).first()
        if stored is None:
            fresh.save(force_insert=True)
            added += 1
        elif _said(stored) != _said(fresh):
            differing.append(record.pk)
    return RebuiltActs(records, added, differing)


def row_of(record: Record) -> OversightAct:
    """Not judged again: what stands in the book was allowed when it came."""
    envelope = read_act_envelope(bytes(record.raw))
    deed = DEEDS[envelope.kind]
    return deed.row(record, envelope, deed.read(Reader(envelope.body, "body"), envelope.kind))


def _said(row: OversightAct) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
