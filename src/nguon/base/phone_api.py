"""What every answer of the kitchen phone's interface (`/api/v1/…`) has in common."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from nguon.base import clock
from nguon.base.errors import FieldError, InputInvalid, TooLarge

ROOT = "/api/v1/"


class PhoneApiMiddleware:
    """Marks each answer as ours and tells our time, errors included; speaks the asked language.

    A captive portal answers 200 to everything: without `Nguon-Server` the phone believes nothing.
    Stands around ErrorMiddleware, whose answers need the marks as well.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        language = asked_language(request.headers.get("Accept-Language", ""))
        with translation.override(language):
            response = self.get_response(request)
        response["Nguon-Server"] = "1"
        response["Nguon-Time"] = str(int(clock.now().timestamp() * 1000))
        response["Content-Language"] = language
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def asked_language(header: str) -> str:
    """The first offered language that `Accept-Language` names; Vietnamese if it names none."""
    offered = dict(settings.LANGUAGES)
    for tag, _quality in parse_accept_lang_header(header):
        if tag.partition("-")[0] in offered:
            return tag.partition("-")[0]
    return settings.LANGUAGE_CODE


def bytes_of(request: HttpRequest, *, at_most: int) -> bytes:
    """The body as it came; raises `TooLarge` beyond `at_most` bytes."""
    try:
        body = request.body
    except RequestDataTooBig as error:
        raise _too_large(at_most, request.META.get("CONTENT_LENGTH", "?")) from error
    if len(body) > at_most:
        raise _too_large(at_most, str(len(body)))
    return body


def json_object(body: bytes) -> Mapping[str, Any]:
    """The members of a JSON object in UTF-8; raises `InputInvalid` for anything else."""
    try:
        found = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise _not_an_object(_("not JSON")) from error
    if not isinstance(found, dict):
        raise _not_an_object(type(found).__name__)
    return found


def _too_large(limit: int, got: str) -> TooLarge:
    words = {"limit": limit, "got": got}
    return TooLarge(_("Too large: expected at most %(limit)d bytes, got %(got)s.") % words)


def _not_an_object(got: str) -> InputInvalid:
    message = _("The body cannot be read.")
    return InputInvalid([FieldError("", message, expected=_("one JSON object in UTF-8"), got=got)])
