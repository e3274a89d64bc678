"""Forms about people: who they are, and what they do where."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nguon.base.ui.widgets import DayInput, Tiles
from nguon.ground.people.choices import Role
from nguon.ground.people.pages.forms.organisation import NO_CAPITALS
from nguon.ground.people.pages.reach import Reach

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that can be read as another


def first_password() -> str:
    """Easy to read aloud and to type on a phone; 59 random bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _n in range(4)) for _g in range(3))


class FirstPasswordField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("First password"))
        super().__init__(
            required=False,
            strip=False,
            max_length=128,
            help_text=_("Leave it empty: we make one and show it to you once."),
            widget=forms.TextInput(NO_CAPITALS),
            **kwargs,
        )


def username_field() -> forms.CharField:
    return forms.CharField(
        label=_("User name"),
        help_text=_("Letters without marks, digits and . _ @ + -  For example: hoasim.lan"),
        max_length=64,
        widget=forms.TextInput(NO_CAPITALS),
    )


def full_name_field() -> forms.CharField:
    return forms.CharField(
        label=_("Full name"),
        help_text=_("As it shall stand under records and on the forms."),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


def phone_field() -> forms.CharField:
    return forms.CharField(
        label=_("Phone"), required=False, max_length=40, widget=forms.TextInput({"type": "tel"})
    )


class RoleForm(forms.Form):
    """`reach` says what the role extends to: a kitchen, an organisation, a commune, all."""

    role = forms.ChoiceField(label=_("Role"), widget=Tiles(layout="list"))
    reach = forms.ChoiceField(label=_("Where"))
    on = forms.DateField(label=_("From which day on"), widget=DayInput())

    def __init__(self, reach: Reach, *, today: date, **kwargs: Any) -> None:
        super().__init__(initial={"on": today}, **kwargs)
        self.offered = reach
        self._choose("role", [(role.value, _capital(role)) for role in reach.roles])
        several = [("", _("Choose…"))] if len(reach.targets) > 1 else []
        self._choose("reach", [*several, *((key, one.name) for key, one in reach.targets.items())])

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    def assignment(self) -> dict[str, Any]:
        """What `assign_role` is told: role, day, and one of place, organisation, commune."""
        said = self.cleaned_data
        target = self.offered.targets[said["reach"]]
        return {"role": Role(said["role"]), "on": said["on"], **target.words}


class PersonForm(RoleForm):
    full_name = full_name_field()
    username = username_field()
    phone = phone_field()
    password = FirstPasswordField()
    field_order = ("full_name", "username", "phone", "role", "reach", "on", "password")


class EndForm(forms.Form):
    on = forms.DateField(
        label=_("No longer from which day on"),
        widget=DayInput(),
        help_text=_("Today: it ends at once. Nothing of what was recorded goes away."),
    )


def _capital(role: Role) -> str:
    label = str(role.label)
    return label[:1].upper() + label[1:]
