"""A question about events: what, when, where, which step."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nguon.base.ui.widgets import DayInput
from nguon.food.trace.choices import BIZ_STEPS
from nguon.ground.people.models import Place

STEPS = frozenset(
    {
        "commissioning",
        "creating_class_instance",
        "destroying",
        "dispensing",
        "holding",
        "inspecting",
        "packing",
        "receiving",
        "sampling",
        "shipping",
    }
)
TYPES = ("ObjectEvent", "TransformationEvent", "AggregationEvent", "TransactionEvent")


class AskForm(forms.Form):
    """Names in the address are short Vietnamese words, so that it can be read out."""

    vat = forms.CharField(
        label=_("Which thing?"),
        help_text=_("A lot number, a code from a label, or an identifier."),
        required=False,
        max_length=300,
    )
    buoc = forms.ChoiceField(label=_("Which step?"), required=False)
    noi = forms.ChoiceField(label=_("Where?"), required=False)
    tu = forms.DateField(label=_("From day"), required=False, widget=DayInput())
    den = forms.DateField(label=_("Until day"), required=False, widget=DayInput())
    loai = forms.ChoiceField(label=_("Type of event"), required=False)
    thu_tu = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("newest first")), ("cu", _("oldest first"))],
    )
    them = forms.CharField(
        label=_("More parameters of EPCIS"),
        help_text=_("One a line, as EQ_action=ADD. Alternatives are parted by |."),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false", "class": "input code"}),
    )

    def __init__(self, data: Any, places: Iterable[Place]) -> None:
        super().__init__(data)
        said = sorted((step, str(BIZ_STEPS[step])) for step in STEPS if step in BIZ_STEPS)
        self._choose("buoc", [("", _("any step")), *said])
        listed = [(place.identifier, place.name) for place in places]
        self._choose("noi", [("", _("anywhere")), *listed])
        self._choose("loai", [("", _("any type")), *((one, one) for one in TYPES)])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        label = self.fields[name].label
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
