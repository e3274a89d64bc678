"""Form widgets for wet hands: big tiles, a number beside its unit, a photo, a moment."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.widgets import Script

Look = tuple[str, str]
"""Tone (`ok`, `bad` or nothing) and icon of a tile."""


class _TileMixin:
    """Draws each choice as a tile. `looks` and `notes` are keyed by the choice's value."""

    template_name = "base/widgets/tiles.html"
    layout = ""

    def __init__(
        self,
        *args: Any,
        looks: Mapping[str, Look] | None = None,
        notes: Mapping[str, str] | None = None,
        layout: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.looks = dict(looks or {})
        self.notes = dict(notes or {})
        self.layout = self.layout if layout is None else layout

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)  # type: ignore[misc]
        key = str(option["value"])
        option["tone"], option["icon"] = self.looks.get(key, ("", ""))
        option["note"] = self.notes.get(key, "")
        return option

    def get_context(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(*args, **kwargs)  # type: ignore[misc]
        context["widget"]["layout"] = self.layout
        return context


class Tiles(_TileMixin, forms.RadioSelect):
    """One of a few, each a tile. Layouts: "" fills the row, "2" two a row, "list" one a row."""


class TickTiles(_TileMixin, forms.CheckboxSelectMultiple):
    """Several of a few."""


class PersonTiles(Tiles):
    """One person of those on duty; a tile shows the initials, the name and the note (role)."""

    template_name = "base/widgets/people.html"


class PeopleTiles(TickTiles):
    """Several people of those on duty."""

    template_name = "base/widgets/people.html"


class AmountInput(forms.TextInput):
    """A number with its unit beside it. Text, not `number`: that type eats decimal commas."""

    template_name = "base/widgets/amount.html"

    def __init__(self, unit: str = "", attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off"} | (attrs or {}))
        self.unit = unit

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["unit"] = self.unit
        return context


class MomentInput(forms.DateTimeInput):
    """The phone's own picker for day and time."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"type": "datetime-local"} | (attrs or {}), format="%Y-%m-%dT%H:%M")


class DayInput(forms.DateInput):
    """The phone's own picker for a day."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"type": "date"} | (attrs or {}), format="%Y-%m-%d")


class PhotoInput(forms.FileInput):
    """Opens the camera. `base/photo.js` shows a preview and shrinks; without it the file goes."""

    template_name = "base/widgets/photo.html"
    allow_multiple_selected = True

    class Media:
        js: ClassVar = [Script("base/photo.js", defer=True)]

    def __init__(self, attrs: dict[str, Any] | None = None, *, multiple: bool = False) -> None:
        super().__init__({"accept": "image/*"} | (attrs or {}))
        self.attrs["multiple" if multiple else "capture"] = True if multiple else "environment"
