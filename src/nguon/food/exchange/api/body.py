"""The body of a capture, or why it is not read."""

from collections.abc import Collection

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nguon.base.errors import NguonError
from nguon.base.problems import problem_response
from nguon.food.exchange.api.errors import BodyTooLarge, NotReadable
from nguon.food.exchange.api.formats import ALL_TYPES, JSON_TYPES
from nguon.food.exchange.api.headers import CAPTURE_OCTETS, capture_limits


def body_of(request: HttpRequest) -> bytes:
    """JSON that was sent, such as a named query."""
    _require_type(request, JSON_TYPES)
    try:
        return request.body
    except RequestDataTooBig as error:
        raise _too_many(request, settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) from error


def capture_body_of(request: HttpRequest) -> bytes:
    """A document or an event to be captured; documents may be longer than anything else sent."""
    _require_type(request, ALL_TYPES)
    if int(request.META.get("CONTENT_LENGTH") or 0) > CAPTURE_OCTETS:
        raise _too_many(request, CAPTURE_OCTETS)
    body = request.read(CAPTURE_OCTETS + 1)
    if len(body) > CAPTURE_OCTETS:
        raise _too_many(request, CAPTURE_OCTETS)
    return body


def _require_type(request: HttpRequest, read: Collection[str]) -> None:
    if request.content_type not in read:
        raise NotReadable(
            _("Unknown format: expected %(read)s, got %(got)s.")
            % {"read": ", ".join(read), "got": request.content_type or "—"}
        )
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    if request.content_type in JSON_TYPES and charset.lower() not in ("utf-8", "utf8"):
        raise NotReadable(_("JSON is sent in UTF-8, got charset %(got)s.") % {"got": charset})


def _too_many(request: HttpRequest, limit: int) -> BodyTooLarge:
    return BodyTooLarge(
        _("Too large: expected at most %(limit)d bytes, got %(got)s. Send smaller documents.")
        % {"limit": limit, "got": request.META.get("CONTENT_LENGTH", "?")}
    )


def too_large(error: NguonError) -> HttpResponse:
    """413 tells the limits in its headers."""
    response = problem_response(413, detail=str(error), problem_type=error.problem_type)
    for name, value in capture_limits().items():
        response[name] = value
    return response
