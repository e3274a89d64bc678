"""A record in words: each thing it says with the name that its form gives it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nguon.base.ui.fields import AmountField
from nguon.base.ui.parts import Pair
from nguon.base.ui.unit_symbol import unit_symbol
from nguon.core.quantities import QuantityError
from nguon.food.kitchen.choices import HoldKind, Matter, RecordKind, Symptom
from nguon.food.kitchen.models import Fridge, Meal, ReceivedLine, RetainedSample
from nguon.food.kitchen.pages.forms import FORMS
from nguon.food.kitchen.pages.moments import MomentField
from nguon.food.kitchen.pages.record_form import RecordForm
from nguon.food.kitchen.rules.bound_code import bound_code, spoken_code
from nguon.ground.people.models import OrganisationName, Place

_SAID_APART = {"uom", "fridge_id", "label", "box"}
"""Said together with the amount, by its name, or in the one spelling of codes."""


def told(kind: RecordKind, body: Mapping[str, Any], *, place: Place, subject: Any) -> list[Pair]:
    """Everything a person wrote, in the order of the form; nothing that was left empty."""
    form = FORMS.get(kind)
    if form is None:
        return []
    pairs = [*_about(kind, subject), *_members(form, body), *_special(kind, body, place)]
    if body.get("note"):
        pairs.append(Pair(_("Note, handling"), str(body["note"])))
    return [pair for pair in pairs if pair.value]


def with_changes(pairs: Sequence[Pair], later: Sequence[Pair] | None) -> list[Pair]:
    """Marks what the next version says differently, or does not say any more."""
    if later is None:
        return list(pairs)
    same = {(pair.name, pair.value) for pair in later}
    return [
        Pair(pair.name, pair.value, changed=(pair.name, pair.value) not in same) for pair in pairs
    ]


def _about(kind: RecordKind, subject: Any) -> Iterator[Pair]:
    names = {
        RecordKind.DISH_COOKED: _("Dish"),
        RecordKind.DISH_CHECKED: _("Dish"),
        RecordKind.SAMPLE_TAKEN: _("Dish"),
        RecordKind.EATING_STARTED: _("Meal"),
        RecordKind.FRIDGE_READING: _("Fridge"),
    }
    if subject is None:
        return
    if kind in names:
        yield Pair(names[kind], str(subject))
    if kind is RecordKind.SAMPLE_DESTROYED:
        yield Pair(_("Sample box"), f"{subject.dish.name} · {subject.box_code}")
    if kind is RecordKind.HOLD_RELEASED:
        yield Pair(_("Hold"), subject.cause)


def _members(form: type[RecordForm], body: Mapping[str, Any]) -> Iterator[Pair]:
    for name in form.members:
        field = form.base_fields.get(name)
        if name in _SAID_APART or field is None or field.widget.is_hidden:
            continue
        if body.get(name) not in (None, "", []):
            yield Pair(str(field.label), _value(field, body, name))


def _value(field: forms.Field, body: Mapping[str, Any], name: str) -> str:
    value = body[name]
    if isinstance(field, MomentField):
        return _moment(value)
    if isinstance(field, AmountField):
        return _amount(value, field.widget.unit or _symbol(body.get("uom")))
    if isinstance(field, forms.DateField):
        return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.MultipleChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    if isinstance(value, list):
        return str(len(value))
    return str(value)


def _special(kind: RecordKind, body: Mapping[str, Any], place: Place) -> Iterator[Pair]:
    match kind:
        case RecordKind.DELIVERY_LINE:
            yield from _source(body.get("source") or {})
            yield Pair(_("Label stuck on it"), _code(body.get("label")))
            if body.get("share") is False:
                yield Pair(_("Other kitchens"), _("are not warned of this return"))
        case RecordKind.DISH_COOKED:
            yield from _lots(body.get("lots") or [], place)
        case RecordKind.SAMPLE_TAKEN:
            yield Pair(_("Code on the box"), _code(body.get("box")))
            yield Pair(_("Seal"), _("Sealed") if body.get("sealed") else _("Not sealed"))
            if body.get("fridge_id"):
                fridge = Fridge.objects.filter(place=place, pk=body["fridge_id"]).first()
                yield Pair(_("Fridge"), fridge.name if fridge else body["fridge_id"])
        case RecordKind.MEAL_PLAN:
            yield from _plan(body)
        case RecordKind.HOLD:
            yield from _held(body, place)
        case RecordKind.DAY_COUNTERSIGNED:
            day = date.fromisoformat(body["date"])
            yield Pair(_("Day"), date_format(day, "SHORT_DATE_FORMAT"))
            yield Pair(_("Hash of the day"), body["day_hash"])


def _source(source: Mapping[str, Any]) -> Iterator[Pair]:
    name_id = source.get("name_id")
    name = OrganisationName.objects.filter(pk=int(name_id)).first() if name_id else None
    if name is not None:
        words = [name.legal_name]
        if name.tax_code:
            words.append(_("tax code %(code)s") % {"code": name.tax_code})
        yield Pair(_("Seller"), " · ".join(words))
        return
    said = [source.get(part) for part in ("name", "phone", "address")]
    yield Pair(_("Seller, not registered"), ", ".join(part for part in said if part))


def _lots(lots: Sequence[Mapping[str, Any]], place: Place) -> Iterator[Pair]:
    lines = ReceivedLine.objects.filter(place=place, record_id__in=[lot["line_id"] for lot in lots])
    goods = {str(line.record_id): f"{line.product_name} ({line.lot_code})" for line in lines}
    for i, lot in enumerate(lots, start=1):
        amount = lot.get("amount")
        what = goods.get(lot["line_id"], lot["line_id"])
        much = _amount(amount, _symbol(lot.get("uom"))) if amount else _("not weighed")
        yield Pair(_("Lot %(number)d") % {"number": i}, f"{what}: {much}")


def _plan(body: Mapping[str, Any]) -> Iterator[Pair]:
    yield Pair(_("Eating starts at"), _moment(body["eating_at"]))
    if body.get("cancelled"):
        yield Pair(_("This meal is cancelled"), _("yes"))
    matters: dict[str, object] = dict(Matter.choices)
    for i, dish in enumerate(body.get("dishes") or [], start=1):
        words = [
            dish["name"],
            str(matters.get(dish["matter"], "")),
            dish.get("planned_ingredients"),
        ]
        text = " · ".join(word for word in words if word)
        yield Pair(_("Dish %(number)d") % {"number": i}, text)


def _held(body: Mapping[str, Any], place: Place) -> Iterator[Pair]:
    yield Pair(_("Why?"), str(dict(HoldKind.choices).get(body["kind"], body["kind"])))
    meals = Meal.objects.filter(place=place, pk__in=body.get("meal_ids") or [])
    yield Pair(_("Meals held"), ", ".join(str(meal) for meal in meals))
    boxes = RetainedSample.objects.filter(place=place, record_id__in=body.get("sample_ids") or [])
    words = [f"{box.dish.name} ({box.box_code})" for box in boxes.select_related("dish")]
    yield Pair(_("Boxes held"), ", ".join(words))
    yield Pair(_("Lots held"), ", ".join(body.get("lot_uris") or []))
    yield from _suspected(body.get("suspected") or {})


def _suspected(told: Mapping[str, Any]) -> Iterator[Pair]:
    """How many fell sick, when and with what."""
    symptoms: dict[str, object] = dict(Symptom.choices)
    yield Pair(_("Fell sick"), str(told.get("sick") or ""))
    if told.get("first_onset_at"):
        yield Pair(_("The first of them"), _moment(told["first_onset_at"]))
    words = [str(symptoms.get(one, one)) for one in told.get("symptoms") or []]
    yield Pair(_("Symptoms"), ", ".join(words))


def _code(said: Any) -> str:
    try:
        return spoken_code(bound_code(str(said))) if said else ""
    except ValueError:
        return str(said)


def _moment(text: str) -> str:
    return date_format(localtime(datetime.fromisoformat(text)), "SHORT_DATETIME_FORMAT")


def _amount(value: Any, symbol: str) -> str:
    """What was not judged, because it did not count, need not be a number."""
    number = str(value)
    with suppress(InvalidOperation):
        said = Decimal(number)
        number = number_format(said, force_grouping=True) if said.is_finite() else number
    return f"{number}\u00a0{symbol}" if symbol else number


def _symbol(code: Any) -> str:
    try:
        return unit_symbol(str(code))
    except QuantityError:
        return str(code or "")
