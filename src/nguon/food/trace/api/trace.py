"""`/api/trace?id=…`: the whole answer as JSON. Amounts are text, so that no digit is lost."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.base.errors import FieldError, InputInvalid, Missing
from nguon.food.trace.queries import scope_of, starting_points
from nguon.food.trace.queries import trace as trace_of
from nguon.food.trace.queries.trace_members import trace_members
from nguon.ground.people.choices import Act
from nguon.ground.people.rules.caller import caller_of


@login_not_required
@require_safe
def trace(request: HttpRequest) -> HttpResponse:
    caller = caller_of(request, Act.VIEW_TRACE)
    text = request.GET.get("id", "")
    if not text:
        wanted = _("an identifier, a scanned code or a lot number")
        raise InputInvalid([FieldError("id", _("Say what to trace."), expected=wanted)])
    found = starting_points(text, scope=scope_of(caller.principal))
    if len(found) > 1:
        listed = [one.uri for one in found]
        return JsonResponse({"choices": listed}, status=300)
    if not found:
        raise Missing(
            _("Nothing to trace under “%(code)s”: no event that you may see names it.")
            % {"code": text}
        )
    answer = trace_of(found[0].uri, principal=caller.principal)
    return JsonResponse(trace_members(answer), json_dumps_params={"ensure_ascii": False})
