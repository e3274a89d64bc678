"""What nobody may overlook on a day: each flag leads to the record that raised it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from nguon.core.haccp import Tone, holding_time
from nguon.core.haccp.reasons import say
from nguon.food.kitchen.choices import (
    DeliveryDecision,
    QuickTest,
    Result,
    ServingDecision,
)
from nguon.food.kitchen.models import Act, FridgeReading, ReceivedLine
from nguon.food.kitchen.queries.day import DayActs
from nguon.food.kitchen.queries.holds import StandingHold
from nguon.food.kitchen.rules.clock_doubts import clock_doubts_of_day, unsure_destruction
from nguon.food.kitchen.rules.code_flags import code_flags
from nguon.food.kitchen.rules.day_views import BoxView, DishView, MealView
from nguon.food.kitchen.rules.flag import Flag
from nguon.food.kitchen.rules.late import correction_words, late_words, lateness_of
from nguon.food.kitchen.rules.limits import limits_on
from nguon.food.kitchen.rules.said import language, said
from nguon.food.kitchen.rules.storage_check import storage_check


def day_flags(
    acts: DayActs,
    meals: Sequence[MealView],
    boxes: Sequence[BoxView],
    holds: Sequence[StandingHold],
) -> Iterator[Flag]:
    for line in acts.lines:
        yield from _line_flags(line)
    for view in meals:
        for dish in view.dishes:
            yield from _dish_flags(view, dish)
            yield from _lot_flags(acts, dish, holds)
    for box in boxes:
        yield from _box_flags(box)
        yield from unsure_destruction(box)
    yield from clock_doubts_of_day(acts.clocks.values())
    yield from code_flags(acts)
    for reading in acts.readings:
        yield from _reading_flags(reading)
    for standing in holds:
        if standing.released_at is None:
            text = _("Hold since %(since)s: %(cause)s") % {
                "since": say(standing.hold.happened_at, language()),
                "cause": standing.hold.cause,
            }
            yield Flag("hold", "red", text, standing.hold.record_id)


def _line_flags(line: ReceivedLine) -> Iterator[Flag]:
    names = {"goods": line.product_name, "source": line.source_name}
    if line.decision == DeliveryDecision.REJECTED:
        text = _("Rejected: %(goods)s from %(source)s") % names
        yield Flag("rejected", "red", text, line.record_id)
    elif line.decision == DeliveryDecision.PARTLY:
        text = _("Partly returned: %(goods)s from %(source)s") % names
        yield Flag("partly_returned", "amber", text, line.record_id)
    if not line.registered:
        text = _("Unregistered source: %(goods)s from %(source)s") % names
        yield Flag("unregistered_source", "red", text, line.record_id)
    elif not line.in_contract:
        text = _("Outside the contract: %(goods)s from %(source)s") % names
        yield Flag("outside_contract", "red", text, line.record_id)
    failed = line.sensory == Result.FAIL or line.quick_test == QuickTest.FAIL
    if failed and line.decision == DeliveryDecision.ACCEPTED:
        text = _("Accepted although a check failed: %(goods)s") % names
        yield Flag("failed_accepted", "red", text, line.record_id)
    yield from _late_flags(line, line.product_name)


def _dish_flags(view: MealView, shown: DishView) -> Iterator[Flag]:
    name = {"dish": shown.dish.name}
    if len({check.decision for check in shown.acts.servings}) > 1:
        text = _("%(dish)s: two checks disagree, so it is not served. Correct the wrong one.")
        yield Flag("checks_disagree", "red", text % name, shown.acts.servings[-1].record_id)
    for check in shown.acts.servings:
        if check.decision == ServingDecision.STOP:
            text = _("Stopped before eating: %(dish)s") % name
            yield Flag("stopped", "red", text, check.record_id)
        yield from _late_flags(check, shown.dish.name)
    for cooking in shown.acts.cookings:
        eaten_at = view.started.happened_at if view.started else None
        waited = holding_time(
            cooked_at=cooking.cook_done_at,
            eaten_at=eaten_at,
            limits=limits_on(view.meal.date),
        )
        if waited.within is False and not shown.stopped:
            text = f"{shown.dish.name}: {said(waited.reasons[0])}"
            yield Flag("holding_time", "amber", text, cooking.record_id)
        if not cooking.passed:
            text = _("A check failed while cooking: %(dish)s") % name
            yield Flag("failed_cooking", "amber", text, cooking.record_id)
        yield from _late_flags(cooking, shown.dish.name)
    for sample in shown.acts.samples:
        if not sample.sealed:
            text = _("Sample not sealed: %(dish)s") % name
            yield Flag("unsealed", "amber", text, sample.record_id)
        yield from _late_flags(sample, shown.dish.name)
    duty = shown.state.sample
    if duty.state.value == "failed":
        first = shown.acts.samples[0].record_id if shown.acts.samples else None
        yield Flag("sample_short", "red", f"{shown.dish.name}: {said(duty.reasons[0])}", first)


def _lot_flags(acts: DayActs, shown: DishView, holds: Sequence[StandingHold]) -> Iterator[Flag]:
    """Lots that should not have gone into the dish: sent back, past their date, or held."""
    for cooking in shown.acts.cookings:
        for used in cooking.ingredients.all():
            line = acts.lines_used.get(used.line_root_id) if used.line_root_id else None
            names = {"dish": shown.dish.name, "goods": used.name}
            if line is not None and line.decision == DeliveryDecision.REJECTED:
                text = _("%(dish)s was cooked from rejected goods: %(goods)s") % names
                yield Flag("rejected_lot_used", "red", text, cooking.record_id)
            if line is not None and line.expiry_date and line.expiry_date < acts.date:
                text = _("%(dish)s was cooked from goods past their date: %(goods)s") % names
                yield Flag("expired_lot_used", "red", text, cooking.record_id)
            if any(one.held_lot_at(used.lot_uri, cooking.happened_at) for one in holds):
                text = _("%(dish)s was cooked from a lot on hold: %(goods)s") % names
                yield Flag("held_lot_used", "red", text, cooking.record_id)


def _late_flags(act: Act, what: str) -> Iterator[Flag]:
    late = lateness_of(act)
    if late.tone in (Tone.AMBER, Tone.RED):
        text = f"{what}: {late_words(act)}"
        yield Flag("late_entry", late.tone.value, text, act.record_id)
    corrected = correction_words(act)
    if corrected:
        yield Flag("corrected", "amber", f"{what}: {corrected}", act.record_id)


def _box_flags(box: BoxView) -> Iterator[Flag]:
    for fault in box.faults:
        text = f"{box.sample.dish.name} ({box.sample.box_code}): {said(fault)}"
        record_id = box.destroyed.record_id if box.destroyed else None
        yield Flag(fault.code, "red", text, record_id)


def _reading_flags(reading: FridgeReading) -> Iterator[Flag]:
    check = storage_check(reading)
    if check.within is False:
        text = f"{reading.fridge.name}: {said(check.reason)}"
        yield Flag("fridge", "red", text, reading.record_id)
