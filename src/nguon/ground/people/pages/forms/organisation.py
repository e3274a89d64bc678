"""Forms of the register of organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nguon.base.ui.widgets import Tiles
from nguon.ground.people.choices import OrganisationKind, PlaceKind
from nguon.ground.reference.models import Commune

NO_CAPITALS = {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


def gln_field() -> forms.CharField:
    return forms.CharField(
        label="GLN",
        help_text=_("13 digits, if it has one of GS1. Without it, we give it a code of ours."),
        required=False,
        max_length=20,
        widget=forms.TextInput(DIGITS),
    )


class NameForm(forms.Form):
    """A legal name as it stands on the invoice, with what goes with it."""

    legal_name = forms.CharField(
        label=_("Legal name"),
        help_text=_("As printed on the invoice or the certificate."),
        max_length=200,
    )
    tax_code = forms.CharField(
        label=_("Tax code (MST)"),
        help_text=_("10 digits, 10 and 3 more, or the 12 digits of a household's person."),
        required=False,
        max_length=30,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=250)
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=40, widget=forms.TextInput({"type": "tel"})
    )


class OrganisationForm(NameForm):
    kind = forms.ChoiceField(label=_("What is it?"), widget=Tiles(layout="2"))
    gln = gln_field()
    field_order = ("kind",)

    def __init__(self, kinds: list[OrganisationKind], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(kind.value, str(kind.label).capitalize()) for kind in kinds]


class CommuneField(forms.ModelChoiceField):  # type: ignore[type-arg] # not one at run time
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Ward or commune"))
        kwargs.setdefault("empty_label", _("Choose…"))
        super().__init__(Commune.objects.order_by("name"), **kwargs)


class PlaceForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        widget=Tiles(layout="2"),
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    commune = CommuneField(
        required=False, help_text=_("It decides which inspectors see the place.")
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=250)
    gln = gln_field()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(kind.value, str(kind.label).capitalize()) for kind in PlaceKind]
