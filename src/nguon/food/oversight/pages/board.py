"""Every kitchen within reach on one screen, and the part of it that renews itself."""

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from nguon.food.oversight.pages.overview import NOWHERE, answered, asked_by, overview

RENEWED_EVERY_SECONDS: Final = 3


@require_safe
@gzip_page
def board(request: HttpRequest) -> HttpResponseBase:
    asked = asked_by(request)
    template = "oversight/_board.html" if asked.is_part else "oversight/board.html"
    return answered(
        request,
        asked,
        template=template,
        context=lambda: {
            "page": overview(asked),
            "every": RENEWED_EVERY_SECONDS,
            "nowhere": NOWHERE,
        },
    )
