"""A spreadsheet, and in whose name it speaks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.food.exchange.pages.bounded_upload import is_too_large
from nguon.food.exchange.rules.sheets.table import MOST_BYTES
from nguon.ground.people.models import Organisation


class FileTile(forms.FileInput):
    """A file as a tile to touch."""

    template_name = "exchange/widgets/file.html"


class SheetForm(forms.Form):
    sheet = forms.FileField(
        label=gettext_lazy("The spreadsheet"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV, at most 5 MB and 5,000 rows."),
        widget=FileTile(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )

    def __init__(self, organisations: Sequence[Organisation], request: HttpRequest) -> None:
        posted: Any = request.POST if request.method == "POST" else None
        super().__init__(posted, request.FILES if posted is not None else None)
        self._is_too_large = is_too_large(request)
        self.organisations = {str(one.pk): one for one in organisations}
        only = next(iter(self.organisations)) if len(organisations) == 1 else None
        self.fields["organisation"] = forms.ChoiceField(
            label=_("In whose name?"),
            choices=[(key, one.display_name) for key, one in self.organisations.items()],
            initial=only,
            widget=forms.HiddenInput() if only else forms.Select(),
        )
        self.order_fields(["organisation", "sheet"])

    def clean_organisation(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        if self._is_too_large:
            self.errors.pop("sheet", None)
            limit = MOST_BYTES // 1024**2
            self.add_error(
                "sheet",
                _("The file is larger than %(most)d MB. Split it into several.") % {"most": limit},
            )
