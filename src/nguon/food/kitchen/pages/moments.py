"""When did it happen? Two big tiles, none chosen: «just now», or another time that is typed."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base.ui.widgets import MomentInput, Tiles

NOW = "now"
OTHER = "other"
CHOICES = ((NOW, gettext_lazy("Just now")), (OTHER, gettext_lazy("Another time…")))

Moment = datetime | str
"""An instant, or `NOW`: the instant at which the record is made."""


class MomentTiles(forms.MultiWidget):
    """The time stays hidden until «another time» is chosen (kitchen.css; always open without)."""

    template_name = "kitchen/widgets/moment.html"
    use_fieldset = True

    def __init__(self) -> None:
        looks = {NOW: ("", "due"), OTHER: ("", "late")}
        super().__init__([Tiles(choices=CHOICES, looks=looks, layout="2"), MomentInput()])

    def decompress(self, value: Moment | None) -> list[Any]:
        if value is None or value == "":
            return [None, None]
        return [NOW, None] if value == NOW else [OTHER, value]


class MomentField(forms.MultiValueField):
    """`NOW` or an aware datetime; a time without the choice counts as the choice."""

    widget = MomentTiles

    def __init__(self, **kwargs: Any) -> None:
        fields = (forms.ChoiceField(choices=CHOICES), forms.DateTimeField(required=False))
        super().__init__(fields=fields, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> Any:
        chosen, typed = value if value else (None, None)
        if chosen == NOW:
            return NOW
        if typed:
            moment = self.fields[1].clean(typed)
            if moment is not None:
                return moment
        if chosen == OTHER:
            raise ValidationError(_("Say the day and the time."), code="required")
        if self.required:
            raise ValidationError(_("Say when it happened."), code="required")
        return None


def instant(moment: Moment, at: datetime) -> datetime:
    return timezone.localtime(at if isinstance(moment, str) else moment)
