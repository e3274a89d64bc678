"""Who says the events of a sheet, and the members that all of them share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from nguon.core.epcis import (
    BizLocation,
    BizTransaction,
    BusinessEvent,
    QuantityElement,
    ReadPoint,
    canonical_content,
)
from nguon.food.exchange.queries.register import Party, Site
from nguon.food.exchange.rules.column import Values
from nguon.food.exchange.rules.find_lot import FoundLot


@dataclass(frozen=True)
class Speaker:
    """`host` is where own identifiers live, `zone` the clock on the wall of those who wrote."""

    party: Party
    host: str
    zone: tzinfo

    def members(self, values: Values, said: Mapping[str, str]) -> dict[str, Any]:
        """When, where and what people called it; nothing that differs at the next sending."""
        site: Site = values["place"]
        extensions = {"nguon:place": site.name, "nguon:note": values.get("note", ""), **said}
        return {
            "event_time": self.moment(values),
            "context": [{"nguon": f"https://{self.host}/voc/"}],
            "read_point": ReadPoint(site.identifier),
            "biz_location": BizLocation(site.identifier),
            "extensions": {key: value for key, value in extensions.items() if value},
        }

    def moment(self, values: Values) -> datetime:
        return datetime.combine(values["day"], values["hour"], tzinfo=self.zone)

    def document(self, kind: str, number: str, *, issuer: str) -> BizTransaction:
        """A paper by its number: the same for whoever names issuer, kind and number.

        Numbers of papers mean nothing without their issuer, so the URI follows from all three
        (CBV 2.0 §8.5 takes a UUID).
        """
        seed = uuid5(NAMESPACE_URL, f"{issuer}\n{kind}\n{' '.join(number.split())}")
        return BizTransaction(f"urn:uuid:{seed}", kind)

    def identified(self, event: BusinessEvent, *, template: str) -> BusinessEvent:
        """The event with an id that follows from what it says: sent again, it is the same event.

        Names and notes are left out, so that a place may be renamed between two sendings.
        """
        bare = replace(event, event_id=None, extensions={})
        if hasattr(bare, "ilmd"):
            bare = replace(bare, ilmd=None)  # type: ignore[call-arg]
        meaning = sha256(canonical_content(bare)).hexdigest()
        seed = uuid5(NAMESPACE_URL, f"{self.party.identifier}\n{template}\n{meaning}")
        return replace(event, event_id=f"urn:uuid:{seed}")


def quantity(values: Values, *, lot: str = "lot", amount: str = "amount") -> QuantityElement:
    """So much of a lot, as EPCIS writes it: «2 yến» is 20 KGM."""
    found: FoundLot = values[lot]
    number: Decimal = values[amount]
    return QuantityElement(found.uri, number, values[f"{amount}_uom"])
