"""The PIN for the kitchen phone, typed once and in the open: whoever types it must remember it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PinForm(forms.Form):
    pin = forms.CharField(
        label=_("New PIN"),
        help_text=_("4 to 6 digits. Not 1234, not 0000, not a piece of the phone number."),
        max_length=6,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
