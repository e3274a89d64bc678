"""What is asked of somebody who does something about an incident."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base.errors import FieldError
from nguon.base.ui.widgets import MomentInput, TickTiles, Tiles
from nguon.food.kitchen.choices import Symptom
from nguon.food.oversight.choices import ActKind, Called, CallOutcome, FindingCode
from nguon.food.oversight.queries.incident_value import IncidentView
from nguon.food.oversight.rules.class_codes import LONGEST, class_code

ROWS = 8
NO_NAMES = gettext_lazy("No names of pupils.")


class ActForm(forms.Form):
    """`act_id` is made with the page, so that pressing twice does it once."""

    kind: ClassVar[ActKind]
    written_by_us: ClassVar[frozenset[str]] = frozenset()
    """Members of the record that the form does not ask for."""

    act_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        incident: IncidentView,
        others: Sequence[IncidentView] = (),
        *,
        data: Any = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.incident, self.others = incident, others
        super().__init__(data=data, initial={"act_id": uuid4(), **(initial or {})})
        self.prepare()

    def prepare(self) -> None:
        """Fields and choices that depend on the incident."""

    def body(self) -> dict[str, Any]:
        said = {"incident": str(self.incident.id), "words": self.cleaned_data.get("words", "")}
        happened_at: datetime | None = self.cleaned_data.get("happened_at")
        if happened_at is not None:
            said["happened_at"] = localtime(happened_at).isoformat()
        return said | self.more()

    def more(self) -> dict[str, Any]:
        return {}

    @property
    def sent_id(self) -> UUID:
        return UUID(str(self.cleaned_data["act_id"]))

    def renew(self) -> None:
        """Sent once more it is another act."""
        said = QueryDict(mutable=True)
        said.update(self.data)
        said["act_id"] = str(uuid4())
        self.data = said

    def take(self, faults: Sequence[FieldError]) -> None:
        """Show what the record's own reading found wrong at the field that said it."""
        for fault in faults:
            name = fault.path.removeprefix("body.").split("[")[0]
            self.add_error(name if name in self.fields else None, fault.message)


def words(label: Any, *, required: bool, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=2000,
        help_text=NO_NAMES,
        widget=forms.Textarea({"rows": rows}),
    )


def earlier() -> forms.DateTimeField:
    return forms.DateTimeField(
        label=gettext_lazy("When, if not just now"), required=False, widget=MomentInput()
    )


class NoteForm(ActForm):
    kind = ActKind.INCIDENT_NOTE
    words = words(gettext_lazy("What happened?"), required=True, rows=4)
    happened_at = earlier()


class CallForm(ActForm):
    kind = ActKind.INCIDENT_CALL
    called = forms.ChoiceField(
        label=gettext_lazy("Whom did you call?"),
        choices=Called.choices,
        widget=Tiles(layout="list"),
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("And?"),
        choices=CallOutcome.choices,
        widget=Tiles(),
    )
    words = words(gettext_lazy("What was said"), required=False, rows=2)
    happened_at = earlier()

    def more(self) -> dict[str, Any]:
        return {"called": self.cleaned_data["called"], "outcome": self.cleaned_data["outcome"]}


class CountForm(ActForm):
    """One meal, up to eight classes; only codes are taken."""

    kind = ActKind.INCIDENT_SICK
    meal_id = forms.ChoiceField(
        label=gettext_lazy("After which meal?"), widget=Tiles(layout="list")
    )
    first_onset_at = forms.DateTimeField(
        label=gettext_lazy("When did the first of them fall sick?"),
        required=False,
        widget=MomentInput(),
    )
    symptoms = forms.MultipleChoiceField(
        label=gettext_lazy("With what?"),
        required=False,
        choices=Symptom.choices,
        widget=TickTiles(layout="2"),
    )

    def prepare(self) -> None:
        meals = [(str(meal.id), str(meal)) for meal in self.incident.meals]
        field = self.fields["meal_id"]
        field.choices = meals  # type: ignore[attr-defined]
        if len(meals) == 1:
            field.initial = meals[0][0]
        said = [one for one in self.incident.counts if str(one.meal_id) == field.initial]
        for number in range(ROWS):
            known = said[number] if number < len(said) else None
            self.fields[f"class_{number}"] = forms.CharField(
                label=_("Class %(n)d") % {"n": number + 1},
                required=False,
                max_length=40,
                initial=known.class_code if known else "",
                widget=forms.TextInput({"autocapitalize": "characters", "autocomplete": "off"}),
            )
            self.fields[f"sick_{number}"] = forms.IntegerField(
                label=_("Sick"),
                required=False,
                min_value=0,
                max_value=20000,
                initial=known.sick if known else None,
                widget=forms.NumberInput({"inputmode": "numeric"}),
            )

            for name in (f"class_{number}", f"sick_{number}"):
                self.fields[name].sometimes_required = True  # type: ignore[attr-defined]

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"class_{n}"], self[f"sick_{n}"]) for n in range(ROWS)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.counts = []
        for number in range(ROWS):
            said, sick = cleaned.get(f"class_{number}"), cleaned.get(f"sick_{number}")
            if not said and sick is None:
                continue
            code = class_code(said or "")
            if code is None or len(code) > LONGEST:
                self.add_error(f"class_{number}", _("A code such as 5A2, never a name."))
            elif sick is None:
                self.add_error(f"sick_{number}", _("How many?"))
            else:
                self.counts.append({"class_code": code, "sick": sick})
        if not self.counts and not self.errors:
            raise ValidationError(_("Say at least one class and how many of it are sick."))
        return cleaned

    def more(self) -> dict[str, Any]:
        onset: datetime | None = self.cleaned_data["first_onset_at"]
        meal = self.cleaned_data["meal_id"]
        return {
            "counts": [{"meal_id": meal, **one} for one in self.counts],
            "first_onset_at": localtime(onset).isoformat() if onset else None,
            "symptoms": self.cleaned_data["symptoms"],
        }


class JoinForm(ActForm):
    kind = ActKind.INCIDENT_JOINED
    reports = forms.MultipleChoiceField(
        label=gettext_lazy("Which reports are the same incident?"), widget=TickTiles(layout="list")
    )
    words = words(gettext_lazy("Why?"), required=True, rows=2)

    def prepare(self) -> None:
        field = self.fields["reports"]
        field.choices = [  # type: ignore[attr-defined]
            (str(one.id), f"{one.kitchen.name} · {localtime(one.opened_at):%H:%M %d/%m/%Y}")
            for one in self.others
        ]

    def more(self) -> dict[str, Any]:
        return {"reports": self.cleaned_data["reports"]}


class PartForm(JoinForm):
    kind = ActKind.INCIDENT_PARTED

    def prepare(self) -> None:
        self.fields["reports"].label = _("Which reports are another incident?")
        self.fields["reports"].choices = [  # type: ignore[attr-defined]
            (
                str(one.id),
                f"{one.hold.place.name} · {localtime(one.hold.happened_at):%H:%M %d/%m/%Y}",
            )
            for one in self.incident.reports[1:]
        ]


class ProposeForm(ActForm):
    kind = ActKind.INCIDENT_CLOSING_PROPOSED
    finding = forms.ChoiceField(
        label=gettext_lazy("What was found?"),
        choices=FindingCode.choices,
        widget=Tiles(layout="list"),
    )
    words = words(gettext_lazy("On what it rests"), required=True)

    def more(self) -> dict[str, Any]:
        return {"finding": self.cleaned_data["finding"]}


class CloseForm(ProposeForm):
    kind = ActKind.INCIDENT_CLOSED

    def prepare(self) -> None:
        proposed = self.incident.proposed
        if proposed is not None:
            self.fields["words"].initial = proposed.words


class ReopenForm(ActForm):
    kind = ActKind.INCIDENT_REOPENED
    written_by_us = frozenset({"reports"})
    words = words(gettext_lazy("Why is it opened again?"), required=True)
