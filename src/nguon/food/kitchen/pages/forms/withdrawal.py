"""Take a record back: it should not exist. It stays visible, with the reason."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.pages.record_form import RecordForm


class WithdrawalForm(RecordForm):
    kind = RecordKind.WITHDRAWN
    wants_photos = False

    def prepare(self) -> None:
        del self.fields["note"]
        self.fields["reason"] = forms.CharField(
            label=_("Why is it withdrawn?"),
            max_length=1000,
            widget=forms.Textarea({"rows": 3}),
            help_text=_("The record stays visible, marked as withdrawn, with this reason."),
        )

    def body(self, at: datetime) -> dict[str, Any]:
        return {}

    def sections(self) -> list[Any]:
        return []
