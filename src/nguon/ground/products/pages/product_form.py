"""A kind of food, as somebody adds it to the list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nguon.base.ui.unit_symbol import lazy_unit_symbol
from nguon.base.ui.widgets import TickTiles, Tiles
from nguon.ground.people.models import Organisation
from nguon.ground.products.choices import Allergen, ProductGroup, Storage

GOODS_UNITS = ("KGM", "GRM", "LTR", "MLT", "H87", "XPA", "XBX", "XCX", "XBO", "XBG", "XSA", "XBH")


def _capital(choices: Sequence[tuple[str, Any]]) -> list[tuple[str, str]]:
    return [(value, f"{str(label)[:1].upper()}{str(label)[1:]}") for value, label in choices]


class ProductForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), help_text=_("As people here call it: rau muống."), max_length=200
    )
    group = forms.ChoiceField(
        label=_("Group"),
        help_text=_("Decides on which half of form 1 a delivery stands."),
        choices=lambda: _capital(ProductGroup.choices),
        widget=Tiles(layout="2"),
    )
    default_uom = forms.ChoiceField(
        label=_("Usual unit"),
        choices=[(code, lazy_unit_symbol(code)) for code in GOODS_UNITS],
        initial="KGM",
    )
    storage = forms.ChoiceField(
        label=_("Storage"), choices=lambda: _capital(Storage.choices), widget=Tiles()
    )
    allergens = forms.MultipleChoiceField(
        label=_("Allergens in it"),
        choices=lambda: _capital(Allergen.choices),
        widget=TickTiles(layout="2"),
        required=False,
    )
    gtin = forms.CharField(
        label="GTIN",
        help_text=_("The number under the bar code, if there is one."),
        required=False,
        max_length=40,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=200)

    def __init__(self, owners: Sequence[Organisation], *, common: bool, **kwargs: Any) -> None:
        """`common`: it may belong to nobody, as what everybody knows."""
        super().__init__(**kwargs)
        self.owners = {str(one.pk): one for one in owners}
        if not owners:
            return
        nobody = [("", _("Nobody in particular: everybody knows it"))] if common else []
        self.fields["owner"] = forms.ChoiceField(
            label=_("Whose article is it?"),
            choices=[*nobody, *((key, one.display_name) for key, one in self.owners.items())],
            required=not common,
        )

    def said(self) -> dict[str, Any]:
        """What `register_product` is told."""
        owner = self.cleaned_data.get("owner", "")
        return self.cleaned_data | {"owner": self.owners.get(owner)}
