"""Step 1: one line of Mẫu 1."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base.ui.fields import AmountField
from nguon.base.ui.unit_symbol import lazy_unit_symbol
from nguon.base.ui.widgets import DayInput, Tiles
from nguon.food.kitchen.choices import (
    DeliveryDecision,
    QuickTest,
    RecordKind,
    Result,
)
from nguon.food.kitchen.pages.moments import MomentField
from nguon.food.kitchen.pages.record_form import RecordForm, Section, VerdictOf
from nguon.food.kitchen.queries.deliveries import product_called
from nguon.food.kitchen.rules.bodies.delivery_line import GOODS_UNITS
from nguon.ground.people.models import OrganisationName
from nguon.ground.products.choices import ProductGroup, Storage

UNITS = [(code, lazy_unit_symbol(code)) for code in GOODS_UNITS]
DECISION_LOOKS = {
    DeliveryDecision.ACCEPTED.value: ("ok", "done"),
    DeliveryDecision.PARTLY.value: ("", "return"),
    DeliveryDecision.REJECTED.value: ("bad", "failed"),
}


def capitalised(choices: Any) -> list[tuple[str, Any]]:
    """Labels that stand inside sentences elsewhere begin a tile here."""
    return [(value, capfirst(label)) for value, label in choices.choices]


def _text(label: Any, longest: int = 200, **kwargs: Any) -> forms.CharField:
    kwargs.setdefault("required", False)
    return forms.CharField(label=label, max_length=longest, **kwargs)


class DeliveryForm(RecordForm):
    """`subject` is the registered legal name that delivers, or None for an unregistered source."""

    kind = RecordKind.DELIVERY_LINE
    subject: OrganisationName | None
    members: ClassVar[tuple[str, ...]] = (
        "product_name",
        "group",
        "amount",
        "uom",
        "received_at",
        "deliverer",
        "maker_name",
        "maker_address",
        "expiry_date",
        "storage",
        "invoice",
        "veterinary_registration",
        "quarantine_certificate",
        "sensory",
        "quick_test",
        "decision",
        "returned_amount",
        "rejection_reason",
        "lot_code",
        "label",
    )
    sometimes_required: tuple[str, ...] = ("returned_amount", "rejection_reason")
    paths: ClassVar[dict[str, str]] = {
        "": "received_at",
        "body": "received_at",
        "source.name": "source_name",
        "source.address": "source_address",
        "source.phone": "source_phone",
    }

    source_name = _text(gettext_lazy("Name of the seller"), required=True)
    source_phone = _text(
        gettext_lazy("Phone of the seller"), 40, widget=forms.TextInput({"type": "tel"})
    )
    source_address = _text(gettext_lazy("Address of the seller"), 300)
    product_name = _text(
        gettext_lazy("Goods"),
        required=True,
        widget=forms.TextInput({"list": "goods", "autocomplete": "off"}),
    )
    group = forms.ChoiceField(
        label=gettext_lazy("Kind of goods"),
        choices=capitalised(ProductGroup),
        widget=Tiles(layout="2"),
    )
    amount = AmountField(label=gettext_lazy("Amount received"))
    uom = forms.ChoiceField(label=gettext_lazy("Unit"), choices=UNITS, widget=Tiles(layout="short"))
    deliverer = _text(gettext_lazy("Person who delivers"))
    maker_name = _text(gettext_lazy("Maker"))
    maker_address = _text(gettext_lazy("Address of the maker"), 300)
    expiry_date = forms.DateField(label=gettext_lazy("Use by"), required=False, widget=DayInput)
    storage = forms.ChoiceField(
        label=gettext_lazy("Storage"), required=False, choices=capitalised(Storage), widget=Tiles
    )
    invoice = _text(gettext_lazy("Invoice or delivery note no."), 120)
    veterinary_registration = _text(gettext_lazy("Veterinary hygiene registration"), 120)
    quarantine_certificate = _text(gettext_lazy("Quarantine certificate"), 120)
    lot_code = _text(
        gettext_lazy("Lot code on the goods"),
        300,
        help_text=gettext_lazy("As printed or scanned. Empty: we make one."),
    )
    label = _text(
        gettext_lazy("Code of the label stuck on it"),
        300,
        help_text=gettext_lazy("From a sheet of codes, if the goods have none of their own."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    unshared = forms.BooleanField(
        required=False,
        label=gettext_lazy("Do not warn the other kitchens of this supplier"),
    )
    sensory = VerdictOf(
        Result, label=gettext_lazy("By the senses: colour, smell, state, packing, date of use")
    )
    quick_test = VerdictOf(QuickTest, label=gettext_lazy("Quick test"))
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=DeliveryDecision.choices,
        widget=Tiles(looks=DECISION_LOOKS, layout="list"),
    )
    returned_amount = AmountField(
        label=gettext_lazy("Amount returned"),
        required=False,
        help_text=gettext_lazy("In the same unit."),
    )
    rejection_reason = _text(
        gettext_lazy("Why is it returned?"), 1000, widget=forms.Textarea({"rows": 2})
    )
    received_at = MomentField(label=gettext_lazy("When did it arrive?"))

    def prepare(self) -> None:
        if self.subject is not None:
            for name in ("source_name", "source_phone", "source_address"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        decision = cleaned.get("decision")
        owed = {
            DeliveryDecision.PARTLY.value: ("returned_amount", "rejection_reason"),
            DeliveryDecision.REJECTED.value: ("rejection_reason",),
        }
        for name in owed.get(str(decision), ()):
            if name not in self.errors and cleaned.get(name) in (None, ""):
                message = self.fields[name].error_messages["required"]
                self.add_error(name, forms.ValidationError(message, code="required"))
        return cleaned

    def sections(self) -> list[Section]:
        return [
            Section(_("Seller, not registered"), ["source_name", "source_phone", "source_address"]),
            Section("", ["product_name", "group", "amount", "uom"]),
            Section(
                _("Maker and use-by date"),
                ["maker_name", "maker_address", "expiry_date", "storage"],
                only="dry",
            ),
            Section(_("Inspection"), ["sensory", "quick_test", "decision"]),
            Section(_("Returned"), ["returned_amount"], only="partly"),
            Section("", ["rejection_reason", "unshared"], only="returned"),
            Section("", ["received_at"]),
            Section(_("Papers and lot"), ["photos", "lot_code", "label", "invoice"]),
            Section(
                _("More papers, who delivered, note"),
                ["veterinary_registration", "quarantine_certificate", "deliverer", "note"],
                folded=True,
            ),
        ]

    def body(self, at: datetime) -> dict[str, Any]:
        said = super().body(at)
        if said["decision"] != DeliveryDecision.PARTLY:
            said.pop("returned_amount", None)
        if said["decision"] == DeliveryDecision.ACCEPTED:
            said.pop("rejection_reason", None)
        elif self.cleaned_data["unshared"]:
            said["share"] = False
        product = product_called(said["product_name"], seller=self.subject)
        if product is not None:
            said["product_id"] = str(product.pk)
        return said | {"source": self._source()}

    def _source(self) -> dict[str, Any]:
        if self.subject is not None:
            return {"name_id": self.subject.pk, "name": self.subject.legal_name}
        told = {
            member: self.cleaned_data[f"source_{member}"] for member in ("name", "phone", "address")
        }
        return {member: value for member, value in told.items() if value}

    def initial_of(self, body: Mapping[str, Any]) -> dict[str, Any]:
        source = body.get("source") or {}
        return (
            super().initial_of(body)
            | {"unshared": body.get("share") is False}
            | {f"source_{member}": source.get(member) for member in ("name", "phone", "address")}
        )
