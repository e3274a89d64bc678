"""Step 3: portioned, looked at, tasted; then served or stopped."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base.ui.widgets import Tiles
from nguon.food.kitchen.choices import RecordKind, Result, ServingDecision
from nguon.food.kitchen.models import Dish
from nguon.food.kitchen.pages.moments import MomentField
from nguon.food.kitchen.pages.record_form import (
    NOTE_WHEN_FAILED,
    RecordForm,
    Section,
    VerdictOf,
)

LOOKS = {
    ServingDecision.SERVE.value: ("ok", "serving"),
    ServingDecision.STOP.value: ("bad", "failed"),
}


class ServingForm(RecordForm):
    kind = RecordKind.DISH_CHECKED
    subject: Dish
    members: ClassVar[tuple[str, ...]] = (
        "portions",
        "portioned_at",
        "utensils",
        "utensils_note",
        "sensory",
        "decision",
    )
    sometimes_required: tuple[str, ...] = ("note",)
    paths: ClassVar[dict[str, str]] = {"body": "portioned_at"}

    portions = forms.IntegerField(
        label=gettext_lazy("Portions"),
        min_value=0,
        max_value=20000,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    portioned_at = MomentField(label=gettext_lazy("Portioning done"))
    utensils = VerdictOf(Result, label=gettext_lazy("Utensils for portioning, holding, covering"))
    utensils_note = forms.CharField(
        label=gettext_lazy("Which utensils"), required=False, max_length=200
    )
    sensory = VerdictOf(
        Result, label=gettext_lazy("The dish by the senses: colour, smell, taste, state")
    )
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=ServingDecision.choices,
        widget=Tiles(looks=LOOKS, layout="2"),
    )

    def prepare(self) -> None:
        self.fields["portions"].initial = self.subject.meal.portions or None
        self.fields["note"].help_text = NOTE_WHEN_FAILED

    def sections(self) -> list[Section]:
        return [
            Section("", ["portions", "portioned_at"]),
            Section(_("Checks"), ["utensils", "sensory", "decision"]),
            Section(_("Note, photos"), ["note", "photos", "utensils_note"]),
        ]

    def body(self, at: datetime) -> dict[str, Any]:
        return super().body(at) | {"dish_id": str(self.subject.pk)}
