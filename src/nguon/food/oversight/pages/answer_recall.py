"""A kitchen or an organisation answers a recall: three taps, and numbers only where they differ."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nguon.base import clock
from nguon.base.errors import Missing
from nguon.base.ui.attempts import attempted
from nguon.base.ui.fields import AmountField
from nguon.base.ui.parts import Link
from nguon.base.ui.unit_symbol import unit_symbol
from nguon.base.ui.widgets import Tiles
from nguon.food.oversight.operations.recall_goods import answer_recall
from nguon.food.oversight.pages.recall_words import NoticeRow, said_amount
from nguon.food.oversight.queries.recall_value import Notice, NoticeLot
from nguon.food.oversight.queries.recalls import recall_of, recall_reach
from nguon.food.oversight.rules.recall_bodies import FoundLot
from nguon.food.oversight.rules.recall_rights import may_answer
from nguon.ground.people.queries import person_of

ALL: Final = "all"
NONE: Final = "none"
OTHER: Final = "other"


class AnswerForm(forms.Form):
    """Nothing is chosen beforehand: what should be there is no proof that it is."""

    record_id = forms.UUIDField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=gettext_lazy("What did you find?"),
        choices=[
            (ALL, gettext_lazy("All that is left, found and set aside")),
            (NONE, gettext_lazy("Nothing left of it")),
            (OTHER, gettext_lazy("Something else: I write the amounts")),
        ],
        widget=Tiles(
            layout="list",
            looks={ALL: ("ok", "done"), NONE: ("", "minus"), OTHER: ("", "scale")},
        ),
    )
    words = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, notice: Notice, *, data: Any = None) -> None:
        super().__init__(data=data, initial={"record_id": uuid4()})
        self.asked = [lot for lot in notice.lots if not (lot.is_dish and lot.left is None)]
        known = [lot for lot in self.asked if lot.left is not None]
        widget = self.fields["how"].widget
        assert isinstance(widget, Tiles)  # noqa: S101 - the class above
        if known and len(known) == len(self.asked):
            widget.notes = {ALL: ", ".join(_expected(lot) for lot in known[:4])}
        for number, lot in enumerate(self.asked):
            unit = unit_symbol(lot.uom) if lot.uom else _("portions") if lot.is_dish else ""
            for name, label in (("found", _("Found")), ("aside", _("Set aside"))):
                field = AmountField(label=label, unit=unit, lowest=Decimal(0), required=False)
                # Not called optional: «something else» asks for one of them.
                field.sometimes_required = True  # type: ignore[attr-defined]
                self.fields[f"{name}_{number}"] = field

    def lot_fields(self) -> list[tuple[NoticeLot, str, Sequence[forms.BoundField]]]:
        return [
            (
                lot,
                _expected(lot),
                [self[f"found_{number}"], self[f"aside_{number}"]],
            )
            for number, lot in enumerate(self.asked)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        how = cleaned.get("how")
        written = [lot for lot in self._written() if lot.found is not None]
        if how == OTHER and not written:
            self.add_error("how", _("Write how much was found of at least one lot."))
        if how in (ALL, NONE) and written:
            raise ValidationError(_("Amounts are written below, so choose «Something else»."))
        return cleaned

    def found_lots(self) -> list[FoundLot]:
        """`all` says the amounts that were told; where nobody knew any, it says none."""
        match self.cleaned_data["how"]:
            case "all":
                return [_found(lot, lot.left) for lot in self.asked]
            case "none":
                return [_found(lot, Decimal(0)) for lot in self.asked]
            case _:
                return [lot for lot in self._written() if lot.found is not None]

    def _written(self) -> list[FoundLot]:
        return [
            FoundLot(
                uri=lot.uri,
                uom=lot.uom,
                found=self.cleaned_data.get(f"found_{number}"),
                set_aside=self.cleaned_data.get(f"aside_{number}"),
            )
            for number, lot in enumerate(self.asked)
        ]


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, recall_id: UUID, key: UUID) -> HttpResponse:
    """Who may only look sees what was told and answered, and no form."""
    person, at = person_of(request), clock.now()
    found = recall_of(recall_id, recall_reach(person, at=at))
    notice = found.notice_to(key)
    if notice is None:
        raise Missing(_("There is no recall at this address, or it is not yours to see."))
    may = may_answer(person, found, key, at=at)
    form = AnswerForm(notice, data=request.POST or None)
    if request.method == "POST":
        may.require()
        if form.is_valid() and _answered(form, request, recall_id=recall_id, key=key):
            messages.success(request, _("Your answer is saved. Keep what was set aside as it is."))
            return redirect("oversight:answer_recall", recall_id, key)
    context = {
        "recall": found,
        "row": NoticeRow(notice, found, at, None),
        "form": form if may.allowed else None,
        "at": at,
        "place": notice.place,
        "trail": [Link(_("Recalls"), reverse("oversight:recalls"))],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "oversight/answer_recall.html", context, status=status)


def _answered(form: AnswerForm, request: HttpRequest, *, recall_id: UUID, key: UUID) -> bool:
    person, at = person_of(request), clock.now()
    found = recall_of(recall_id, recall_reach(person, at=at))

    def deed() -> bool:
        answer_recall(
            found,
            key,
            record_id=form.cleaned_data["record_id"],
            lots=form.found_lots(),
            words=form.cleaned_data["words"],
            by=person,
            at=at,
        )
        return True

    return attempted(form, deed) is not None


def _found(lot: NoticeLot, amount: Decimal | None) -> FoundLot:
    return FoundLot(uri=lot.uri, uom=lot.uom, found=amount, set_aside=amount)


def _expected(lot: NoticeLot) -> str:
    return f"{lot.name} {said_amount(lot.left, lot.uom, is_dish=lot.is_dish)}"
