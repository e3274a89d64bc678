"""A sample box destroyed: the second half of Mẫu 5."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.models import RetainedSample
from nguon.food.kitchen.pages.moments import MomentField
from nguon.food.kitchen.pages.record_form import RecordForm


class DestructionForm(RecordForm):
    kind = RecordKind.SAMPLE_DESTROYED
    subject: RetainedSample
    members: ClassVar[tuple[str, ...]] = ("condition", "destroyed_at")
    paths: ClassVar[dict[str, str]] = {"body": "destroyed_at"}

    condition = forms.CharField(
        label=gettext_lazy("State of the sample"),
        max_length=200,
        help_text=gettext_lazy("Colour, smell, seal: as found when the box was opened."),
    )
    destroyed_at = MomentField(label=gettext_lazy("When was it destroyed?"))

    def body(self, at: datetime) -> dict[str, Any]:
        return super().body(at) | {"sample_id": str(self.subject.record_id)}
