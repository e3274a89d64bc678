"""`GET /api/v1/hello`: is that our server, and what time is it there?"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from nguon.base import clock


@login_not_required
@require_safe
def hello(_request: HttpRequest) -> JsonResponse:
    """A captive portal answers 200 to everything, but neither with this body nor the header."""
    return JsonResponse({"server": "nguon", "time": clock.now().isoformat()})
