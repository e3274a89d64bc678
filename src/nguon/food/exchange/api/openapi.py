"""`/openapi.json`: what this interface is, for tools that read such descriptions."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from nguon.food.exchange.rules.openapi import openapi


@login_not_required
@require_safe
def description(request: HttpRequest) -> HttpResponse:
    return JsonResponse(openapi(), json_dumps_params={"ensure_ascii": False})
