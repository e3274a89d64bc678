"""The manager's signature under a day as it was shown."""

from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.pages.moments import instant
from nguon.food.kitchen.pages.record_form import RecordForm


class CountersignForm(RecordForm):
    """`day_hash` travels with the form: what is signed is what the page showed."""

    kind = RecordKind.DAY_COUNTERSIGNED
    subject: date
    wants_photos = False
    members: ClassVar[tuple[str, ...]] = ("day_hash",)

    day_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    seen = forms.BooleanField(
        label=gettext_lazy("I have read the day, its late entries and its exceptions."),
    )

    def note_label(self) -> str:
        return _("Comment of the manager")

    def body(self, at: datetime) -> dict[str, Any]:
        signed = {"date": self.subject.isoformat(), "signed_at": instant(at, at).isoformat()}
        return super().body(at) | signed
