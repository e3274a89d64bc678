"""Acts, moments, amounts and gaps of a dossier in words."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from functools import singledispatch

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nguon.base.paper.render_form import local_time
from nguon.core.haccp import Tone
from nguon.core.quantities import Quantity, format_amount, format_number
from nguon.food.kitchen.choices import Symptom
from nguon.food.kitchen.models import (
    Act,
    CookingCheck,
    Countersignature,
    EatingStart,
    FridgeReading,
    Hold,
    HoldRelease,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
    ServingCheck,
)
from nguon.food.kitchen.rules.late import late_words, lateness_of
from nguon.food.oversight.queries.dossier.value import KitchenAct, LeftOut, ToldAct
from nguon.food.trace.queries.trace_value import Amount
from nguon.food.trace.queries.words import amount_text

KINDS = {
    "ReceivedLine": gettext_lazy("Step 1: goods received"),
    "CookingCheck": gettext_lazy("Step 2: dish cooked"),
    "ServingCheck": gettext_lazy("Step 3: dish checked before eating"),
    "EatingStart": gettext_lazy("Eating started"),
    "RetainedSample": gettext_lazy("Sample taken"),
    "SampleDestruction": gettext_lazy("Sample destroyed"),
    "FridgeReading": gettext_lazy("Fridge reading"),
    "Hold": gettext_lazy("Hold"),
    "HoldRelease": gettext_lazy("Hold released"),
    "Countersignature": gettext_lazy("Day countersigned"),
}
LATE = frozenset({Tone.AMBER, Tone.RED})
NONE = "–"


def moment(at: datetime | None) -> str:
    """«10:40 20/11/2026» in Vietnam, whatever the language."""
    return NONE if at is None else local_time(at)


def amount(quantity: Decimal | None, uom: str | None) -> str:
    if quantity is None:
        return _("amount not said")
    return amount_text(Amount(quantity, uom))


def weighed(quantity: Decimal, uom: str) -> str:
    return format_amount(Quantity.of(quantity.normalize(), uom))


def share(part: Decimal) -> str:
    return f"{round(part * 100)} %"


def joined(parts: Iterable[str], by: str = "; ") -> str:
    return by.join(part for part in parts if part)


def symptoms(values: Iterable[str]) -> str:
    return joined((str(Symptom(one).label) for one in values), ", ")


def kind_of(act: KitchenAct) -> str:
    return str(KINDS[type(act).__name__])


@singledispatch
def said_by(act: Act) -> str:
    """What was done, in one line. Free words about the sick are not repeated."""
    return act.note


def remarks_on(told: ToldAct) -> str:
    """Late, corrected, withdrawn: what an inspector looks for first."""
    act = told.act
    late = lateness_of(act).tone is not Tone.PLAIN
    withdrawn = told.withdrawn_by
    gone = ""
    if withdrawn is not None:
        gone = _("WITHDRAWN: %(reason)s") % {"reason": withdrawn.reason}
    elif not told.stands:
        gone = _("REPLACED by a later record")
    corrects = _("CORRECTION: %(reason)s") % {"reason": act.reason} if told.is_correction else ""
    return joined([gone, corrects, late_words(act) if late else ""])


def is_late(told: ToldAct) -> bool:
    return lateness_of(told.act).tone in LATE


def is_remarkable(told: ToldAct) -> bool:
    """What stays in a timeline that is too long to print whole."""
    act = told.act
    if isinstance(act, Hold | HoldRelease | SampleDestruction | EatingStart):
        return True
    if isinstance(act, ReceivedLine) and act.decision != "accepted":
        return True
    if isinstance(act, RetainedSample) and not act.sealed:
        return True
    return is_late(told) or told.is_correction or not told.stands


def left_out_words(one: LeftOut) -> str:
    texts = {
        "words_about_sick": _(
            "Free words of reports, notes and calls are left out, so that no pupil is named: "
            "numbers, classes by code and symptoms by list stay."
        ),
        "other_kitchens": ngettext(
            "The book of %(n)d other kitchen that received these goods is left out: "
            "you may not read it. The province can.",
            "The books of %(n)d other kitchens that received these goods are left out: "
            "you may not read them. The province can.",
            one.count,
        )
        % {"n": one.count},
        "walk_ended": _("The trace was ended early, because it grew too large: there is more."),
        "events_cut": _("There are more events than a dossier holds: the newest are missing."),
    }
    return texts[one.code]


@said_by.register
def _received(act: ReceivedLine) -> str:
    supplier = act.supplier_name.legal_name if act.supplier_name else act.source_name
    back = ""
    if act.decision != "accepted":
        sent = act.amount if act.decision == "rejected" else act.returned_amount
        back = _("SENT BACK %(amount)s: %(reason)s") % {
            "amount": weighed(sent, act.uom),
            "reason": act.rejection_reason,
        }
    stranger = "" if act.registered else _("source not registered")
    return joined(
        [
            f"{act.product_name} {weighed(act.amount, act.uom)}",
            _("lot %(code)s") % {"code": act.lot_code},
            _("from %(name)s") % {"name": supplier},
            stranger,
            back,
        ]
    )


@said_by.register
def _cooked(act: CookingCheck) -> str:
    used = ", ".join(one.name for one in act.ingredients.all())
    core = ""
    if act.core_celsius is not None:
        core = _("core %(celsius)s °C") % {"celsius": format_number(act.core_celsius)}
    return joined([act.dish.name, used, core, "" if act.passed else _("NOT PASSED")])


@said_by.register
def _served(act: ServingCheck) -> str:
    portions = ngettext("%(n)d portion", "%(n)d portions", act.portions) % {"n": act.portions}
    return joined([act.dish.name, portions, str(act.get_decision_display())])


@said_by.register
def _eaten(act: EatingStart) -> str:
    return str(act.meal)


@said_by.register
def _sampled(act: RetainedSample) -> str:
    sealed = _("sealed %(seal)s") % {"seal": act.seal} if act.sealed else _("NOT SEALED")
    return joined([act.dish.name, act.box_code, weighed(act.amount, act.uom), sealed])


@said_by.register
def _destroyed(act: SampleDestruction) -> str:
    return act.condition


@said_by.register
def _read(act: FridgeReading) -> str:
    return f"{act.fridge.name}: {format_number(act.celsius)} °C"


@said_by.register
def _held(act: Hold) -> str:
    return str(act.get_kind_display())


@said_by.register
def _released(act: HoldRelease) -> str:
    return act.finding


@said_by.register
def _countersigned(act: Countersignature) -> str:
    return f"{act.date:%d/%m/%Y}"
