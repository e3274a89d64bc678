"""Why a record that a phone handed in is not admitted to the book."""

from django import forms
from django.utils.translation import gettext_lazy


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("It is kept with the record, and the phone shows it."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
