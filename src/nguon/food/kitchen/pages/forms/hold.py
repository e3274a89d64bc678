"""Hold things until somebody has looked; release what was looked at."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base.ui.widgets import MomentInput, TickTiles, Tiles
from nguon.food.kitchen.choices import HoldKind, RecordKind, Symptom
from nguon.food.kitchen.models import Hold
from nguon.food.kitchen.pages.moments import NOW, MomentField
from nguon.food.kitchen.pages.record_form import RecordForm, Section
from nguon.food.kitchen.queries.holdable import holdable_things, last_meal_eaten

LISTS = ("meal_ids", "sample_ids", "lot_uris")


class HoldForm(RecordForm):
    kind = RecordKind.HOLD
    members: ClassVar[tuple[str, ...]] = ("cause", "held_at", *LISTS)
    paths: ClassVar[dict[str, str]] = {
        "body": "held_at",
        "kind": "why",
        "suspected.sick": "sick",
        "suspected.first_onset_at": "first_onset_at",
        "suspected.symptoms": "symptoms",
    }

    why = forms.ChoiceField(
        label=gettext_lazy("Why?"), choices=HoldKind.choices, widget=Tiles(layout="list")
    )
    cause = forms.CharField(
        label=gettext_lazy("What happened?"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    sick = forms.IntegerField(
        label=gettext_lazy("How many fell sick?"),
        required=False,
        min_value=1,
        max_value=20000,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    first_onset_at = forms.DateTimeField(
        label=gettext_lazy("When did the first of them fall sick?"),
        required=False,
        widget=MomentInput(),
    )
    symptoms = forms.MultipleChoiceField(
        label=gettext_lazy("With what?"),
        help_text=gettext_lazy("All of them together. No names of pupils."),
        required=False,
        choices=Symptom.choices,
        widget=TickTiles(layout="2"),
    )
    meal_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Meals, with all their samples"),
        required=False,
        widget=TickTiles(layout="list"),
    )
    sample_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Sample boxes"), required=False, widget=TickTiles(layout="list")
    )
    lot_uris = forms.MultipleChoiceField(
        label=gettext_lazy("Lots of goods"), required=False, widget=TickTiles(layout="list")
    )
    held_at = MomentField(label=gettext_lazy("Held since"))

    def prepare(self) -> None:
        named = {name: (self.correcting or {}).get(name, ()) for name in LISTS}
        things = holdable_things(self.desk.place, at=self.desk.at, also=named)
        for name, choices in (
            ("meal_ids", things.meals),
            ("sample_ids", things.samples),
            ("lot_uris", things.lots),
        ):
            self.fields[name].widget.notes = {one.value: one.note for one in choices}
            self.choose_from(name, ((one.value, one.title) for one in choices))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in LISTS):
            raise ValidationError(_("Choose at least one meal, sample box or lot to hold."))
        return cleaned

    def sections(self) -> list[Section]:
        return [
            Section("", ["why", "cause", "held_at"]),
            Section(_("If people fell sick"), ["sick", "first_onset_at", "symptoms"], folded=True),
            Section(_("What is held"), ["meal_ids"]),
            Section(_("Single sample boxes"), ["sample_ids"], folded=True),
            Section(_("Single lots"), ["lot_uris"], folded=True),
            Section(_("Note, photos"), ["photos", "note"], folded=True),
        ]

    def body(self, at: datetime) -> dict[str, Any]:
        said = {**super().body(at), "kind": self.cleaned_data["why"]}
        if suspected := self._suspected():
            said["suspected"] = suspected
        return {name: value for name, value in said.items() if value != []}

    def _suspected(self) -> dict[str, Any]:
        onset = self.cleaned_data["first_onset_at"]
        told = {
            "sick": self.cleaned_data["sick"],
            "first_onset_at": onset and localtime(onset).isoformat(),
            "symptoms": self.cleaned_data["symptoms"],
        }
        return {name: value for name, value in told.items() if value}

    def initial_of(self, body: Mapping[str, Any]) -> dict[str, Any]:
        told = body.get("suspected") or {}
        onset = told.get("first_onset_at")
        return super().initial_of(body) | {
            "why": body.get("kind"),
            "sick": told.get("sick"),
            "first_onset_at": onset and datetime.fromisoformat(onset),
            "symptoms": told.get("symptoms"),
        }


class SuspicionForm(HoldForm):
    """Behind the red button: why is answered, and the last meal eaten is ticked. One more press
    holds everything; whoever knows more says more."""

    why = forms.ChoiceField(
        choices=HoldKind.choices, initial=HoldKind.SUSPICION, widget=forms.HiddenInput
    )

    def prepare(self) -> None:
        super().prepare()
        self.fields["cause"].required = False
        self.fields["held_at"].initial = NOW
        last = last_meal_eaten(self.desk.place, at=self.desk.at)
        if last is not None and "meal_ids" in self.fields:
            self.fields["meal_ids"].initial = [str(last.pk)]

    def clean_cause(self) -> str:
        """In Vietnamese whoever presses it: it is what the record says."""
        with translation.override("vi"):
            return self.cleaned_data["cause"] or str(HoldKind.SUSPICION.label)

    def sections(self) -> list[Section]:
        return [
            Section(_("What is held"), ["meal_ids"]),
            Section(_("If people fell sick"), ["sick", "first_onset_at", "symptoms"]),
            Section("", ["cause"]),
            Section(_("When"), ["held_at"], folded=True),
            Section(_("Single sample boxes"), ["sample_ids"], folded=True),
            Section(_("Single lots"), ["lot_uris"], folded=True),
            Section(_("Note, photos"), ["photos", "note"], folded=True),
        ]


class ReleaseForm(RecordForm):
    kind = RecordKind.HOLD_RELEASED
    subject: Hold
    members: ClassVar[tuple[str, ...]] = ("finding", "released_at")
    paths: ClassVar[dict[str, str]] = {"body": "released_at"}

    finding = forms.CharField(
        label=gettext_lazy("What was found?"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    released_at = MomentField(label=gettext_lazy("Released at"))

    def body(self, at: datetime) -> dict[str, Any]:
        return super().body(at) | {"hold_id": str(self.subject.record_id)}
