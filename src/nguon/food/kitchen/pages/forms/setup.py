"""Forms for whoever sets a kitchen up. None of them makes a record: nothing here happened."""

from django import forms
from django.utils.translation import gettext_lazy

from nguon.base.ui.widgets import DayInput, Tiles
from nguon.food.kitchen.choices import FridgeKind


class NewFridgeForm(forms.Form):
    fridge_id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Name of the fridge"),
        help_text=gettext_lazy("As it is written on its door: it stands on form 5."),
        max_length=80,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it for?"),
        choices=lambda: FridgeKind.choices,
        widget=Tiles(layout="list", looks={kind: ("", "fridge") for kind in FridgeKind.values}),
    )


class ContractForm(forms.Form):
    contract_id = forms.UUIDField(widget=forms.HiddenInput)
    number = forms.CharField(
        label=gettext_lazy("Number of the contract"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("Valid from"),
        help_text=gettext_lazy(
            "From that day on deliveries of this supplier are in the contract,"
            " whichever of its names they come under."
        ),
        widget=DayInput(),
    )


class EndContractForm(forms.Form):
    on = forms.DateField(
        label=gettext_lazy("No longer valid from"),
        help_text=gettext_lazy("Tomorrow or later."),
        widget=DayInput(),
    )


class RetireFridgeForm(forms.Form):
    on = forms.DateField(
        label=gettext_lazy("No longer in use from"),
        help_text=gettext_lazy("Today or later. From that day on no reading of it is owed."),
        widget=DayInput(),
    )
