"""What all EPCIS events of a kitchen share: identity, time, place, and who said so when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import timezone

from nguon.core.epcis import BizLocation, QuantityElement, ReadPoint
from nguon.core.gs1 import identify
from nguon.food.kitchen.models import Act
from nguon.food.kitchen.operations.filing import Filing
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.ground.people.models import Place


@dataclass(frozen=True)
class Things:
    """Identifiers sorted into the two lists EPCIS has: instances, and classes with amounts."""

    epcs: tuple[str, ...]
    quantities: tuple[QuantityElement, ...]

    @classmethod
    def of(cls, *amounts: tuple[str, Decimal | None, str]) -> "Things":
        epcs, quantities = [], []
        for uri, amount, uom in amounts:
            if identify(uri).kind == "instance":
                epcs.append(uri)
            else:
                quantities.append(QuantityElement(uri, amount, uom or None))
        return cls(tuple(epcs), tuple(quantities))


@dataclass(frozen=True)
class Frame:
    """Makes the shared members of the events of one record."""

    filing: Filing
    act: Act
    table: Worktable

    @property
    def place(self) -> Place:
        return self.table.place

    def members(self, name: str, said: Mapping[str, str]) -> dict[str, Any]:
        """`name` tells the events of one record apart; the same record gives the same ids."""
        extensions = {
            "nguon:record": str(self.filing.record.id),
            "nguon:recordedBy": self.table.people[self.act.actor_id].full_name,
            "nguon:claimedAt": local(self.act.entered_at).isoformat(),
            "nguon:receivedAt": local(self.act.received_at).isoformat(),
            "nguon:place": self.place.name,
            **said,
        }
        return {
            "event_id": event_id(self.filing.record.id, name),
            "event_time": local(self.act.happened_at),
            "context": [{"nguon": f"https://{settings.NGUON_IDENTIFIER_HOST}/voc/"}],
            "read_point": ReadPoint(self.place.identifier),
            "biz_location": BizLocation(self.place.identifier),
            "extensions": {key: value for key, value in extensions.items() if value},
        }


def event_id(record_id: UUID, name: str) -> str:
    return f"urn:uuid:{uuid5(record_id, name)}"


def local(moment: datetime) -> datetime:
    return timezone.localtime(moment)


def plain(amount: Decimal) -> Decimal:
    """The amount without trailing zeros and never as 1E+1."""
    trimmed = amount.normalize()
    exponent = trimmed.as_tuple().exponent
    return trimmed.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else trimmed
