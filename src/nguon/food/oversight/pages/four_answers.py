"""The four answers from any start: a code, a supplier, a dish, a meal, or how many fell sick.

Everything stands in the address, so that it can be sent on; whoever opens it sees what they may.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.base.errors import InputInvalid, Missing
from nguon.base.ui.parts import Link
from nguon.food.kitchen.rules.reading import day_in
from nguon.food.oversight.pages.four_headlines import flags_of, headlines_of
from nguon.food.oversight.pages.four_rows import PAGE, Tables
from nguon.food.oversight.queries.four_answers import four_answers as answers_to
from nguon.food.oversight.queries.four_answers_members import LISTS
from nguon.food.oversight.queries.four_answers_value import FourAnswers
from nguon.food.oversight.queries.question_form import (
    kitchens_of,
    meals_before,
    suppliers_called,
)
from nguon.food.oversight.rules.starts import WAYS, Choices, start_in
from nguon.food.trace.queries import scope_of
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.words import thing_title
from nguon.ground.people.choices import Act
from nguon.ground.people.queries import person_of, principal_of
from nguon.ground.people.rules import may_anywhere

SICK_ROWS: Final = 6
_ORDER: Final = ("served", "stoppable", "on_hand", "suppliers", "lots", "samples", "received")


@login_required
@require_safe
@gzip_page
def four_answers(request: HttpRequest) -> HttpResponseBase:
    """`list` and `page` show one list whole; what was wrongly asked comes back with the form."""
    person = person_of(request)
    may_anywhere(person, Act.VIEW_TRACE).require()
    principal = principal_of(person, act=Act.VIEW_TRACE)
    scope = scope_of(principal)
    if "row_count" in request.GET:
        return redirect(f"{request.path}?{_counted(request.GET)}")
    try:
        start = start_in(dict(request.GET.lists()), scope=scope)
        if start is None or isinstance(start, Choices):
            return _question(request, scope, choices=start)
        answers = answers_to(start, principal=principal, at=clock.now())
    except (InputInvalid, Missing) as error:
        return _question(request, scope, error=error)
    response = _answer(request, scope, answers)
    response["Cache-Control"] = "private, no-store"
    return response


def _answer(request: HttpRequest, scope: Scope, answers: FourAnswers) -> HttpResponse:
    asked = _asked(request.GET)
    kitchens = {kitchen.identifier: kitchen for kitchen in kitchens_of(scope)}
    tables = Tables(answers, asked, kitchens)
    one = request.GET.get("list", "")
    if one in LISTS:
        shown = [tables.of(one, number=request.GET.get("page", "1") or "1", size=PAGE)]
    else:
        shown = [tables.of(name) for name in _ORDER]
    context = {
        "answers": answers,
        "headlines": headlines_of(answers),
        "flags": flags_of(answers),
        "tables": shown,
        "is_one_list": one in LISTS,
        "whole_url": f"?{asked}",
        "json_url": f"{reverse('oversight:four_answers_api')}?{asked}",
        "trail": [Link(_("Four questions"), reverse("oversight:four_answers"))],
    }
    return render(request, "oversight/four_answers.html", context)


def _asked(given: QueryDict) -> str:
    """The question alone, as it stands in an address."""
    names = (*WAYS, "days")
    return urlencode([(name, text) for name in names for text in given.getlist(name) if text])


def _counted(given: QueryDict) -> str:
    """The rows of the form as one parameter each; an empty row says nothing."""
    columns = (given.getlist(name) for name in ("row_meal", "row_class", "row_count"))
    rows = [tuple(part.strip() for part in row) for row in zip(*columns, strict=False)]
    sick = [("sick", ",".join(row)) for row in rows if row[1] or row[2]]
    more = [(name, given[name]) for name in ("kitchen", "day") if given.get(name)]
    return urlencode([*sick, *more])


@dataclass(frozen=True)
class _Asking:
    """What was chosen in the form so far."""

    kitchen: str
    day: date
    name: str


def _question(
    request: HttpRequest,
    scope: Scope,
    *,
    choices: Choices | None = None,
    error: InputInvalid | Missing | None = None,
) -> HttpResponse:
    """The form; with what was wrong, or with several things to choose from."""
    kitchens = kitchens_of(scope)
    asking = _Asking(
        kitchen=request.GET.get("kitchen", ""),
        day=_day(request.GET.get("day", "")),
        name=request.GET.get("name", "").strip(),
    )
    chosen = [one for one in kitchens if str(one.pk) == asking.kitchen]
    kitchen = chosen[0] if chosen else (kitchens[0] if len(kitchens) == 1 else None)
    found = suppliers_called(asking.name, scope=scope) if asking.name else []
    context: dict[str, Any] = {
        "asking": asking,
        "code": request.GET.get("code", ""),
        "kitchens": kitchens,
        "kitchen": kitchen,
        "meals": meals_before(kitchen, asking.day) if kitchen else [],
        "suppliers": found,
        "rows": range(SICK_ROWS),
        "choices": [
            Link(
                thing_title(one), f"?{urlencode({'code': one.uri})}", note=one.lot_number or one.uri
            )
            for one in (choices.things if choices else ())
        ],
        "error": error,
        "problems": [one.message for one in error.errors]
        if isinstance(error, InputInvalid)
        else [],
    }
    status = error.status if error else 200
    return render(request, "oversight/four_questions.html", context, status=status)


def _day(text: str) -> date:
    try:
        return day_in(text)
    except ValueError:
        return clock.today()
