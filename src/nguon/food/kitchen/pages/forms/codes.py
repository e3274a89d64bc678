"""How many codes of which kind. It makes no record: nothing here happened."""

from django import forms
from django.utils.translation import gettext_lazy

from nguon.base.paper.code_sheet import A_SHEET
from nguon.base.ui.widgets import Tiles
from nguon.food.kitchen.choices import CodePurpose
from nguon.food.kitchen.operations.issue_codes import MOST

LOOKS = {CodePurpose.BOX.value: ("", "sample"), CodePurpose.LOT.value: ("", "lot")}


class NewSheetForm(forms.Form):
    sheet_id = forms.UUIDField(widget=forms.HiddenInput)
    purpose = forms.ChoiceField(
        label=gettext_lazy("What are they for?"),
        choices=lambda: CodePurpose.choices,
        widget=Tiles(layout="list", looks=LOOKS),
    )
    count = forms.TypedChoiceField(
        label=gettext_lazy("How many codes?"),
        help_text=gettext_lazy("36 to a sheet of A4."),
        choices=[(n, str(n)) for n in (A_SHEET, 2 * A_SHEET, 3 * A_SHEET, MOST)],
        coerce=int,
        widget=Tiles(layout="short"),
    )
