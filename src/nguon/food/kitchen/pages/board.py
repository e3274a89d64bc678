"""From the day as the rules see it to the parts that the board is drawn with."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nguon.base.ui.parts import Board, Cell, Column, Row
from nguon.base.ui.states import State as Shown
from nguon.core.haccp import Duty, DutyState, State
from nguon.food.kitchen.models import Act as ActRow
from nguon.food.kitchen.pages.desk import Desk
from nguon.food.kitchen.pages.links import record_url
from nguon.food.kitchen.rules.day import DayView
from nguon.food.kitchen.rules.day_views import DishView, MealView
from nguon.food.kitchen.rules.next_act import is_waiting_for_cooking
from nguon.ground.people.choices import Act

SHOWN = {
    State.NOT_DUE: Shown.NOT_DUE,
    State.DUE: Shown.DUE,
    State.LATE: Shown.LATE,
    State.DONE: Shown.DONE,
    State.DONE_LATE: Shown.DONE_LATE,
    State.FAILED: Shown.FAILED,
    State.MISSING: Shown.MISSING,
}
ACT_OF_DUTY = {
    Duty.STEP_1: Act.RECORD_RECEIVING,
    Duty.STEP_2: Act.RECORD_COOKING,
    Duty.STEP_3: Act.RECORD_SERVING,
    Duty.SAMPLE: Act.TAKE_SAMPLE,
}


@dataclass(frozen=True)
class MealBoard:
    view: MealView
    board: Board
    plan_url: str
    eat_url: str
    started_url: str


def columns() -> list[Column]:
    return [
        Column(_("Step 1 · Goods"), "receiving"),
        Column(_("Step 2 · Cooking"), "cooking"),
        Column(_("Step 3 · Serving"), "serving"),
        Column(_("Sample"), "sample"),
    ]


def meal_board(desk: Desk, view: DayView, meal: MealView) -> MealBoard:
    rows = [_row(desk, view, shown) for shown in meal.dishes]
    started = meal.started
    has_come = view.acts.date <= desk.today
    may_start = started is None and has_come and desk.may(Act.RECORD_SERVING)
    return MealBoard(
        view=meal,
        board=Board(columns(), rows, row_title=_("Dish")),
        plan_url=_url("meal", desk, meal.meal.pk) if desk.may(Act.PLAN_MEAL) else "",
        eat_url=_url("eating", desk, meal.meal.pk) if may_start else "",
        started_url=record_url(desk.place, started.record_id) if started else "",
    )


def duty_url(desk: Desk, duty: Duty, dish_id: object) -> str:
    """Where the deed is recorded, or "" for somebody who may not record it."""
    if not desk.may(ACT_OF_DUTY[duty]):
        return ""
    if duty is Duty.STEP_1:
        return _url("receiving", desk)
    pages = {Duty.STEP_2: "cooking", Duty.STEP_3: "serving", Duty.SAMPLE: "sampling"}
    return _url(pages[duty], desk, dish_id)


def _url(name: str, desk: Desk, *args: object) -> str:
    return reverse(f"kitchen:{name}", args=[desk.place.pk, *args])


def _row(desk: Desk, view: DayView, shown: DishView) -> Row:
    notes = [_("stopped")] if shown.stopped else []
    if shown.dish.dropped:
        notes.append(_("no longer on the menu"))
    return Row(
        title=shown.dish.name,
        cells=[_cell(desk, view, shown, duty) for duty in Duty],
        note=", ".join(notes),
    )


def _cell(desk: Desk, view: DayView, shown: DishView, duty: Duty) -> Cell | None:
    state = shown.duty(duty)
    if state.state is State.NOT_OWED:
        return None
    acts = _acts(view, shown, duty)
    if acts:
        url = record_url(desk.place, acts[-1].record_id)
    else:
        url = duty_url(desk, duty, shown.dish.pk)
    if not acts and is_waiting_for_cooking(view, shown, duty):
        detail = ngettext(
            "%(count)d line of goods", "%(count)d lines of goods", len(view.acts.lines)
        ) % {"count": len(view.acts.lines)}
        return Cell(Shown.NOT_DUE, _cooking_url(desk, shown), word=_("With step 2"), detail=detail)
    is_held = duty is Duty.SAMPLE and _is_held(view, acts)
    return Cell(
        Shown.HELD if is_held else SHOWN[state.state],
        url,
        word=_word(shown, duty, state),
        detail=_detail(acts, state),
    )


def _cooking_url(desk: Desk, shown: DishView) -> str:
    return duty_url(desk, Duty.STEP_2, shown.dish.pk)


def _acts(view: DayView, shown: DishView, duty: Duty) -> Sequence[ActRow]:
    if duty is Duty.STEP_1:
        used = {one.line_root_id for one in shown.acts.ingredients}
        lines = [line for root, line in view.acts.lines_used.items() if root in used]
        return sorted(lines, key=lambda line: line.happened_at)
    return {
        Duty.STEP_2: shown.acts.cookings,
        Duty.STEP_3: shown.acts.servings,
        Duty.SAMPLE: shown.acts.samples,
    }[duty]


def _is_held(view: DayView, samples: Sequence[ActRow]) -> bool:
    roots = {sample.root_id for sample in samples}
    return any(box.held and box.sample.root_id in roots for box in view.boxes)


def _word(shown: DishView, duty: Duty, state: DutyState) -> str:
    """The state's own word, said more precisely where it would not be understood."""
    if state.state is State.FAILED:
        if duty is Duty.STEP_3:
            return _("Stopped")
        if duty is Duty.SAMPLE:
            return _("Too little")
    if duty is Duty.SAMPLE and state.state is State.DONE:
        return _("Kept")
    if state.state is State.DONE_LATE and state.reasons[0].code == "done_after_due":
        return _("Done late")
    return _("Later") if state.state is State.NOT_DUE else ""


def _detail(acts: Sequence[ActRow], state: DutyState) -> str:
    if not acts:
        before = {"time": date_format(localtime(state.due_at), "TIME_FORMAT")}
        return _("before %(time)s") % before
    time = date_format(localtime(acts[-1].happened_at), "TIME_FORMAT")
    if len(acts) > 1:
        return f"{len(acts)} × · {time}"
    return f"{time} {acts[-1].actor.full_name.split()[-1]}"
