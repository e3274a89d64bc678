"""A temperature somebody read."""

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from nguon.base.ui.fields import AmountField
from nguon.food.kitchen.choices import FridgeKind, RecordKind
from nguon.food.kitchen.models import Fridge
from nguon.food.kitchen.pages.moments import MomentField
from nguon.food.kitchen.pages.record_form import RecordForm, Section


class FridgeForm(RecordForm):
    kind = RecordKind.FRIDGE_READING
    subject: Fridge
    members: ClassVar[tuple[str, ...]] = ("celsius", "read_at")
    paths: ClassVar[dict[str, str]] = {"body": "read_at"}

    celsius = AmountField(
        label=gettext_lazy("Temperature shown"),
        unit="°C",
        lowest=Decimal(-60),
        highest=Decimal(150),
    )
    read_at = MomentField(label=gettext_lazy("When was it read?"))

    def prepare(self) -> None:
        if self.subject.kind == FridgeKind.FREEZER:
            # The keypad for decimals has no minus on some phones.
            self.fields["celsius"].widget.attrs["inputmode"] = "text"

    def sections(self) -> list[Section]:
        return [Section("", ["celsius", "read_at", "photos", "note"])]

    def body(self, at: datetime) -> dict[str, Any]:
        return super().body(at) | {"fridge_id": str(self.subject.pk)}
