"""Menu and portions of one meal. What is planned here counts nowhere as checked."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base.ui.widgets import DayInput, Tiles
from nguon.food.kitchen.choices import Matter, MealKind, RecordKind
from nguon.food.kitchen.pages.record_form import RecordForm, Section

BLANK_ROWS = 6
MOST_ROWS = 20


class MealPlanForm(RecordForm):
    """A plan that is changed is corrected: the newest version is what stands."""

    kind = RecordKind.MEAL_PLAN
    wants_photos = False
    members: ClassVar[tuple[str, ...]] = ("meal_id", "date", "meal", "portions")
    paths: ClassVar[dict[str, str]] = {"eating_at": "eating_time"}

    meal_id = forms.UUIDField(widget=forms.HiddenInput)
    date = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)
    meal = forms.ChoiceField(label=gettext_lazy("Meal"), choices=MealKind.choices, widget=Tiles)
    eating_time = forms.TimeField(
        label=gettext_lazy("Eating starts at"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    portions = forms.IntegerField(
        label=gettext_lazy("Portions planned"),
        min_value=0,
        max_value=20000,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    cancelled = forms.BooleanField(label=gettext_lazy("This meal is cancelled"), required=False)

    def prepare(self) -> None:
        self.fields["meal_id"].initial = uuid4
        dishes = list((self.correcting or {}).get("dishes", ()))
        self.rows = min(len(dishes) + BLANK_ROWS, MOST_ROWS)
        for i in range(self.rows):
            self._add_row(i, dishes[i] if i < len(dishes) else {})
        # One dish at least, and of each whether it is liquid.
        matters = [f"dish_{i}_matter" for i in range(self.rows)]
        self.sometimes_required = ("dish_0_name", *matters)
        if self.correcting is None:
            del self.fields["cancelled"]

    def reason_label(self) -> str:
        return _("Why is the menu changed?")

    def note_label(self) -> str:
        return _("Note on the menu")

    def _add_row(self, i: int, dish: Mapping[str, Any]) -> None:
        number = {"number": i + 1}
        self.fields[f"dish_{i}_id"] = forms.UUIDField(
            widget=forms.HiddenInput, initial=dish.get("dish_id") or uuid4
        )
        self.fields[f"dish_{i}_name"] = forms.CharField(
            label=_("Dish %(number)d") % number,
            required=False,
            max_length=200,
            initial=dish.get("name"),
        )
        self.fields[f"dish_{i}_matter"] = forms.ChoiceField(
            label=_("Dish %(number)d: solid or liquid") % number,
            required=False,
            choices=Matter.choices,
            widget=Tiles(layout="2"),
            initial=dish.get("matter"),
        )
        self.fields[f"dish_{i}_ingredients"] = forms.CharField(
            label=_("Dish %(number)d: main ingredients") % number,
            required=False,
            max_length=2000,
            initial=dish.get("planned_ingredients"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        named = False
        for i in range(self.rows):
            name = (cleaned.get(f"dish_{i}_name") or "").strip()
            named = named or bool(name)
            if name and not cleaned.get(f"dish_{i}_matter"):
                message = _("Say whether it is solid or liquid: the sample depends on it.")
                self.add_error(f"dish_{i}_matter", ValidationError(message, code="required"))
        if not named and not cleaned.get("cancelled"):
            self.add_error("dish_0_name", _("Name at least one dish."))
        return cleaned

    def sections(self) -> list[Section]:
        shown = [
            Section(_("Meal"), ["date", "meal", "eating_time", "portions", "cancelled"]),
        ]
        for i in range(self.rows):
            names = [f"dish_{i}_{part}" for part in ("name", "matter", "ingredients")]
            is_spare = i >= 3 and not self[names[0]].value()
            shown.append(
                Section(
                    _("Dish %(number)d") % {"number": i + 1} if is_spare else "",
                    names,
                    folded=is_spare,
                )
            )
        return [*shown, Section(_("Note on the menu"), ["note"], folded=True)]

    def body(self, at: datetime) -> dict[str, Any]:
        day: date = self.cleaned_data["date"]
        eating_at = datetime.combine(
            day, self.cleaned_data["eating_time"], tzinfo=timezone.get_default_timezone()
        )
        return super().body(at) | {
            "portions": self.cleaned_data["portions"],
            "eating_at": eating_at.isoformat(),
            "cancelled": bool(self.cleaned_data.get("cancelled")),
            "dishes": [self._dish(i) for i in range(self.rows) if self._named(i)],
        }

    def initial_of(self, body: Mapping[str, Any]) -> dict[str, Any]:
        eating_at = body.get("eating_at")
        local = timezone.localtime(datetime.fromisoformat(eating_at)) if eating_at else None
        return super().initial_of(body) | {
            "eating_time": local.time() if local else None,
            "cancelled": bool(body.get("cancelled")),
        }

    def _named(self, i: int) -> bool:
        return bool((self.cleaned_data.get(f"dish_{i}_name") or "").strip())

    def _dish(self, i: int) -> dict[str, Any]:
        said = {
            "dish_id": str(self.cleaned_data[f"dish_{i}_id"]),
            "name": self.cleaned_data[f"dish_{i}_name"],
            "matter": self.cleaned_data[f"dish_{i}_matter"],
            "planned_ingredients": self.cleaned_data[f"dish_{i}_ingredients"],
        }
        return {name: value for name, value in said.items() if value}
