"""What an organisation lets a partner see, asked in the words of people."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base.errors import Conflict
from nguon.base.ui.widgets import DayInput, TickTiles
from nguon.food.exchange.pages.forms.ask import STEPS
from nguon.food.trace.choices import BIZ_STEPS, HideableMember
from nguon.food.trace.rules.sharing import SHARING_ROLES, SharingTerms
from nguon.ground.people.models import Organisation, Place
from nguon.ground.people.queries import organisation_named

_LINES = {"rows": 2, "spellcheck": "false"}


def _steps() -> list[tuple[str, str]]:
    return [(step, str(BIZ_STEPS[step])) for step in STEPS if step in BIZ_STEPS]


def _roles() -> list[tuple[str, str]]:
    return [("", "—"), *((role.value, str(role.label)) for role in SHARING_ROLES)]


class SharingForm(forms.Form):
    partner_name = forms.CharField(
        label=gettext_lazy("Which partner?"),
        help_text=gettext_lazy("Its legal name, its tax code or its identifier."),
        required=False,
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    partner_role = forms.ChoiceField(
        label=gettext_lazy("Or everybody with a role"), choices=_roles, required=False
    )
    biz_steps = forms.MultipleChoiceField(
        label=gettext_lazy("What happened to the goods"),
        help_text=gettext_lazy("Nothing ticked means: whatever happened."),
        choices=_steps,
        required=False,
        widget=TickTiles(layout="2"),
    )
    places = forms.MultipleChoiceField(
        label=gettext_lazy("At which of our places"),
        help_text=gettext_lazy("Nothing ticked means: everywhere."),
        required=False,
        widget=TickTiles(layout="list"),
    )
    things = forms.CharField(
        label=gettext_lazy("Which goods"),
        help_text=gettext_lazy("One identifier of a product or lot a line; empty means all goods."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(_LINES),
    )
    first_day = forms.DateField(label=gettext_lazy("From day"), required=False, widget=DayInput())
    last_day = forms.DateField(
        label=gettext_lazy("Until day, included"), required=False, widget=DayInput()
    )
    hidden = forms.MultipleChoiceField(
        label=gettext_lazy("What the partner shall not see of it"),
        choices=HideableMember.choices,
        required=False,
        widget=TickTiles(layout="2"),
    )
    hidden_names = forms.CharField(
        label=gettext_lazy("Own members that stay hidden"),
        help_text=gettext_lazy("Full names (https://…), one a line; one that ends in / hides all."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(_LINES),
    )
    shares_master_data = forms.BooleanField(
        label=gettext_lazy("Our master data as well (names of goods and places)"), required=False
    )
    may_trace = forms.BooleanField(
        label=gettext_lazy("May trace these goods back to their sources, everything shown"),
        required=False,
    )

    def __init__(self, places: Iterable[Place], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["places"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 told to the type checker
        field.choices = [(place.identifier, place.name) for place in places]

    def clean_partner_name(self) -> Organisation | None:
        text = self.cleaned_data["partner_name"].strip()
        if not text:
            return None
        try:
            found = organisation_named(text)
        except Conflict as error:
            raise forms.ValidationError(str(error)) from error
        if found is None:
            raise forms.ValidationError(_("No organisation has this name, tax code or identifier."))
        return found

    def terms(self) -> SharingTerms:
        said = self.cleaned_data
        last = said["last_day"]
        return SharingTerms(
            partner=said["partner_name"],
            partner_role=said["partner_role"] or None,
            biz_steps=said["biz_steps"],
            places=said["places"],
            things=said["things"].split(),
            since=_midnight(said["first_day"]),
            until=_midnight(last + timedelta(days=1)) if last else None,
            hidden_members=[*said["hidden"], *said["hidden_names"].split()],
            shares_master_data=said["shares_master_data"],
            may_trace=said["may_trace"],
        )


def _midnight(day: Any) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time())) if day else None
