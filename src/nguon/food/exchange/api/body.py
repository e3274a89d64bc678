"""The body of a capture, or why it is not read."""

from collections.abc import Collection

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nguon.base.errors import NguonError
from nguon.base.problems import problem_response
from nguon.food.exchange.api.errors import BodyTooLarge, NotReadable
from nguon.food.exchange.api.formats import JSON_TYPES
from nguon.food.exchange.api.headers import capture_limits


def body_of(request: HttpRequest, *, read: Collection[str] = JSON_TYPES) -> bytes:
    """The octets sent; raises `NotReadable` for a format that is not in `read`."""
    if request.content_type not in read:
        raise NotReadable(
            _("Unknown format: expected %(read)s, got %(got)s.")
            % {"read": ", ".join(read), "got": request.content_type or "—"}
        )
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    if request.content_type in JSON_TYPES and charset.lower() not in ("utf-8", "utf8"):
        raise NotReadable(_("JSON is sent in UTF-8, got charset %(got)s.") % {"got": charset})
    try:
        return request.body
    except RequestDataTooBig as error:
        raise BodyTooLarge(
            _("Too large: expected at most %(limit)d bytes, got %(got)s. Send smaller documents.")
            % {
                "limit": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
                "got": request.META.get("CONTENT_LENGTH", "?"),
            }
        ) from error


def too_large(error: NguonError) -> HttpResponse:
    """413 tells the limits in its headers."""
    response = problem_response(413, detail=str(error), problem_type=error.problem_type)
    for name, value in capture_limits().items():
        response[name] = value
    return response
