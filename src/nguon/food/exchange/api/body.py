"""The body of a capture, or why it is not read."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nguon.base.errors import NguonError
from nguon.base.problems import problem_response
from nguon.food.exchange.api.headers import JSON, JSON_LD, capture_limits

READ_TYPES = frozenset({JSON, JSON_LD})


class BodyTooLarge(NguonError):
    """More octets than are read at once."""

    status = 413
    problem_type = "epcisException:CaptureLimitExceededException"


class NotJson(NguonError):
    """A format that is not read here."""

    status = 415
    problem_type = "epcisException:UnsupportedMediaTypeException"


class NotAcceptable(NguonError):
    """None of the formats that the client accepts is offered."""

    status = 406
    problem_type = "epcisException:NotAcceptableException"


class NotSupported(NguonError):
    """The standard has it, this server does not."""

    status = 501
    problem_type = "epcisException:ImplementationException"


def body_of(request: HttpRequest) -> bytes:
    if request.content_type not in READ_TYPES:
        raise NotJson(
            _("Unknown format: expected application/json or application/ld+json, got %(got)s.")
            % {"got": request.content_type or "—"}
        )
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    if charset.lower() not in ("utf-8", "utf8"):
        raise NotJson(_("JSON is sent in UTF-8, got charset %(got)s.") % {"got": charset})
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


def require_rollback(request: HttpRequest) -> None:
    asked = request.headers.get("GS1-Capture-Error-Behaviour", "rollback")
    if asked != "rollback":
        raise NotSupported(
            _("Only “rollback” is offered: all events of a document are captured, or none.")
        )


def answer_type(request: HttpRequest) -> str:
    """JSON or JSON-LD, whichever the client prefers; raises `NotAcceptable` for neither."""
    preferred = request.get_preferred_type([JSON, JSON_LD])
    if preferred is None:
        raise NotAcceptable(
            _("Offered are application/json and application/ld+json, asked was %(got)s.")
            % {"got": request.headers.get("Accept", "")}
        )
    return preferred


def too_large(error: NguonError) -> HttpResponse:
    """413 tells the limits in its headers."""
    response = problem_response(413, detail=str(error), problem_type=error.problem_type)
    for name, value in capture_limits().items():
        response[name] = value
    return response
