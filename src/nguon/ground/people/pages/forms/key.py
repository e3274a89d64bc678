"""What a program shall be able to do."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nguon.base.ui.widgets import TickTiles
from nguon.ground.people.choices import KEY_SCOPES, Act


def scope_choices() -> list[tuple[str, str]]:
    return [
        (act.value, f"{act.label[:1].upper()}{act.label[1:]}") for act in Act if act in KEY_SCOPES
    ]


class KeyForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the key"),
        help_text=_("Which program or computer will hold it, so that you know it again."),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=scope_choices,
        widget=TickTiles(layout="list"),
        help_text=_("Always for this organisation only."),
    )
