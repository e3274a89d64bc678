"""`GET /api/v1/four-answers`: the four answers of a poisoning as JSON, for programs."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.base.errors import FieldError, InputInvalid
from nguon.food.oversight.queries.four_answers import four_answers as answers_to
from nguon.food.oversight.queries.four_answers_members import (
    LISTS,
    four_answers_members,
    list_members,
)
from nguon.food.oversight.rules.starts import WAYS, Choices, start_in
from nguon.food.trace.queries import scope_of
from nguon.ground.people.choices import Act
from nguon.ground.people.rules.caller import caller_of

_SIZE = 100
_MOST = 1_000


@login_not_required
@require_safe
def four_answers(request: HttpRequest) -> HttpResponse:
    """With `list` one page of one list; else the first page of each."""
    principal = caller_of(request, Act.VIEW_TRACE).principal
    given = dict(request.GET.lists())
    wanted = _wanted(request.GET)
    page, size = _number(request.GET, "page", 1, 10**6), _number(request.GET, "size", _SIZE, _MOST)
    start = start_in(given, scope=scope_of(principal))
    if start is None:
        said = _("Say what is suspected.")
        raise InputInvalid([FieldError(WAYS[0], said, expected=" | ".join(WAYS))])
    if isinstance(start, Choices):
        return JsonResponse({"choices": [one.uri for one in start.things]}, status=300)
    answers = answers_to(start, principal=principal, at=clock.now())
    members = four_answers_members(answers)
    for name in wanted:
        members[name] = list_members(answers, name, page=page, size=size)
        if page * size < members[name]["total"]:
            members[name]["next"] = _next(request, name, page + 1)
    response = JsonResponse(members, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "private, no-store"
    return response


def _wanted(given: QueryDict) -> tuple[str, ...]:
    name = given.get("list", "")
    if not name:
        return LISTS
    if name not in LISTS:
        said = _("There is no such list.")
        raise InputInvalid([FieldError("list", said, expected=" | ".join(LISTS), got=name[:80])])
    return (name,)


def _number(given: QueryDict, name: str, default: int, most: int) -> int:
    text = given.get(name, str(default))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most):
        said = _("This must be a whole number from 1 to %(most)d.") % {"most": most}
        raise InputInvalid([FieldError(name, said, expected=f"1…{most}", got=text[:80])])
    return int(text)


def _next(request: HttpRequest, name: str, page: int) -> str:
    asked = request.GET.copy()
    asked["list"], asked["page"] = name, str(page)
    return f"{request.path}?{asked.urlencode()}"
