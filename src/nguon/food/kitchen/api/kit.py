"""`GET /api/v1/kit`: what the kitchen's phone knows without a network."""

import gzip
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.base.errors import Unidentified
from nguon.food.kitchen.api.pace import keep_pace
from nguon.food.kitchen.rules.kit import kit_text, kit_version_of
from nguon.ground.people.models import Device
from nguon.ground.people.operations import note_device_contact
from nguon.ground.people.queries import device_of_request

TRUSTED_FOR = 60
"""Seconds for which an unchanged version proves an unchanged kit; then it is made again."""

HEARD_AT_MOST = timedelta(minutes=10)
"""A phone that asks more often than this is not written down each time."""

GZIP = "gzip"
LEVEL = 6
"""Half the time of the highest level, for one byte in a hundred."""


@login_not_required
@csrf_exempt
@require_safe
def kit(request: HttpRequest) -> HttpResponse:
    """A strong ETag over the content: the same facts give 304, whenever and however often asked."""
    device, at = device_of_request(request), clock.now()
    keep_pace(device.pk)
    if device.revoked_at is not None:
        raise Unidentified(
            _("This phone was taken out of use. Ask the manager for a new pairing code.")
        )
    if device.last_seen_at is None or at - device.last_seen_at > HEARD_AT_MOST:
        note_device_contact(device, at=at)
    zipped = GZIP in request.headers.get("Accept-Encoding", "").lower()
    asked = {
        tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))
    }
    key = _key(device, at)
    known: str | None = cache.get(key) if asked else None
    if known is not None and _tag(known, zipped=zipped) in asked:
        return _marked(HttpResponse(status=304), known, zipped=zipped)
    body = kit_text(device, at=at).encode()
    digest = sha256(body).hexdigest()[:40]
    cache.set(key, digest, TRUSTED_FOR)
    if _tag(digest, zipped=zipped) in asked:
        return _marked(HttpResponse(status=304), digest, zipped=zipped)
    response = HttpResponse(
        gzip.compress(body, LEVEL, mtime=0) if zipped else body, content_type="application/json"
    )
    if zipped:
        response["Content-Encoding"] = GZIP
    return _marked(response, digest, zipped=zipped)


def _key(device: Device, at: datetime) -> str:
    version = kit_version_of(device.place, at=at)
    asked = f"{version}:{device.pk}:{device.name}:{get_language()}"
    return f"kit:{sha256(asked.encode()).hexdigest()}"


def _tag(digest: str, *, zipped: bool) -> str:
    """Another coding is other bytes: a strong ETag tells them apart (RFC 9110 §8.8.3)."""
    return f'"{digest}-gz"' if zipped else f'"{digest}"'


def _marked(response: HttpResponse, digest: str, *, zipped: bool) -> HttpResponse:
    response["ETag"] = _tag(digest, zipped=zipped)
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Accept-Encoding", "Accept-Language", "Authorization"])
    return response
